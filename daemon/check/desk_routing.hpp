#pragma once

#include <string>
#include <vector>

#include "check/patch.hpp"
#include "check/patch_graph.hpp"
#include "studio/routing.hpp"
#include "studio/snapshot.hpp"

namespace recalld::check {

/// What feeds what inside a unit, as its values and the facts of its profile say: `desk in 3` -> `desk slot 3` -> `desk ch 3`. Values that are not
/// known give nothing. Nothing for units without such facts. Pure.
void add_desk_routing(const studio::UnitState& state, Surroundings& around);

/// A word of a value as the points that it stands for: `Local 3` -> `in 3`; `AN1-8` -> `in 1` … `in 8`. None when the word has no name. Pure.
std::vector<std::string> points_named(const studio::Routing& routing, std::string_view word);

/// Points of wires that this unit does not have, as far as its profile tells: `desk inn 3`. Pure.
std::vector<Problem> unknown_points(const rig::PatchConfig& patch, const studio::UnitState& state);

}  // namespace recalld::check
