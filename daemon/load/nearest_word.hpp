#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::load {

/// The candidate nearest to a misspelt word (a letter wrong, missing, extra or swapped counts one);
/// empty when none is near enough to be meant.
std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

/// `; did you mean "port"?` or, when nothing is near, an empty string.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// Text from a file as it may stand in a message: in quotes, one line, not endless.
std::string in_quotes(std::string_view text);

}  // namespace recalld::load
