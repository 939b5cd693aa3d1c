#pragma once

#include "recall/plan.hpp"

namespace recalld::recall {

/// What is dangerous about setting this parameter to its target. Pure.
Hazards hazards_of(const studio::UnitState& from, studio::ParameterId id, const studio::Value& target, const rig::RecallPolicy& policy);

/// By how many units (dB) the target lies above what stands there; 0 when nobody can say.
double rise(const studio::UnitState& from, studio::ParameterId id, const studio::Value& target);

/// Does the routing decide otherwise now than in the version which head amp feeds what?
bool input_routing_differs(const studio::UnitState& from, const studio::UnitState& to);

}  // namespace recalld::recall
