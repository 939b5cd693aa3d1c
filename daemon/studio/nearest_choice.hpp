#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::studio {

/// Of choices that may be numbers, alike behind them (`4`, `4:1`, `+8 dB`): the nearest in number to a number, otherwise the nearest word. Pure.
std::string nearest_choice(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace recalld::studio
