#include "check/trace_words.hpp"

#include <span>

namespace recalld::check {

namespace {

using Point = PatchGraph::Point;

/// A point and how the signal gets there.
struct Step {
    Point point = 0;
    How how = How::wire;
};

/// The hops above `start` say how the signal leaves them; steps say how it arrives.
std::vector<Step> steps_up(const std::vector<Hop>& up, Point start)
{
    std::vector<Step> steps;
    for (std::size_t i = 0; i < up.size(); ++i) steps.push_back({up[i].point, i == 0 ? How::wire : up[i - 1].how});
    steps.push_back({start, up.empty() ? How::wire : up.back().how});
    return steps;
}

bool is_normalled_pair(const PatchGraph& graph, const Step& before, const Step& step)
{
    return step.how == How::normal && graph.is_jack(before.point) && graph.is_jack(step.point);
}

/// The device's own points between two others, from `first` on: one past the last.
std::size_t end_of_device(const PatchGraph& graph, const std::vector<Step>& steps, std::size_t first)
{
    std::size_t end = first + 1;
    while (end < steps.size() && steps[end].how == How::inside && graph.unit(steps[end].point) == graph.unit(steps[first].point)) ++end;
    return end;
}

/// Of what a desk does inside people want its strips and where the signal leaves; without a strip, where it comes in as well.
std::vector<Step> seen_of(const PatchGraph& graph, std::span<const Step> device)
{
    std::vector<Step> strips, others;
    for (const auto& step : device) {
        const auto kind = graph.kind(step.point);
        if (kind == PointKind::strip) strips.push_back(step), others.clear();
        else if (kind != PointKind::hidden) others.push_back(step);
    }
    if (!strips.empty() && !others.empty()) strips.push_back(others.back());
    if (!strips.empty()) return strips;
    if (others.size() > 2) return {others.front(), others.back()};
    return others;
}

std::vector<Stop> fold(const PatchGraph& graph, const std::vector<Step>& steps)
{
    std::vector<Stop> stops;
    for (std::size_t at = 0; at < steps.size();) {
        const auto end = end_of_device(graph, steps, at);
        const bool is_same_jack = end < steps.size() && at > 0 && is_normalled_pair(graph, steps[at - 1], steps[at]);
        std::string how(name_of(steps[at].how));   // into the device; what follows happens inside
        if (!is_same_jack)
            for (const auto& step : seen_of(graph, std::span(steps).subspan(at, end - at))) {
                stops.push_back({words_of(graph, step.point), stops.empty() ? std::string() : how, step.point});
                how = name_of(How::inside);
            }
        at = end;
    }
    return stops;
}

}  // namespace

std::string words_of(const PatchGraph& graph, Point point)
{
    return (graph.is_jack(point) ? "bay " : "") + graph.name(point);
}

std::vector<Stop> stops_of(const PatchGraph& graph, const Trace& trace)
{
    auto steps = steps_up(trace.up, trace.start);
    for (const auto& hop : trace.down) steps.push_back({hop.point, hop.how});
    auto stops = fold(graph, steps);
    if (stops.empty()) stops.push_back({words_of(graph, trace.start), {}, trace.start});
    return stops;
}

std::vector<Stop> stops_of(const PatchGraph& graph, const Branch& branch)
{
    if (branch.is_up) return fold(graph, steps_up(branch.hops, branch.at));
    std::vector<Step> steps{{branch.at}};
    for (const auto& hop : branch.hops) steps.push_back({hop.point, hop.how});
    return fold(graph, steps);
}

std::string joined(const std::vector<Stop>& stops)
{
    std::string words;
    for (const auto& stop : stops) words += (words.empty() ? "" : " -> ") + stop.words;
    return words;
}

std::string words_of(const PatchGraph& graph, const Branch& branch)
{
    const std::string way = joined(stops_of(graph, branch));
    return (branch.is_up ? "also comes in: " : "also goes: ") + way + (branch.is_loop ? " (a loop)" : "");
}

}  // namespace recalld::check
