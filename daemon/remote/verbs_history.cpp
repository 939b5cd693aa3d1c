#include <algorithm>
#include <array>

#include "remote/patch_room.hpp"
#include "remote/plan_json.hpp"
#include "remote/standing.hpp"
#include "remote/verb.hpp"
#include "remote/verbs_sheet.hpp"
#include "store/version_kind.hpp"

namespace recalld::remote {

using studio::ParameterId;
using studio::Standing;

namespace {

constexpr std::size_t all = 1'000'000;

std::string_view name_of(store::RecallState state)
{
    switch (state) {
        case store::RecallState::running: return "running";
        case store::RecallState::finished: return "finished";
        case store::RecallState::interrupted: return "interrupted";
    }
    return "";
}

Json summary_json(const store::UnitSummary& unit)
{
    return {{"unit", unit.unit},         {"profile", unit.profile}, {"profile_version", unit.profile_version}, {"identity", unit.identity},
            {"captured", unit.captured}, {"silent", unit.silent},   {"not_exposed", unit.not_exposed},         {"by_hand", unit.by_hand}};
}

Json version_json(const store::Version& version)
{
    Json units = Json::array();
    for (const auto& unit : version.units) units.push_back(summary_json(unit));
    return {{"version", version.name}, {"take", version.take}, {"kind", name_of(version.kind)}, {"scope", version.scope},
            {"note", version.note},    {"time", iso_time(version.time)}, {"units", std::move(units)}};
}

Json values_json(const studio::UnitState& state, const std::vector<bool>& covered)
{
    Json values = Json::array();
    for (ParameterId id = 0; id < state.values.size(); ++id) {
        if (!covered[id] || state.standings[id] == Standing::out_of_scope) continue;
        const auto* value = state.value(id);
        const auto& parameter = (*state.profile)[id];
        values.push_back({{"parameter", parameter.name},
                          {"value", state.spoken(id)},
                          {"native", value ? native_json(*value) : Json(nullptr)},
                          {"standing", remote::name_of(state, id)},
                          {"words", state.placed(id, state.profile->words_of(id, state.selector(id)))}});
    }
    return values;
}

Json coverage_json(const studio::UnitState& state)
{
    const auto coverage = studio::coverage_of(state);
    Json silent = Json::array();
    for (const ParameterId id : coverage.silent) silent.push_back((*state.profile)[id].name);
    return {{"captured", coverage.captured}, {"noted", coverage.noted}, {"silent", std::move(silent)}, {"not_exposed", coverage.not_exposed}, {"by_hand", coverage.by_hand}};
}

struct Found {
    store::Version version;
    studio::Snapshot snapshot;
};

task<Found> load_version(Room& room, std::string session, std::string version)
{
    co_return co_await room.store.run([&](store::Store& store) {
        const auto found = store.find(session, version);
        return Found{found, store.load(found.id, room.profiles)};
    });
}

/// A recall, and the one that it took back.
struct FoundRecall {
    std::optional<store::Recall> recall, undid;
    Json document = nullptr;   ///< its report as it is now: what hands did since counts
};

task<FoundRecall> load_recall(Room& room, std::optional<store::RecallId> wanted)
{
    const auto rack = rack_of(room);
    co_return co_await room.store.run([&](store::Store& store) {
        const auto newest = wanted ? std::vector<store::Recall>() : store.recalls(0, 1);
        const auto id = wanted ? wanted : newest.empty() ? std::nullopt : std::optional(newest.front().id);
        FoundRecall found;
        if (id) found.recall = store.recall(*id);
        if (found.recall) found.document = report_now(store, *found.recall, rack);
        if (found.recall && found.recall->undoes) found.undid = store.recall(*found.recall->undoes);
        return found;
    });
}

task<studio::Snapshot> one_side(Call call, std::string side, studio::Scope scope)
{
    const Json& named = call.arguments[side];
    if (named == "live") co_return co_await call.room.recaller.read_live(scope, call.phases());
    auto found = co_await load_version(call.room, named["session"], named["version"]);
    co_return std::move(found.snapshot);
}

Json difference_json(const studio::Difference& difference)
{
    return {{"unit", difference.unit},   {"parameter", difference.name}, {"strip", difference.strip},
            {"words", difference.words}, {"from", difference.from},      {"to", difference.to}};
}

Json recall_json(const store::Recall& recall)
{
    Json json = {{"recall", recall.id}, {"session", recall.session}, {"version", recall.version}, {"state", name_of(recall.state)}, {"time", iso_time(recall.started)},
                 {"undoes", recall.undoes ? Json(*recall.undoes) : Json(nullptr)}, {"undone", recall.undone}};
    return json;
}

/// Some recalls with their reports as they are now.
struct Recalls {
    std::vector<std::pair<store::Recall, Json>> page;
    std::size_t total = 0;
};

std::vector<std::pair<store::Recall, Json>> with_reports(store::Store& store, const std::vector<store::Recall>& recalls, const recall::Rack& rack)
{
    std::vector<std::string> sessions;
    for (const auto& recall : recalls)
        if (std::ranges::find(sessions, recall.session) == sessions.end()) sessions.push_back(recall.session);
    auto ticks = ticks_in(store, sessions);
    std::vector<std::pair<store::Recall, Json>> page;
    for (const auto& recall : recalls) page.emplace_back(recall, report_now(store, recall, ticks[recall.id], rack));
    return page;
}

/// Not proven to be where it should be, as verdicts have it; what ticks changed is counted anew already.
constexpr std::array open_verdicts{"differs", "silent", "unverified", "by_hand", "moved", "withheld"};

/// Nothing is left: it came to its end, and whatever was in scope is in place.
bool is_all_done(const FoundRecall& found)
{
    if (found.recall->state != store::RecallState::finished || !found.document.is_object() || found.document.value("cancelled", false)) return false;
    const auto counts = found.document.value("report", Json::object());
    return std::ranges::all_of(open_verdicts, [&](const char* verdict) { return counts.value(verdict, std::size_t{0}) == 0; });
}

}  // namespace

task<Json> sessions(Call call)
{
    const auto offset = call.number("offset", 0), count = call.number("count", all);
    const auto found = co_await call.room.store.run([](store::Store& store) { return store.sessions(); });
    Json page = Json::array();
    for (std::size_t i = offset; i < found.size() && i - offset < count; ++i)
        page.push_back({{"session", found[i].name}, {"versions", found[i].versions}, {"first", iso_time(found[i].first)}, {"last", iso_time(found[i].last)}});
    co_return Json{{"sessions", std::move(page)}, {"offset", offset}, {"total", found.size()}};
}

task<Json> versions(Call call)
{
    const auto offset = call.number("offset", 0), count = call.number("count", all);
    const auto found = co_await call.room.store.run([&](store::Store& store) {
        return store.versions(call.text("session"), 0, all, call.flag("safety"));
    });
    if (found.empty()) co_await load_version(call.room, call.text("session"), "?");   // says what there is
    Json page = Json::array();
    for (std::size_t i = offset; i < found.size() && i - offset < count; ++i) page.push_back(version_json(found[i]));
    co_return Json{{"session", call.text("session")}, {"versions", std::move(page)}, {"offset", offset}, {"total", found.size()}};
}

task<Json> show(Call call)
{
    const auto scope = call.room.rig.scope(call.text("scope"));
    const auto found = co_await load_version(call.room, call.text("session"), call.text("version"));
    if (const auto unit = call.text("unit"); !unit.empty()) unit_of(found.snapshot, unit);
    Json units = Json::array();
    for (const auto& state : found.snapshot.units) {
        if (!call.text("unit").empty() && call.text("unit") != state.unit) continue;
        units.push_back({{"unit", state.unit}, {"identity", state.identity}, {"profile", state.profile->profile_id}, {"coverage", coverage_json(state)},
                         {"values", values_json(state, scope.cover(state.unit, *state.profile))}});
    }
    const auto& version = found.version;
    co_return Json{{"session", version.session}, {"version", version.name}, {"take", version.take},  {"note", version.note},
                   {"time", iso_time(version.time)}, {"scope", version.scope}, {"units", std::move(units)}};
}

namespace {

/// Cords have a comparison of their own; that they differ is said beside the parameters, too. Empty: they do not, or nobody noted any.
task<std::string> cords_differ(Room& room, Json from, Json to)
{
    const auto first = co_await patch_then(room, moment_named(from));
    const auto second = co_await patch_then(room, moment_named(to));
    if (!first.cords || !second.cords) co_return std::string();
    const auto work = check::work_between(second.patch, *first.cords, *second.cords);
    const auto count = work.steps.size() + work.left_out.size();
    if (count == 0) co_return std::string();
    co_return "the patch differs, too, by " + std::to_string(count) + (count == 1 ? " cord" : " cords") + "; recallctl patch diff names " + (count == 1 ? "it" : "them");
}

/// How many units both sides have, of those in scope.
std::size_t units_compared(const studio::Snapshot& from, const studio::Snapshot& to, const studio::Scope& scope)
{
    return static_cast<std::size_t>(std::ranges::count_if(to.units, [&](const studio::UnitState& unit) {
        return from.unit(unit.unit) && std::ranges::count(scope.cover(unit.unit, *unit.profile), true) > 0;
    }));
}

}  // namespace

task<Json> diff(Call call)
{
    const auto scope = call.room.rig.scope(call.text("scope"));
    const auto from = co_await one_side(call, "from", scope);
    const auto to = co_await one_side(call, "to", scope);
    const auto found = studio::diff(from, to, scope);
    Json differences = Json::array();
    for (const auto& difference : found.differences) differences.push_back(difference_json(difference));
    Json json = {{"from", call.arguments["from"]}, {"to", call.arguments["to"]}, {"units", units_compared(from, to, scope)}, {"compared", found.compared}, {"differences", std::move(differences)}, {"missing", found.missing}};
    std::string cords;
    if (call.text("scope").empty()) cords = co_await cords_differ(call.room, call.arguments["from"], call.arguments["to"]);
    if (!cords.empty()) json["notes"] = Json::array({cords});
    if (!found.differences.empty() || !found.missing.empty() || !cords.empty()) json["exit"] = exit_differs;
    co_return json;
}

task<Json> reports(Call call)
{
    const auto offset = call.number("offset", 0), count = call.number("count", 100);
    const auto rack = rack_of(call.room);
    const auto found = co_await call.room.store.run([&](store::Store& store) {
        return Recalls{with_reports(store, store.recalls(offset, count), rack), store.recall_count()};
    });
    Json list = Json::array();
    for (const auto& [recall, document] : found.page) {
        Json json = recall_json(recall);
        json["report"] = document.is_object() ? document["report"] : Json(nullptr);
        if (document.contains("hands")) json["hands"] = document["hands"];
        list.push_back(std::move(json));
    }
    co_return Json{{"reports", std::move(list)}, {"offset", offset}, {"total", found.total}};
}

task<Json> report(Call call)
{
    const auto wanted = call.arguments.contains("recall") ? std::optional(call.arguments["recall"].get<store::RecallId>()) : std::nullopt;
    const auto found = co_await load_recall(call.room, wanted);
    if (!found.recall) throw VerbError("not_found", wanted ? "there is no recall " + std::to_string(*wanted) : "there is no recall yet", 404, exit_usage);
    Json json = recall_json(*found.recall);
    if (found.document.is_object()) json.update(found.document);
    if (!is_all_done(found)) json["exit"] = exit_differs;
    if (found.undid) json["undid"] = {{"recall", found.undid->id}, {"session", found.undid->session}, {"version", found.undid->version}};
    json["begun"] = found.recall->begun;
    co_return json;
}

}  // namespace recalld::remote
