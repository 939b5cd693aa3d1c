#pragma once

#include "recall/plan.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// A plan as VERBS.md has it, but for session, version and scope, which the caller puts in front.
Json plan_json(const recall::Plan& plan, recall::Hazards allowed);

/// A native value as JSON: number or text.
Json native_json(const studio::Value& value);

/// `2026-11-21T09:30:05Z`
std::string iso_time(std::chrono::system_clock::time_point time);

std::string_view name_of(studio::Standing standing);
/// Of a unit that is set by hand: `noted`, `not_noted`.
std::string_view name_of(const studio::UnitState& state, studio::ParameterId id);

}  // namespace recalld::remote
