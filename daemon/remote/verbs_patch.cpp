#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

#include "check/cord_lines.hpp"
#include "check/patch.hpp"
#include "check/told_branches.hpp"
#include "check/trace_notes.hpp"
#include "logbook/cords.hpp"
#include "paper/trace_svg.hpp"
#include "remote/fault_hints.hpp"
#include "remote/log_lines.hpp"
#include "remote/patch_room.hpp"
#include "remote/plan_json.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using check::PatchGraph;
using studio::Cord;
using Cords = std::vector<Cord>;

constexpr std::size_t longest_lines = 100'000, longest_note = 200, longest_told = 500, most_ways_drawn = 12;

[[noreturn]] void usage(const std::string& message) { throw VerbError("usage", message, 400, exit_usage); }
[[noreturn]] void refuse(const std::string& message) { throw VerbError("refused", message, 409, exit_refused); }

Moment moment_of(const Call& call)
{
    Moment moment{call.text("session"), call.text("version")};
    if (moment.session.empty() && !moment.version.empty()) usage("a version is one of a session; say which");
    return moment;
}

Json cord_json(const Cord& cord) { return {{"from", cord.from}, {"to", cord.to}, {"note", cord.note}}; }

Json cords_json(const PatchThen& then)
{
    Json list = Json::array();
    const auto cords = then.cords.value_or(Cords());
    const auto normals = check::normal_words(then.patch, cords);
    for (std::size_t i = 0; i < cords.size(); ++i) {
        Json cord = cord_json(cords[i]);
        cord["normal"] = normals[i];
        list.push_back(std::move(cord));
    }
    return list;
}

Json jack_faults_json(const PatchThen& then)
{
    Json list = Json::array();
    for (const auto& of : jack_faults(then.faults, then.patch)) {
        Json fault = fault_json(of.fault);
        fault["subject"] = "jack " + of.jack;
        fault["jack"] = of.jack;
        list.push_back(std::move(fault));
    }
    return list;
}

Json problems_json(const std::vector<check::Problem>& problems)
{
    Json list = Json::array();
    for (const auto& problem : problems) list.push_back({{"kind", name_of(problem.kind)}, {"fault", problem.is_fault()}, {"words", problem.words}, {"jacks", problem.jacks}});
    return list;
}

std::string_view name_of(rig::JackSide side)
{
    switch (side) {
        case rig::JackSide::output: return "output";
        case rig::JackSide::input: return "input";
        case rig::JackSide::either: return "either";
    }
    return "";
}

/// What is wired to the back of each jack, by its name.
std::unordered_map<std::string, std::string> backs_of(const rig::PatchConfig& patch)
{
    std::unordered_map<std::string, std::string> backs;
    for (const auto& wire : patch.wires) backs.try_emplace(wire.to, wire.from), backs.try_emplace(wire.from, wire.to);
    return backs;
}

Json jacks_json(const rig::PatchConfig& patch)
{
    const auto backs = backs_of(patch);
    Json list = Json::array();
    for (const auto& jack : patch.jacks) {
        const auto back = backs.find(jack.name);
        list.push_back({{"jack", jack.name}, {"side", name_of(jack.side)}, {"wired", back == backs.end() ? std::string() : back->second}, {"normal", ""}});
    }
    for (const auto& normal : patch.normals)
        for (const auto& [here, there] : {std::pair(normal.output, normal.input), std::pair(normal.input, normal.output)})
            list[here]["normal"] = std::string(rig::name_of(normal.kind)) + (here == normal.output ? " to " : " from ") + patch.jacks[there].name;
    return list;
}

task<Json> patch(Call call)
{
    const auto moment = moment_of(call);
    const auto then = co_await patch_then(call.room, moment);
    auto problems = check::problems_of(then.patch, then.cords.value_or(Cords()));
    std::ranges::move(wire_problems(call.room, then.patch), std::back_inserter(problems));
    Json json = {{"session", moment.session}, {"version", moment.version}, {"noted", then.cords.has_value()}, {"cords", cords_json(then)}, {"faults", jack_faults_json(then)},
                 {"problems", problems_json(problems)}, {"jacks", jacks_json(then.patch)}};
    co_return json;
}

// --- patch_set

/// What is wrong after a change that was not before.
std::vector<check::Problem> new_problems(const rig::PatchConfig& patch, const Cords& before, const Cords& after)
{
    const auto old = check::problems_of(patch, before);
    auto problems = check::problems_of(patch, after);
    std::erase_if(problems, [&](const check::Problem& problem) { return std::ranges::find(old, problem) != old.end(); });
    return problems;
}

void want_no_fault(const std::vector<check::Problem>& problems)
{
    if (problems.empty() || !problems.front().is_fault()) return;
    if (problems.front().kind == check::ProblemKind::unknown_jack) usage(problems.front().words);
    refuse(problems.front().words);
}

