#pragma once

#include <vector>

#include "check/patch_graph.hpp"

namespace recalld::check {

/// A point on the way, and how the signal gets there from the one before it in the direction of the signal.
struct Hop {
    PatchGraph::Point point = 0;
    How how = How::wire;
    bool operator==(const Hop&) const = default;
};

/// Another way that the signal goes, or comes, beside the one that is told first.
struct Branch {
    PatchGraph::Point at = 0;     ///< where it leaves the way, or joins it
    bool is_up = false;           ///< signals that come in, too
    std::vector<Hop> hops;        ///< in the direction of the signal; the point `at` is not among them
    bool is_loop = false;         ///< it comes back to a point that it came through: the last one
};

/// Where the signal of a point comes from and where it goes.
struct Trace {
    PatchGraph::Point start = 0;
    std::vector<Hop> up;          ///< from the source on, without `start`; a hop's `how` is how the signal leaves it
    std::vector<Hop> down;        ///< from behind `start` to the end
    std::vector<Branch> branches;
    bool is_loop = false;         ///< the way itself comes back to where it was
};

inline constexpr std::size_t most_branches = 500;

/// Both ways from a point. Each point is gone through once, so that mults and loops end. Pure.
Trace trace(const PatchGraph& graph, PatchGraph::Point start);

}  // namespace recalld::check
