#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::paper {

/// One line of RFC 4180, ended as it wants; what holds commas, semicolons, tabs, quotes or line ends stands in quotes. A cell that a spreadsheet would
/// take for a formula gets an apostrophe in front: names come from people and from other programs. Pure.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace recalld::paper
