#include "paper/csv.hpp"

#include <algorithm>

namespace recalld::paper {

namespace {

bool is_number(std::string_view cell)
{
    const auto rest = cell.substr(1);
    return !rest.empty() && std::ranges::all_of(rest, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool looks_like_formula(std::string_view cell)
{
    if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
    return cell.size() > 1 && !((cell.front() == '-' || cell.front() == '+') && is_number(cell));
}

std::string csv_cell(std::string_view cell)
{
    std::string text = (looks_like_formula(cell) ? "'" : "") + std::string(cell);
    if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
    for (auto quote = text.find('"'); quote != std::string::npos; quote = text.find('"', quote + 2)) text.insert(quote, "\"");
    return '"' + text + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    return line + "\r\n";
}

}  // namespace recalld::paper
