#pragma once

#include "paper/read.hpp"

namespace recalld::paper {

/// Rewrites what `book_view` says for printing: what stays folded on a screen is left out, values and changes run in one line after the
/// other, tables of console pages become lines in columns, and so do tables that are longer than a page. Who sets the pages takes
/// milliseconds for each cell and mark-up, and a desk has thousands of them. Pure.
void set_for_print(Json& view);

/// A table as lines of a fixed pitch, at most `width` columns: columns that find no room stand below, behind the first once more. A unit
/// that all cells of a row share stands once, beside its name: `level, dB`.
std::string grid_lines(const Json& table, std::size_t width);

}  // namespace recalld::paper
