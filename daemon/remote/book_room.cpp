#include "remote/book_room.hpp"

#include <algorithm>

#include "check/told_branches.hpp"
#include "logbook/line.hpp"
#include "remote/book_facts.hpp"
#include "remote/patch_room.hpp"
#include "remote/verbs_sheet.hpp"

namespace recalld::remote {

namespace {

using logbook::text_of;
using Units = std::vector<std::shared_ptr<rig::Unit>>;

Units units_by_hand(const rig::Rig& rig)
{
    Units units;
    for (const auto& unit : rig.units())
        if (unit->profile()->is_by_hand()) units.push_back(unit);
    return units;
}

Moment moment_of(const Json& facts, const BookMoment& moment)
{
    const auto session = facts.value("session", std::string());
    if (!moment) return {session, {}};
    return {session, moment->version.name + "@" + std::to_string(moment->version.take)};
}

/// A way to be told: where it begins, by what it may be called.
struct Way {
    std::string title;
    std::vector<std::string> points;
};

/// `desk ch/01` as the patch has it: `desk ch 1`.
std::string strip_point(const rig::Rig& rig, const std::string& strip)
{
    const auto gap = strip.find(' ');
    const auto unit = gap == std::string::npos ? nullptr : rig.find(strip.substr(0, gap));
    if (!unit) return {};
    const auto& strips = unit->profile()->strips;
    const auto found = std::ranges::find(strips, strip.substr(gap + 1), &studio::Strip::path);
    return found == strips.end() ? std::string() : unit->name() + " " + found->words;
}

/// By its jack, or else by its line, or by its strip where the list counts channels.
Way way_of(const rig::Rig& rig, const Json& input)
{
    const auto* key = input.contains("line") ? "line" : "channel";
    const auto number = input.contains(key) ? input[key].dump() : std::string();
    Way way{number + (number.empty() ? "" : " ") + text_of(input, "name"), {text_of(input, "jack")}};
    if (input.contains("line")) way.points.push_back("line " + number);
    way.points.push_back(strip_point(rig, text_of(input, "strip")));
    return way;
}

/// Where else the signal goes, and what comes in, in words.
Json branches_json(const check::PatchGraph& graph, const check::Trace& trace)
{
    constexpr std::size_t most = 12;
    Json words = Json::array();
    const auto told = check::told_branches(graph, trace);
    for (std::size_t i = 0; i < std::min(told.size(), most); ++i) words.push_back(told[i].words);
    if (told.size() > most) words.push_back("and " + std::to_string(told.size() - most) + " more");
    return words;
}

Json way_json(const check::PatchGraph& graph, const Way& way)
{
    for (const auto& point : way.points) {
        const auto start = point.empty() ? std::nullopt : graph.find(point);
        if (!start || graph.is_lonely(*start)) continue;
        const auto trace = check::trace(graph, *start);
        return {{"title", way.title}, {"words", joined(stops_of(graph, trace))}, {"also", branches_json(graph, trace)}};
    }
    return nullptr;
}

std::vector<Way> ways_of(const rig::Rig& rig, const Json& facts)
{
    std::vector<Way> ways;
    if (!facts.contains("inputs")) return ways;
    for (const auto& input : facts["inputs"])
        if (input.is_object()) ways.push_back(way_of(rig, input));
    return ways;
}

/// Where each input goes; nothing in a room without a patch. The graph is made once, and gone through on the store's thread.
task<Json> traces_of(Call call, const Stoppable& stop, const Json& facts, BookMoment moment)
{
    Json traces = Json::array();
    if (call.room.rig.config().patch.empty()) co_return traces;
    const auto then = co_await patch_then(call.room, moment_of(facts, moment));
    const auto session = facts.value("session", std::string());
    const auto until = moment ? std::optional(moment->version.entry) : std::nullopt;
    const auto sources = co_await call.room.store.run([&](store::Store& store) { return sources_then(store, session, until); });
    const auto around = surroundings_of(call.room, moment ? &moment->snapshot : nullptr, sources);
    const auto ways = ways_of(call.room.rig, facts);
    stop.check();
    co_await call.room.store.run([&](store::Store&) {
        const check::PatchGraph graph(then.patch, then.cords.value_or(std::vector<studio::Cord>()), around);
        for (const auto& way : ways)
            if (auto json = way_json(graph, way); !json.is_null()) traces.push_back(std::move(json));
        return true;
    });
    co_return traces;
}

}  // namespace

task<Asked> try_asking(Call call, std::string verb, Json arguments)
{
    Asked asked;
    if (!verb_named(verb)) {
        asked.problem = "this recalld does not keep it";
        co_return asked;
    }
    call.arguments = std::move(arguments);
    call.emit = [](const Json&) {};
    try {
        asked.answer = co_await perform(std::move(verb), std::move(call));
    } catch (const VerbError& error) {
        asked.problem = error.what();
    }
    co_return asked;
}

task<> add_sheets(Call call, const Stoppable& stop, Json& facts, BookMoment moment)
{
    facts["sheets"] = Json::array();
    const auto units = units_by_hand(call.room.rig);
    if (units.empty()) co_return;
    const auto phases = call.phases();
    const auto version = moment ? std::optional(moment->version) : std::nullopt;
    const auto then = co_await sheets_then(call.room, version);
    for (const auto& unit : units) {
        stop.check();
        phases("reading sheets", unit->name(), facts["sheets"].size(), units.size());
        const auto* state = moment ? moment->snapshot.unit(unit->name()) : call.room.studio.page(unit->name());
        if (!state) {
            facts["missing"]["sheets"] = unit->name() + ": " + (moment ? moment->version.session + "/" + moment->version.name + " holds no such unit" : "nothing is known of it");
            continue;
        }
        auto sheet = co_await told_sheet(call.room, *state, then);
        facts["sheets"].push_back(std::move(sheet));
    }
}

task<> add_patch(Call call, const Stoppable& stop, Json& facts, BookMoment moment)
{
    Json wanted = Json::object();
    if (moment) wanted = {{"session", moment->version.session}, {"version", moment_of(facts, moment).version}};
    auto patch = co_await try_asking(call, "patch", wanted);
    if (!patch.answer.is_object()) {
        facts["missing"]["patch"] = patch.problem;
        co_return;
    }
    Json found = {{"cords", patch.answer.value("cords", Json::array())}, {"problems", patch.answer.value("problems", Json::array())}};
    found["traces"] = co_await traces_of(call, stop, facts, moment);
    facts["patch"] = std::move(found);
}

}  // namespace recalld::remote
