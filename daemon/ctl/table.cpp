#include "ctl/table.hpp"

#include <algorithm>

#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string line_of(const Table::Row& row, const std::vector<std::size_t>& widths)
{
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (widths[column] == 0) continue;
        line += row[column];
        line.append(widths[column] - columns_of(row[column]) + 2, ' ');
    }
    return line.erase(line.find_last_not_of(' ') + 1);
}

}  // namespace

/// Of the widest cell; 0 when no row has anything there.
std::vector<std::size_t> Table::widths() const
{
    std::vector<std::size_t> widths(head_.size());
    for (const Row& row : rows_)
        for (std::size_t column = 0; column < head_.size(); ++column)
            widths[column] = std::max(widths[column], columns_of(row[column]));
    for (std::size_t column = 0; column < head_.size(); ++column)
        if (widths[column] > 0) widths[column] = std::max(widths[column], columns_of(head_[column]));
    return widths;
}

std::string Table::text(const Paint& paint) const
{
    const auto wide = widths();
    std::string text = paint.faint(line_of(head_, wide)) + '\n';
    for (const Row& row : rows_) text += line_of(row, wide) + '\n';
    return text;
}

}  // namespace recalld::ctl
