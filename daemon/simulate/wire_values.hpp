#pragma once

#include <optional>

#include "osc/packet.hpp"
#include "studio/law.hpp"

namespace recalld::simulate {

/// The native value that a desk takes from an argument; nothing when it would not take it.
/// - Numbers out of range clamp, floats snap to the nearest step, texts are cut to their length.
/// - A choice takes its position or its word; a position or bit that does not exist is refused.
/// - A float where an integer belongs is refused, and the other way round; so is what is not a number.
std::optional<studio::Value> taken(const studio::Law& law, const osc::Argument& argument);

/// The same value as a desk sends it.
osc::Arg given(const studio::Law& law, const studio::Value& value);

}  // namespace recalld::simulate
