#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::studio {

/// How many letters must be changed, added, taken or swapped with the next to make one word of the other. Pure.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to a misspelt word; empty when none is near enough to be meant, or when the word is longer than anybody types.
std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

/// `; did you mean "port"?` or, when nothing is near, an empty string.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// Somebody's text as it may stand in a message: in quotes, one line, not endless.
std::string in_quotes(std::string_view text);

}  // namespace recalld::studio
