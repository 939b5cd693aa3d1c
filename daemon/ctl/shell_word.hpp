#pragma once

#include <string>
#include <string_view>

namespace recalld::ctl {

/// `"Night Tr` and `Night\ Tr` are both `Night Tr`.
std::string without_quotes(std::string_view word);

/// Text as it may replace `typed` on the command line: quoted by backslashes, unless a quote is still open there.
std::string in_place_of(std::string_view typed, std::string_view text);

}  // namespace recalld::ctl
