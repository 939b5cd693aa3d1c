#include "check/trace_notes.hpp"

namespace recalld::check {

namespace {

using Point = PatchGraph::Point;

bool is_inside(const PatchGraph& graph, Point point)
{
    const auto kind = graph.kind(point);
    return kind == PointKind::strip || kind == PointKind::socket || kind == PointKind::hidden;
}

std::string why_unfed(const PatchGraph& graph, Point point, const Surroundings& around)
{
    const auto& name = graph.name(point);
    if (const auto why = around.unfed.find(name); why != around.unfed.end()) return why->second;
    if (graph.kind(point) == PointKind::strip) return "the profile of " + std::string(graph.unit(point)) + " does not say what feeds " + name;
    return "nothing is wired to " + name;
}

}  // namespace

std::vector<std::string> notes_on(const PatchGraph& graph, const Trace& trace, const Surroundings& around)
{
    std::vector<std::string> notes;
    const auto first = trace.up.empty() ? trace.start : trace.up.front().point;
    if (graph.kind(trace.start) == PointKind::unit && graph.is_lonely(trace.start)) notes.push_back("nothing is wired to " + graph.name(trace.start));
    if (is_inside(graph, first) && graph.before(first).empty()) notes.push_back(why_unfed(graph, first, around));
    if (is_inside(graph, trace.start) && graph.after(trace.start).empty()) notes.push_back("nothing in the patch follows " + graph.name(trace.start));
    return notes;
}

}  // namespace recalld::check
