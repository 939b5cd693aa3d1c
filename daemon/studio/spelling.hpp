#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::studio {

/// How many letters must be changed, added, taken or swapped with the next to make one word of the other. Pure.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// `; did you mean "sends"?` or nothing when no known word is near enough to be meant.
std::string suggestion(std::string_view misspelt, const std::vector<std::string>& known);

}  // namespace recalld::studio
