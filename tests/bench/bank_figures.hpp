#pragma once

#include <functional>
#include <string_view>

#include "bench/hands_figures.hpp"

namespace recalld::bench {

/// Prints the rows that need no desk: a change of bank for a main unit and three extenders, encoded and paced, and MIDI decoding.
void measure_banks(const HandsPlace& place, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
