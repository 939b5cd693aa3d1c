#pragma once

#include <string>
#include <vector>

#include "check/patch_graph.hpp"

namespace recalld::check {

/// What stands on a line, from a session's input list.
struct Source {
    std::string line;   ///< `7`
    std::string name;   ///< `Vox mic`
    std::string mic = {};
    std::string jack = {};   ///< where it is plugged in, when that is no line
};

/// Leads from sources to `line 7`, as the rig spells it, or else to their jack. A name that is a point already gets its line behind it. Pure.
void add_sources(const std::vector<Source>& sources, const rig::PatchConfig& patch, Surroundings& around);

}  // namespace recalld::check
