#pragma once

#include "recall/plan.hpp"

namespace recalld::recall {

/// What of a version a plan cannot touch, counted: nothing that was asked for goes missing in silence. Pure.

/// The version holds the unit, the rig does not have it.
void leave_out_absent(Plan& plan, const studio::UnitState& target, const studio::Scope& scope);
/// The version was captured with a profile that the rig no longer gives the unit.
void leave_out_estranged(Plan& plan, const studio::UnitState& target, const std::string& profile_now, const studio::Scope& scope);
/// What the plan leaves alone from the start; more than that is work still to be done, as what a hand held or another profile keeps out.
std::size_t said_to_be_left(const Plan& plan);

}  // namespace recalld::recall
