#pragma once

#include <string>
#include <vector>

#include "check/trace.hpp"

namespace recalld::check {

/// Why a way begins inside a unit, and that it ends at once where somebody asked: `nothing feeds desk ch 17: desk ch/17/config/source is OFF`,
/// `nothing is wired to 1176-B`. A way that begins with a source, a line or a jack needs no words. Pure.
std::vector<std::string> notes_on(const PatchGraph& graph, const Trace& trace, const Surroundings& around);

}  // namespace recalld::check
