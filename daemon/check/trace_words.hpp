#pragma once

#include <string>
#include <vector>

#include "check/trace.hpp"

namespace recalld::check {

/// One point as people read it: `bay B12`, `desk ch 17`, `1176-A`.
std::string words_of(const PatchGraph& graph, PatchGraph::Point point);

/// A stop on a way: what stands in one box of a drawing.
struct Stop {
    std::string words;
    std::string how;       ///< how the signal gets here: `cord`; empty for the first
    PatchGraph::Point point = 0;
};

/// The way from the source to the end. Two jacks that a normal joins are one stop on the way, what a desk does inside is its strip, and what nobody
/// sees is left out, unless it is all that there is. Pure.
std::vector<Stop> stops_of(const PatchGraph& graph, const Trace& trace);
/// … of a branch, from the point that it leaves or to the one that it joins.
std::vector<Stop> stops_of(const PatchGraph& graph, const Branch& branch);

/// `Vox mic -> line 7 -> 1073-A -> bay B12 -> 1176-A -> A/D 3 -> desk ch 17 -> DAW 17`
std::string joined(const std::vector<Stop>& stops);

/// `also from bay B12: LA-2A -> bay B14`, `joined at …`, and that it goes round.
std::string words_of(const PatchGraph& graph, const Branch& branch);

}  // namespace recalld::check
