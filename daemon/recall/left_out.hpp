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

/// What the plan leaves alone and a report counts as withheld: what the version does not know, or the profile does not take. Gear that is set by hand
/// is told apart: what nobody had noted is no part of a recall.
std::vector<studio::ParameterId> left_alone(const UnitPlan& unit);
/// For the report: `1073-A: 3 controls were not noted in the version; left as they are`. Empty when all were.
std::string say_not_noted(const UnitPlan& unit);
/// For the plan, with names: `1073-A: 3 controls were not noted in the version (HF, MID, LF): left as they are`. Empty when all were.
std::string name_not_noted(const UnitPlan& unit);

}  // namespace recalld::recall
