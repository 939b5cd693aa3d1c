#include <unistd.h>

#include <algorithm>
#include <deque>

#include "driver/osc_text.hpp"
#include "logbook/sheet_lines.hpp"
#include "recall/hazards.hpp"
#include "remote/plan_json.hpp"
#include "remote/sheets.hpp"
#include "remote/verb.hpp"
#include "rig/signal.hpp"
#include "rig/surface_unit.hpp"
#include "studio/nearest_choice.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using studio::ParameterId;
using studio::Standing;
using studio::UnitState;
using studio::Value;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_waiting_changes = 4096;
constexpr auto patience_for_connection = 3s;
constexpr auto turn_of_a_watcher = 200ms;
constexpr int listener_is_there_every = 50;   // turns: only a write shows that a watcher has left

double seconds_since(std::chrono::steady_clock::time_point then)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

std::size_t known(const UnitState& page)
{
    const auto standing = page.profile->is_by_hand() ? Standing::assumed : Standing::confirmed;
    return static_cast<std::size_t>(std::ranges::count(page.standings, standing));
}

Json unit_json(const rig::Unit& unit)
{
    const auto& profile = *unit.profile();
    const auto heard = unit.last_heard();
    return {{"unit", unit.name()},
            {"profile", profile.profile_id},
            {"profile_version", profile.version},
            {"verified", profile.verified},
            {"link", unit.where()},
            {"online", unit.online()},
            {"identity", unit.identity()},
            {"last_heard_s", heard ? Json(seconds_since(*heard)) : Json(nullptr)},
            {"parameters", profile.parameters.size()},
            {"known", known(unit.page())},
            {"round_trip_ms", std::chrono::duration<double, std::milli>(unit.round_trip()).count()},
            {"note", unit.note()}};
}

Json surface_json(const rig::SurfaceUnit& unit)
{
    const auto& surface = *unit.surface();
    return {{"surface", unit.name()}, {"profile", surface.profile_id}, {"profile_version", surface.version}, {"verified", surface.verified},
            {"link", unit.where()},   {"online", unit.online()},       {"note", unit.note()}};
}

Json units_json(const Room& room)
{
    Json all = Json::array();
    for (const auto& unit : room.rig.units()) all.push_back(unit_json(*unit));
    return all;
}

Json surfaces_json(const Room& room)
{
    Json all = Json::array();
    for (const auto& surface : room.rig.surfaces()) all.push_back(surface_json(*surface));
    return all;
}

Json value_json(const UnitState& page, ParameterId id)
{
    const auto& parameter = (*page.profile)[id];
    const auto* value = page.value(id);
    return {{"unit", page.unit},
            {"parameter", parameter.name},
            {"value", page.spoken(id)},
            {"native", value ? native_json(*value) : Json(nullptr)},
            {"standing", name_of(page, id)},
            {"words", page.placed(id, page.profile->words_of(id, page.selector(id)))}};
}

std::vector<ParameterId> parameters_named(const Call& call, const rig::Unit& unit)
{
    const auto& profile = *unit.profile();
    const std::string name = call.text("parameter");
    if (const auto id = profile.find(name)) return {*id};
    std::vector<ParameterId> found;
    if (name.find('*') != std::string::npos || name.find('/') != std::string::npos) {
        const std::string pattern = name.starts_with('-') ? "/" + name : name;   // a parameter's own, not a scope's minus
        const auto scope = call.room.rig.scope(unit.name() + " " + pattern);
        for (ParameterId id = 0; id < profile.parameters.size(); ++id)
            if (scope.covers(unit.name(), profile, id)) found.push_back(id);
    }
    if (found.empty())
        throw VerbError("unknown_parameter", unit.name() + ": no parameter " + studio::in_quotes(name) + profile.suggestion(name), 404, exit_usage);
    return found;
}

/// A rig that is read again takes its units away from whoever waits for them.
void want_in_rig(const rig::Unit& unit)
{
    if (unit.is_stopped()) throw VerbError("unreachable", unit.name() + ": the rig was read again meanwhile; ask once more", 503, exit_unreachable);
}

/// Of a choice the word that was meant; of numbers the range says enough, unless a comma is in the way.
std::string offer_of(const studio::Law& law, const std::string& words)
{
    if (law.is_number() && words.find(',') != words.npos) return "; decimals have a point";
    const auto nearest = studio::nearest_choice(words, law.words);
    return nearest.empty() ? nearest : "; did you mean " + studio::in_quotes(nearest) + "?";
}

