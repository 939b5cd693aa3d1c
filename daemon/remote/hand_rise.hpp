#pragma once

#include "studio/snapshot.hpp"

namespace recalld::remote {

/// By how many dB something would become louder at once if a hand on a screen moved it there. Faders come up from silence: what ends below
/// -40 dB hurts nobody, so the way up to there does not count. Pure.
double rise_by_hand(const studio::UnitState& page, studio::ParameterId id, const studio::Value& value);

}  // namespace recalld::remote
