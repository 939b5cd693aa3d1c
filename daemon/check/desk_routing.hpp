#pragma once

#include <string>

#include "check/patch_graph.hpp"
#include "studio/snapshot.hpp"

namespace recalld::check {

/// What a unit can be wired by, whether anything is or not: its strips and sockets, and it as a whole when its profile does not tell of sockets. Pure.
void add_unit_points(const std::string& unit, const studio::Profile& profile, Surroundings& around);

/// … and what feeds what inside it, as its values and the facts of its profile say: `desk in 3` -> `desk slot 3` -> `desk ch 3`. Values that are not
/// known or name nothing lead nowhere, and are why nothing comes. Pure.
void add_desk_routing(const studio::UnitState& state, Surroundings& around);

}  // namespace recalld::check
