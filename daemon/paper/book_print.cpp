#include "paper/book_print.hpp"

#include <algorithm>
#include <vector>

#include "paper/text_page.hpp"

namespace recalld::paper {

namespace {

constexpr std::size_t pitches = 126;   // of the fixed pitch that book.css prints grids in, on A4
constexpr std::size_t longest_table = 60;

using Cells = std::vector<std::string>;

// --- grids

Cells names_of(const Json& table)
{
    Cells names;
    for (const auto& column : list_in(table, "columns")) names.push_back(text_in(column, "name"));
    return names;
}

Cells cells_of(const Json& row)
{
    Cells cells;
    for (const auto& cell : list_in(row, "cells")) cells.push_back(text_in(cell, "words"));
    return cells;
}

/// ` dB` of `-3.0 dB`; nothing when the cell is one word.
std::string unit_of(const std::string& cell)
{
    const auto blank = cell.find_last_of(' ');
    return blank == cell.npos ? std::string() : cell.substr(blank);
}

/// The unit that every cell with words has; nothing when they differ, or only one has any.
std::string shared_unit(const Cells& row)
{
    std::string unit;
    std::size_t said = 0;
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i].empty()) continue;
        if (++said > 1 && unit_of(row[i]) != unit) return {};
        unit = unit_of(row[i]);
    }
    return said > 1 && unit != " *" ? unit : std::string();
}

void share_unit(Cells& row)
{
    const auto unit = shared_unit(row);
    if (unit.empty()) return;
    for (std::size_t i = 1; i < row.size(); ++i)
        if (!row[i].empty()) row[i].resize(row[i].size() - unit.size());
    row.front() += ',' + unit;
}

std::vector<std::size_t> widths_of(const std::vector<Cells>& rows)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    return widths;
}

std::string padded(const std::string& cell, std::size_t width) { return cell + std::string(width - width_of(cell) + 2, ' '); }

std::string lines_of(const std::vector<Cells>& rows, const std::vector<std::size_t>& widths, std::size_t first, std::size_t last)
{
    std::string text;
    for (const auto& row : rows) {
        std::string line = padded(row.front(), widths.front());
        for (std::size_t i = first; i < std::min(last, row.size()); ++i) line += padded(row[i], widths[i]);
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

/// As many columns from `first` on as find room.
std::size_t end_of_block(const std::vector<std::size_t>& widths, std::size_t first, std::size_t room)
{
    std::size_t taken = widths.front() + 2, end = first;
    while (end < widths.size() && (end == first || taken + widths[end] <= room)) taken += widths[end++] + 2;
    return end;
}

// --- what stands in the chapters

std::string run_of(const Json& values)
{
    std::string run;
    for (const auto& value : values) run += (run.empty() ? "" : " · ") + text_in(value, "words") + " " + text_in(value, "value");
    return run;
}

void print_strip(Json& strip)
{
    if (flag_in(strip, "unused")) strip["sections"] = Json::array();
    for (auto& section : strip["sections"]) {
        Json grids = Json::array();
        for (const auto& table : list_in(section, "tables")) grids.push_back({{"lines", grid_lines(table, pitches)}});
        section = {{"name", text_in(section, "name")}, {"run", run_of(list_in(section, "values"))}, {"grids", std::move(grids)}};
    }
}

void print_changes(Json& changes)
{
    for (auto& strip : changes["strips"]) {
        std::string run;
        for (const auto& item : list_in(strip, "items")) run += (run.empty() ? "" : "; ") + text_in(item, "words") + " " + text_in(item, "from") + " → " + text_in(item, "to");
        strip = {{"title", text_in(strip, "title")}, {"run", std::move(run)}};
    }
}

Json line_of(const Json& row)
{
    std::string rest;
    const auto cells = cells_of(row);
    for (std::size_t i = 1; i < cells.size(); ++i)
        if (!cells[i].empty()) rest += (rest.empty() ? "" : " · ") + cells[i];
    return {{"first", cells.empty() ? std::string() : cells.front()}, {"rest", std::move(rest)}};
}

void print_table(Json& block)
{
    const auto& rows = list_in(block["table"], "rows");
    if (rows.size() <= longest_table) return;
    Json lines = Json::array();
    for (const auto& row : rows) lines.push_back(line_of(row));
    block = {{"lines", {{"caption", text_in(block["table"], "caption")}, {"items", std::move(lines)}}}};
}

}  // namespace

std::string grid_lines(const Json& table, std::size_t width)
{
    std::vector<Cells> rows{names_of(table)};
    for (const auto& row : list_in(table, "rows")) share_unit(rows.emplace_back(cells_of(row)));
    const auto widths = widths_of(rows);
    std::string text;
    for (std::size_t first = 1, last = 0; first < widths.size(); first = last) {
        last = end_of_block(widths, first, width);
        text += lines_of(rows, widths, first, last);
    }
    return text;
}

void set_for_print(Json& view)
{
    for (auto& chapter : view["chapters"])
        for (auto& block : chapter["blocks"]) {
            if (block.contains("strip")) print_strip(block["strip"]);
            else if (block.contains("changes")) print_changes(block["changes"]);
            else if (block.contains("table")) print_table(block);
        }
}

}  // namespace recalld::paper