std::string listed(const char* what, const Cords& cords)
{
    std::string words;
    for (const auto& cord : cords) words += (words.empty() ? std::string(what) + " " : ", ") + written(cord);
    return words;
}

struct Change {
    Cords pulled, plugged, cords;
    std::vector<check::Problem> problems;

    std::string words() const
    {
        const auto out = listed("pulled", pulled), in = listed("plugged", plugged);
        auto words = out + (out.empty() || in.empty() ? "" : "; ") + in;
        if (words.size() > longest_told) words = words.substr(0, words.rfind(' ', longest_told)) + " …";
        return words;
    }
};

/// Pulls first, then plugs. Throws VerbError when no such patch can be.
Change changed(const rig::PatchConfig& patch, const Cords& before, const Call& call)
{
    Change change{{}, check::read_cord_lines(call.text("plug"), patch), before, {}};
    for (const auto& line : check::read_cord_lines(call.text("pull"), patch, true)) {
        change.pulled.push_back(check::cord_meant(line, change.cords));
        std::erase_if(change.cords, [&](const Cord& cord) { return cord.joins(change.pulled.back()); });
    }
    for (auto& cord : change.plugged) {
        cord.note = call.text("note");
        change.cords.push_back(cord);
    }
    if (change.pulled.empty() && change.plugged.empty()) usage("patch_set: say what to pull and what to plug, a cord a line: B3 -> B17");
    check::sort_cords(patch, change.cords);
    change.problems = new_problems(patch, before, change.cords);
    want_no_fault(change.problems);
    return change;
}

/// Read, changed and written in one go on the store's thread: two people at once lose nothing.
task<Json> patch_set(Call call)
{
    const auto patch = call.room.rig.config().patch;
    if (patch.empty()) usage("this rig has no patch; write its jacks under patch: in " + call.room.rig_file);
    Change change;
    const auto clock = clock_now(call.room);
    const auto entry = co_await call.room.store.run([&](store::Store& store) {
        change = changed(patch, logbook::cords_noted(store).value_or(Cords()), call);
        store::NewEntry line{call.caller.name, "patch", call.text("session"), change.words()};
        line.subject = std::string(logbook::patch_subject);
        line.data = with_clock(logbook::cords_document(change.cords), clock);
        return store.add_entry(line);
    });
    call.room.news.tell(Area::reports);   // a checklist may wait for it
    Json pulled = Json::array(), plugged = Json::array();
    for (const auto& cord : change.pulled) pulled.push_back(cord_json(cord));
    for (const auto& cord : change.plugged) plugged.push_back(cord_json(cord));
    co_return Json{{"entry", entry}, {"words", change.words()}, {"pulled", pulled}, {"plugged", plugged}, {"cords", change.cords.size()}, {"problems", problems_json(change.problems)}};
}

// --- patch_diff

/// A cord that moves is both: pulled and plugged.
void add_step(const check::PatchStep& step, const logbook::Faults& faults, Json& json)
{
    const bool is_move = step.pull && step.plug;
    const auto fault = fault_words(faults, step);
    if (step.pull) json["pull"].push_back({{"from", step.pull->from}, {"to", step.pull->to}, {"words", pull_words(*step.pull)}, {"move", is_move}, {"fault", fault}});
    if (step.plug) json["plug"].push_back({{"from", step.plug->from}, {"to", step.plug->to}, {"words", plug_words(*step.plug)}, {"move", is_move}, {"fault", fault}});
    json["lines"].push_back({{"line", step.line}, {"words", step.words}, {"fault", fault}});
}

std::string name_of_side(const Json& side) { return side == "live" ? "today" : side["session"].get<std::string>() + "/" + side["version"].get<std::string>(); }

std::string not_noted(const Json& side)
{
    return side == "live" ? "nobody noted any cords yet" : "nobody had noted any cords when " + name_of_side(side) + " was kept";
}

task<Json> patch_diff(Call call)
{
    const Json first = call.arguments["from"], second = call.arguments["to"];
    const auto from = co_await patch_then(call.room, moment_named(first));
    const auto to = co_await patch_then(call.room, moment_named(second));
    Json json = {{"from", first}, {"to", second}, {"pull", Json::array()}, {"plug", Json::array()}, {"lines", Json::array()}, {"notes", Json::array()}};
    for (const auto& [then, side] : {std::pair(&from, &first), std::pair(&to, &second)})
        if (!then->cords) json["notes"].push_back(not_noted(*side));
    const auto work = check::work_between(from.patch, from.cords.value_or(Cords()), to.cords.value_or(Cords()));
    for (const auto& step : work.steps) add_step(step, to.faults, json);
    for (const auto& cord : work.left_out) json["notes"].push_back(cord.words(name_of_side(first), name_of_side(second)));
    json["left_out"] = work.left_out.size();
    if (!work.steps.empty() || !work.left_out.empty()) json["exit"] = exit_differs;
    co_return json;
}

