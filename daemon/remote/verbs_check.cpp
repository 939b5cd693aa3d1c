#include <algorithm>
#include <array>

#include "check/preflight.hpp"
#include "load/config_error.hpp"
#include "load/expectation_yaml.hpp"
#include "remote/line_check_verbs.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/tone_out.hpp"
#include "remote/verb.hpp"
#include "rig/surface_unit.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;
using namespace std::chrono_literals;

constexpr std::size_t longest_expectation = 16'000'000, longest_list = 100'000;   // bytes
constexpr auto patience_for_connection = 3s;

// --- preflight

Json findings_json(const std::vector<check::PreflightFinding>& findings)
{
    Json list = Json::array();
    for (const auto& one : findings) list.push_back({{"unit", one.unit}, {"parameter", one.parameter}, {"words", one.words}, {"expected", one.expected}, {"found", one.found}});
    return list;
}

Json preflight_json(const check::PreflightResult& result, const studio::Expectation& expectation)
{
    Json sections = Json::object();
    for (const auto& [name, counted] : result.sections) sections[name] = {{"checked", counted.checked}, {"passed", counted.passed}};
    return {{"of", expectation.of}, {"checked", result.all.checked}, {"passed", result.all.passed}, {"sections", std::move(sections)}, {"failures", findings_json(result.failures)},
            {"warnings", findings_json(result.warnings)}, {"not_known", findings_json(result.not_known)}};
}

std::string preflight_words(const Json& json)
{
    std::string words = "preflight" + (json["of"] == "" ? "" : " against " + json["of"].get<std::string>()) + ": " + json["passed"].dump() + " of " + json["checked"].dump() + " as expected";
    if (json["checked"] == 0) words += ", nothing could be checked";
    for (const auto& [list, what] : {std::pair("failures", " fail"), std::pair("warnings", " drifted"), std::pair("not_known", " not known")})
        if (!json[list].empty()) words += ", " + std::to_string(json[list].size()) + what;
    return words;
}

/// What the expectation names and answers; what does not is told by the preflight.
std::string online_ones(const Room& room, const studio::Expectation& expectation)
{
    std::string scope;
    for (const auto& expected : expectation.units)
        if (const auto unit = room.rig.find(expected.unit); unit && unit->online() && !expected.parameters.empty()) scope += (scope.empty() ? "" : ", ") + expected.unit;
    return scope;
}

task<studio::Snapshot> read_units(Call& call, const studio::Expectation& expectation)
{
    for (const auto& expected : expectation.units)
        if (const auto unit = call.room.rig.find(expected.unit); unit && expected.online != false) co_await unit->wait_online(patience_for_connection);
    const auto scope = online_ones(call.room, expectation);
    if (scope.empty()) co_return studio::Snapshot();
    co_return co_await call.room.recaller.read_live(call.room.rig.scope(scope), call.phases());
}

std::vector<check::PresentUnit> present_units(const Room& room, const studio::Snapshot& live)
{
    std::vector<check::PresentUnit> units;
    for (const auto& unit : room.rig.units()) units.push_back({unit->name(), unit->online(), unit->identity(), unit->note(), live.unit(unit->name()), unit->profile().get()});
    for (const auto& surface : room.rig.surfaces()) units.push_back({surface->name(), surface->online(), "", surface->note()});
    return units;
}

studio::Expectation expectation_in(const Call& call)
{
    try {
        return load::parse_expectation(call.text("expect"), call.text("name", "expectation"));
    } catch (const load::ConfigError& error) {
        throw VerbError("expectation", error.what(), 400, exit_usage);
    }
}

task<Json> preflight(Call call)
{
    const auto expectation = expectation_in(call);
    const auto live = co_await read_units(call, expectation);
    Json json = preflight_json(check::preflight(expectation, present_units(call.room, live)), expectation);
    store::NewEntry entry{call.caller.name, "preflight", "", preflight_words(json)};
    auto words = entry.text;
    json["entry"] = co_await put_down(call.room, std::move(entry), json);
    json["words"] = std::move(words);
    const bool is_whole = json["not_known"].empty() && json["checked"] > 0;   // what could not be checked is no good news
    if (!json["failures"].empty() || !is_whole) json["exit"] = exit_differs;
    co_return json;
}

task<Json> preflight_make(Call call)
{
    const std::string scope_text = call.text("scope", check::usual_scope);
    const auto scope = call.room.rig.scope(scope_text);
    const std::string session = call.text("session"), name = call.text("version");
    const auto version = co_await call.room.store.run([&](store::Store& store) { return store.find(session, name); });
    const auto snapshot = co_await call.room.store.run([&](store::Store& store) { return store.load(version.id, call.room.profiles); });
    const auto text = check::expectation_text(snapshot, scope, session + "/" + name);
    co_return Json{{"session", session}, {"version", name}, {"scope", scope_text}, {"name", "room.yaml"}, {"text", text}, {"left_out", check::left_out_of(snapshot, scope)}};
}

constexpr std::array preflight_arguments{Argument{"expect", text, true, longest_expectation}, Argument{"name"}};
constexpr std::array make_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"scope"}};
constexpr std::array start_arguments{Argument{"session", text, true}, Argument{"version"}, Argument{"lines", text, false, longest_list}, Argument{"patience_s", number}, Argument{"force", flag}, Argument{"new", flag}};
constexpr std::array follow_arguments{Argument{"follow", flag}};
constexpr std::array result_arguments{Argument{"session", text, true}, Argument{"version"}};
constexpr std::array mark_arguments{Argument{"verdict", text, true}, Argument{"line", number}, Argument{"note", text, false, 10'000}};
constexpr std::array next_arguments{Argument{"go"}};
constexpr std::array sign_arguments{Argument{"name"}};
constexpr std::array tone_arguments{Argument{"unit", text, true}, Argument{"outputs", text, true}, Argument{"returns"}, Argument{"level_db"}, Argument{"seconds", number}, Argument{"allow"}};

constexpr std::array table{
    Verb{"preflight", Permission::operate, preflight, "the room against what it is expected to be", preflight_arguments, Area::checks},
    Verb{"preflight_make", Permission::view, preflight_make, "what a room is expected to be, from a version", make_arguments},
    Verb{"linecheck", Permission::view, linecheck, "the line check that is under way", follow_arguments},
    Verb{"linecheck_start", Permission::operate, linecheck_start, "walk the input list and listen to each line", start_arguments, Area::checks},
    Verb{"linecheck_mark", Permission::operate, linecheck_mark, "say what is with a line", mark_arguments},
    Verb{"linecheck_next", Permission::operate, linecheck_next, "go on to another line", next_arguments},
    Verb{"linecheck_sign", Permission::operate, linecheck_sign, "keep the line check with its version, signed", sign_arguments, Area::checks},
    Verb{"linecheck_cancel", Permission::operate, linecheck_cancel, "end the line check; what nobody signed stays in the log", {}, Area::checks},
    Verb{"linecheck_result", Permission::view, linecheck_result, "the line check of a session that was signed last", result_arguments},
    Verb{"tone_out", Permission::operate, play_tones, "the desk's oscillator to each output in turn, its return listened to", tone_arguments, Area::checks},
};

}  // namespace

std::span<const Verb> check_verbs() { return table; }

}  // namespace recalld::remote
