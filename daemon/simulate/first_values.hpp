#pragma once

#include "studio/profile.hpp"

namespace recalld::simulate {

/// What a desk holds when it leaves the works: faders down, channels on, gains flat, names empty.
studio::Value first_value(const studio::Parameter& parameter, const studio::Law& law);

/// What an effect's parameter becomes when its slot loads a type. Differs from type to type and from slot to slot, so
/// that a value left over from another type shows. `meaning` is the law of the slot, a raw one when the type has none.
studio::Value loaded_value(const studio::Law& meaning, std::int32_t type, std::uint16_t slot);

}  // namespace recalld::simulate