// --- trace

Json hops_json(const PatchGraph& graph, const std::vector<check::Hop>& hops)
{
    Json list = Json::array();
    for (const auto& hop : hops)
        if (graph.kind(hop.point) != check::PointKind::hidden)
            list.push_back({{"point", graph.name(hop.point)}, {"words", words_of(graph, hop.point)}, {"kind", name_of(graph.kind(hop.point))}, {"how", name_of(hop.how)}});
    return list;
}

std::vector<paper::TraceBox> boxes_of(const std::vector<check::Stop>& stops, const PatchGraph& graph, PatchGraph::Point start, const logbook::Faults& faults)
{
    std::vector<paper::TraceBox> boxes;
    for (const auto& stop : stops) boxes.push_back({stop.words, stop.how, stop.point == start, !fault_words(faults, graph, stop.point).empty()});
    return boxes;
}

std::string drawing_of(const PatchGraph& graph, const check::Trace& found, const logbook::Faults& faults)
{
    std::vector<paper::TraceWay> ways{{"", boxes_of(stops_of(graph, found), graph, found.start, faults)}};
    for (const auto& told : check::told_branches(graph, found))
        if (ways.size() <= most_ways_drawn) ways.push_back({told.of.front()->is_up ? "also comes in" : "also goes", boxes_of(told.stops, graph, found.start, faults)});
    return paper::draw_trace(ways);
}

Json branch_json(const PatchGraph& graph, const check::ToldBranch& told)
{
    const auto& first = *told.of.front();
    Json points = Json::array();
    for (const auto* branch : told.of)
        for (auto& point : hops_json(graph, branch->hops)) points.push_back(std::move(point));
    return {{"at", graph.name(first.at)}, {"direction", first.is_up ? "up" : "down"}, {"words", told.words}, {"loop", first.is_loop}, {"points", std::move(points)}};
}

/// What is wrong with anything on the way, each fault once; branches have their own ways.
Json way_faults_json(const PatchGraph& graph, const check::Trace& found, const logbook::Faults& faults)
{
    std::vector<check::Hop> all = found.up;
    all.push_back({found.start});
    all.insert(all.end(), found.down.begin(), found.down.end());
    std::set<std::string> told;
    Json list = Json::array();
    for (const auto& hop : all)
        for (const auto& words : fault_words(faults, graph, hop.point))
            if (told.insert(words).second) list.push_back(words);
    return list;
}

Json trace_json(const PatchGraph& graph, const check::Trace& found, const PatchThen& then, const check::Surroundings& around)
{
    Json branches = Json::array();
    for (const auto& told : check::told_branches(graph, found)) branches.push_back(branch_json(graph, told));
    return {{"point", graph.name(found.start)}, {"kind", name_of(graph.kind(found.start))}, {"words", joined(stops_of(graph, found))}, {"loop", found.is_loop},
            {"up", hops_json(graph, found.up)}, {"down", hops_json(graph, found.down)}, {"branches", std::move(branches)}, {"faults", way_faults_json(graph, found, then.faults)},
            {"notes", check::notes_on(graph, found, around)}, {"svg", drawing_of(graph, found, then.faults)}};
}

task<Json> trace(Call call)
{
    const auto moment = moment_of(call);
    const auto then = co_await patch_then(call.room, moment);
    const auto around = co_await surroundings_then(call.room, moment);
    const PatchGraph graph(then.patch, then.cords.value_or(Cords()), around);
    const auto start = graph.find(call.text("point"));
    if (!start) throw VerbError("unknown_point", "there is no point " + studio::in_quotes(call.text("point")) + graph.suggestion(call.text("point")), 404, exit_usage);
    co_return trace_json(graph, check::trace(graph, *start), then, around);
}

using enum ArgumentKind;
constexpr Argument of_session{"session"}, of_version{"version"};
constexpr std::array patch_arguments{of_session, of_version};
constexpr std::array set_arguments{Argument{"pull", text, false, longest_lines}, Argument{"plug", text, false, longest_lines}, Argument{"note", text, false, longest_note}, of_session};
constexpr std::array diff_arguments{Argument{"from", version, true}, Argument{"to", version, true}};
constexpr std::array trace_arguments{Argument{"point", text, true}, of_session, of_version};

constexpr std::array rows{
    Verb{"patch", Permission::view, patch, "the cords, and what is wrong with them", patch_arguments},
    Verb{"patch_set", Permission::operate, patch_set, "note cords that were pulled and plugged", set_arguments, Area::log},
    Verb{"patch_diff", Permission::view, patch_diff, "what to pull and to plug to make one patch of another", diff_arguments},
    Verb{"trace", Permission::view, trace, "where a signal comes from and where it goes", trace_arguments},
};

}  // namespace

std::span<const Verb> patch_verbs() { return rows; }

}  // namespace recalld::remote
