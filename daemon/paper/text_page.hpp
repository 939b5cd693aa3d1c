#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::paper {

inline constexpr std::size_t page_width = 100;   ///< columns of the text edition

/// How many columns it takes: one for each code point.
std::size_t width_of(std::string_view utf8);

/// Lines of at most `width` columns, cut at blanks, or inside a word that is longer than a line. Control characters become blanks.
/// An empty text is one empty line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// The text wrapped with `first` before its first line and as many blanks before the others, each line ended.
std::string indented(std::string_view text, std::string_view first, std::size_t width = page_width);

/// Columns side by side, as wide as they need and together at most page_width less the indent; cells that do not fit are wrapped. The
/// first row is underlined when `has_head`.
std::string columns(const std::vector<std::vector<std::string>>& rows, std::size_t indent, bool has_head);

}  // namespace recalld::paper
