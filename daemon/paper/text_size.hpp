#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::paper {

// How wide text is, without a font: a little more than any of the common sans-serif faces needs, so that what fits here fits
// wherever it is shown. Sizes are in the units of a drawing. Pure; any thread.

double text_width(std::string_view text, double size);
/// What a line of this size takes from top to bottom, and how far its baseline is below the middle of that.
inline constexpr double line_share = 1.2, baseline_share = 0.36;

/// Lines no wider than this, broken at spaces and behind `/` and `-`; a single word may be wider.
std::vector<std::string> wrapped(std::string_view text, double size, double width);
/// The text, or as much of it as fits, with `…` behind it.
std::string fitted(std::string_view text, double size, double width);

}  // namespace recalld::paper
