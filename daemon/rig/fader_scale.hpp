#pragma once

#include <cstdint>
#include <optional>

#include "studio/law.hpp"
#include "studio/surface.hpp"

namespace recalld::rig {

/// Where a fader stands for a value, 0 … 16383. Where the box has a printed scale in dB, each of its marks stands for that level, so that
/// unity is unity on both, and between two marks the way is the console's; without a scale all of it is. Nothing for text and numbers
/// without a grid.
std::optional<int> position_of(const studio::Surface& surface, const studio::Law& law, const studio::Value& value);

/// The value that a position stands for; the other way round, so that value_at(position_of(v)) is v.
std::optional<std::int32_t> value_at(const studio::Surface& surface, const studio::Law& law, int position);

/// The way of a value from the lowest to the highest, 0 … 1; and back. Nothing for text and numbers without a grid.
std::optional<double> way_of(const studio::Law& law, const studio::Value& value);
std::optional<std::int32_t> value_on_way(const studio::Law& law, double way);

/// From one side through zero to the other: pan, trim, the gain of an equaliser.
bool goes_both_ways(const studio::Law& law);

}  // namespace recalld::rig