/// The native value that the words mean for this parameter, as the wire will carry it.
Value value_meant(const UnitState& page, ParameterId id, const std::string& words)
{
    const auto& law = page.profile->law_of(id, page.selector(id));
    const auto value = law.parse(words);
    if (!value) throw VerbError("out_of_range", page.unit + " " + (*page.profile)[id].name + ": " + studio::in_quotes(words) + " does not fit; it takes " + law.range() + offer_of(law, words), 400, exit_usage);
    return (*page.profile)[id].selector == studio::no_parameter ? *value : driver::to_raw(law, *value);
}

void want_consent(const Call& call, const UnitState& page, ParameterId id, const Value& value)
{
    const auto needed = recall::hazards_of(page, id, value, call.room.rig.config().policy) & ~recall::parse_hazards(call.text("allow"));
    if (needed.none()) return;
    const auto words = page.profile->law_of(id, page.selector(id)).spoken(value);
    throw VerbError("refused", page.unit + " " + (*page.profile)[id].name + ": " + page.spoken(id) + " -> " + words + " is a hazard (" +
                    recall::name_hazards(needed) + "); nothing was written. Allow it with --allow " + recall::name_hazards(needed), 409, exit_refused);
}

/// Changes wait here between the studio and whoever watches.
struct Watching {
    explicit Watching(net::io_context& io) : news(io) {}
    std::deque<Json> waiting;
    std::size_t dropped = 0;
    rig::Signal news;
};

Json change_json(const UnitState& page, const studio::Change& change)
{
    static constexpr std::string_view origins[] = {"device", "person", "recall"};
    Json json = value_json(page, change.parameter);
    json["origin"] = origins[static_cast<std::size_t>(change.origin)];
    json["time"] = iso_time(std::chrono::system_clock::now());
    return {{"change", json}};
}

void note_change(const Call& call, const studio::Scope& scope, Watching& watching, const studio::Change& change)
{
    const auto* page = call.room.studio.page(change.unit);
    if (!page || !scope.covers(change.unit, *page->profile, change.parameter)) return;
    if (watching.waiting.size() >= most_waiting_changes) ++watching.dropped;
    else watching.waiting.push_back(change_json(*page, change));
    watching.news.wake_all();
}

/// Nobody can be told, and nothing can be read back: it is noted, in the name of whoever says it.
task<Json> set_by_hand(Call call, std::shared_ptr<rig::Unit> unit, ParameterId id)
{
    const auto& profile = *unit->profile();
    auto change = logbook::read_lines(profile, unit->name(), profile[id].name + "=" + call.text("value"));
    const std::string from = unit->page().spoken(id);
    co_await call.room.sheets->note(unit, std::move(change), call.caller.name);
    want_in_rig(*unit);
    const auto& page = unit->page();
    co_return Json{{"unit", unit->name()}, {"parameter", profile[id].name}, {"from", from}, {"to", page.spoken(id)}, {"verified", false}, {"noted", true},
                   {"words", page.placed(id, profile.words_of(id, nullptr))}};
}

}  // namespace

task<Json> ping(Call call) { co_return Json{{"recalld", RECALLD_VERSION}, {"uptime_s", seconds_since(call.room.started)}}; }

task<Json> status(Call call)
{
    const auto& room = call.room;
    const auto& busy = room.recaller.busy();
    Json doing = nullptr;
    if (busy) doing = {{"verb", busy->name}, {"since_s", std::chrono::duration<double>(std::chrono::system_clock::now() - busy->since).count()}};
    co_return Json{{"recalld", RECALLD_VERSION}, {"state_dir", room.state_folder},   {"rig", room.rig_file}, {"uptime_s", seconds_since(room.started)},
                   {"pid", ::getpid()},          {"units", units_json(room)}, {"surfaces", surfaces_json(room)}, {"busy", doing},
                   {"doors", room.doors},        {"notes", room.notes}};
}

task<Json> units(Call call) { co_return Json{{"units", units_json(call.room)}, {"surfaces", surfaces_json(call.room)}}; }

task<Json> get(Call call)
{
    const auto unit = call.unit();
    const auto asked = parameters_named(call, *unit);
    if (!unit->online()) co_await unit->wait_online(patience_for_connection);
    want_in_rig(*unit);
    Json values = Json::array();
    for (const ParameterId id : asked) values.push_back(value_json(unit->page(), id));
    const bool all_unknown = std::ranges::none_of(asked, [&](ParameterId id) { return unit->page().has(id); });
    if (all_unknown && !unit->online()) throw VerbError("unreachable", unit->name() + " is offline: " + unit->note(), 503, exit_unreachable);
    co_return Json{{"values", values}};
}

