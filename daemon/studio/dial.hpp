#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "studio/law.hpp"

namespace recalld::studio {

// A dial is read as it is printed, never in degrees: `30 dB`, `OFF`, between numbers `33 dB`, and where nothing is
// printed as a clock would show it: `10:30` (07:00 is fully counter-clockwise, 17:00 fully clockwise). Pure; any thread.

/// `30 dB`, `OFF`, `33 dB`, `10:30`.
std::string dial_words(const Law& dial, double position);
/// The other way round, lenient: a label, a number between two printed ones, with or without its unit, or a clock position.
std::optional<double> dial_position(const Law& dial, std::string_view words);
/// `∞ … 0 dB; ∞, 48, 36, 30, 24, 18, 12, 6, 0`: what may be said.
std::string dial_range(const Law& dial);
/// The label of the mark that is nearest to a number beyond the scale, to offer it; empty when the words are no number.
std::string dial_offer(const Law& dial, std::string_view words);
/// How wide a division is where the hand stands: the way between the marks around it, 0 … 1.
double dial_division(const Law& dial, double position);
/// Marks from labels in equal distances; numbers are understood as they are printed: `4k7`, `1.5k`, `.03`, `+8`. `∞`, `oo` and `inf` are infinite and no number.
std::vector<Mark> spread_marks(const std::vector<std::string>& labels);
std::optional<double> printed_number(std::string_view label);

}  // namespace recalld::studio
