#pragma once

#include <string>
#include <vector>

#include "check/trace_words.hpp"

namespace recalld::check {

/// Branches as people are told them: one line, one way of a drawing.
struct ToldBranch {
    std::vector<const Branch*> of;   ///< of the trace; several, when they only differ in the socket of a desk where they end
    std::vector<Stop> stops;
    std::string words;               ///< `also goes: desk in 3 -> desk out 3, desk out 11 and 14 more`
};

/// Without those that end where nobody sees anything, and without saying one thing twice. The trace must outlive it. Pure.
std::vector<ToldBranch> told_branches(const PatchGraph& graph, const Trace& trace);

}  // namespace recalld::check