task<Json> set(Call call)
{
    const auto unit = call.unit();
    const auto id = unit->profile()->find(call.text("parameter"));
    if (!id) {
        parameters_named(call, *unit);
        throw VerbError("usage", "set takes one parameter, not a pattern", 400, exit_usage);
    }
    const auto& parameter = (*unit->profile())[*id];
    if (parameter.read_only) throw VerbError("read_only", unit->name() + " " + parameter.name + " can be read, not set", 400, exit_usage);
    if (unit->profile()->is_by_hand() && call.room.sheets) co_return co_await set_by_hand(call, unit, *id);
    const bool online = co_await unit->wait_online(patience_for_connection);
    if (!online)
        throw VerbError("unreachable", unit->name() + " is offline: " + unit->note(), 503, exit_unreachable);
    co_await unit->refresh(*id);   // what a change would do depends on what stands there now
    want_in_rig(*unit);
    const Value value = value_meant(unit->page(), *id, call.text("value"));
    if (const auto why = unit->objection(*id, value); !why.empty()) throw VerbError("out_of_range", unit->name() + " " + parameter.name + ": " + why, 400, exit_usage);
    want_consent(call, unit->page(), *id, value);
    const std::string from = unit->page().spoken(*id);
    const auto result = co_await unit->set(*id, value, studio::Origin::person);
    want_in_rig(*unit);
    const auto& page = unit->page();
    const bool verified = result.reached && result.silent.empty() && page.standings[*id] == Standing::confirmed && page.profile->same(*id, page.values[*id], value);
    Json json = {{"unit", unit->name()}, {"parameter", parameter.name}, {"from", from}, {"to", page.spoken(*id)}, {"verified", verified},
                 {"words", page.placed(*id, page.profile->words_of(*id, page.selector(*id)))}};
    if (!verified) json["exit"] = result.reached ? exit_differs : exit_unreachable;
    co_return json;
}

task<Json> watch(Call call)
{
    const auto scope = call.room.rig.scope(call.text("scope"));
    Watching watching(call.room.io);
    const auto listening = call.room.studio.listen([&](const studio::Change& change) { note_change(call, scope, watching, change); });
    for (int idle = 0; !*call.gone && !call.room.ending; ++idle) {
        if (idle % listener_is_there_every == 0) call.emit({{"progress", {{"phase", "watching"}, {"unit", ""}, {"done", 0}, {"total", 0}}}});
        while (!watching.waiting.empty()) {
            call.emit(std::move(watching.waiting.front()));
            watching.waiting.pop_front();
        }
        if (watching.dropped > 0) call.emit({{"dropped", std::exchange(watching.dropped, 0)}});
        co_await watching.news.wait_until(std::chrono::steady_clock::now() + turn_of_a_watcher);
    }
    co_return Json::object();
}

task<Json> check(Call call)
{
    Json findings = Json::array(), units = Json::array();
    if (const auto fault = call.room.check_rig(); !fault.empty()) findings.push_back(fault);
    for (const auto& note : call.room.notes) findings.push_back(note);
    const auto present = call.room.rig.units();   // a copy: the rig may be read again meanwhile
    for (const auto& unit : present) {
        co_await unit->wait_online(patience_for_connection);
        if (unit->is_stopped()) continue;   // the rig was read again meanwhile
        Json about = Json::array();
        if (!unit->note().empty()) about.push_back(unit->note());
        if (unit->online())
            for (ParameterId id = 0; id < unit->page().values.size(); ++id)
                if (unit->page().standings[id] == Standing::unknown && !unit->lacks(id) && !(*unit->profile())[id].live && !unit->profile()->is_by_hand()) about.push_back("silent: " + (*unit->profile())[id].name);
        units.push_back({{"unit", unit->name()}, {"online", unit->online()}, {"identity", unit->identity()}, {"findings", about}});
    }
    const bool ok = findings.empty() && std::ranges::all_of(units, [](const Json& unit) { return unit["online"] == true && unit["findings"].empty(); });
    Json json = {{"rig", call.room.rig_file}, {"ok", ok}, {"units", units}, {"findings", findings}};
    if (!ok) json["exit"] = exit_differs;
    co_return json;
}

}  // namespace recalld::remote
