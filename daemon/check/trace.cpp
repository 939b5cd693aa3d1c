#include "check/trace.hpp"

#include <algorithm>

namespace recalld::check {

namespace {

using Point = PatchGraph::Point;

constexpr Point nowhere = UINT32_MAX;

/// Walks one way, the first edge of each point on and on; what else leaves a point waits, and is walked afterwards.
class Walk {
public:
    Walk(const PatchGraph& graph, bool is_up) : graph_(graph), is_up_(is_up), came_from_(graph.size(), nowhere) {}

    struct Way {
        std::vector<Hop> hops;
        bool is_loop = false;
    };
    Way first(Point start)
    {
        came_from_[start] = start;
        Way way;
        go(start, way);
        return way;
    }

    void branches(std::vector<Branch>& into)
    {
        for (std::size_t i = 0; i < waiting_.size() && into.size() < most_branches; ++i) {
            const auto [at, edge] = waiting_[i];
            Way way;
            if (step(at, edge, way)) go(edge.to, way);
            if (is_up_) std::ranges::reverse(way.hops);   // told in the direction of the signal
            into.push_back({at, is_up_, std::move(way.hops), way.is_loop});
        }
    }

private:
    void go(Point point, Way& way)
    {
        while (true) {
            const auto edges = is_up_ ? graph_.before(point) : graph_.after(point);
            if (edges.empty()) return;
            for (const auto& other : edges.subspan(1)) waiting_.push_back({point, other});
            if (!step(point, edges.front(), way)) return;
            point = edges.front().to;
        }
    }

    /// False: somebody has gone on from there already.
    bool step(Point from, PatchGraph::Edge edge, Way& way)
    {
        way.hops.push_back({edge.to, edge.how});
        if (came_from_[edge.to] == nowhere) {
            came_from_[edge.to] = from;
            return true;
        }
        way.is_loop = is_on_the_way_to(from, edge.to);
        return false;
    }

    bool is_on_the_way_to(Point point, Point before) const
    {
        while (point != before && came_from_[point] != point) point = came_from_[point];
        return point == before;
    }

    struct Waiting {
        Point at;
        PatchGraph::Edge edge;
    };
    const PatchGraph& graph_;
    bool is_up_;
    std::vector<Point> came_from_;   ///< nowhere: not walked yet; the start comes from itself
    std::vector<Waiting> waiting_;
};

}  // namespace

Trace trace(const PatchGraph& graph, Point start)
{
    Trace result;
    result.start = start;
    Walk up(graph, true), down(graph, false);
    auto from = up.first(start), to = down.first(start);
    if (from.is_loop && from.hops.back().point == start) from.hops.clear();   // the way down goes round as well
    std::ranges::reverse(from.hops);
    result.up = std::move(from.hops);
    result.down = std::move(to.hops);
    result.is_loop = from.is_loop || to.is_loop;
    down.branches(result.branches);
    up.branches(result.branches);
    return result;
}

}  // namespace recalld::check
