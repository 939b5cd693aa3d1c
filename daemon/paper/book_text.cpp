#include <algorithm>

#include "paper/book.hpp"
#include "paper/text_page.hpp"

namespace recalld::paper {

namespace {

constexpr std::size_t margin = 2, name_width = 18;

std::string underlined(const std::string& title, char line) { return indented(title, "") + std::string(std::min(width_of(title), page_width), line) + '\n'; }

std::string pair_lines(const Json& rows, std::size_t indent)
{
    std::string text;
    for (const auto& row : rows) {
        auto name = std::string(indent, ' ') + text_in(row, "name");
        name += std::string(std::max(indent + name_width, width_of(name) + 1) - width_of(name), ' ');
        text += indented(text_in(row, "value"), name);
    }
    return text;
}

using Rows = std::vector<std::vector<std::string>>;

/// Columns that a page has no room for stand below the others, behind the first column once more.
std::vector<Rows> blocks_of(const Rows& rows, std::size_t indent)
{
    constexpr std::size_t column = 8;   // characters, with the gap, where it is narrow
    const std::size_t count = rows.front().size(), most = std::max<std::size_t>((page_width - indent) / column, 2);
    if (count <= most) return {rows};
    std::vector<Rows> blocks;
    for (std::size_t first = 1; first < count; first += most - 1) {
        Rows& block = blocks.emplace_back();
        for (const auto& row : rows) {
            auto& cells = block.emplace_back(1, row.empty() ? "" : row.front());
            for (std::size_t i = first; i < std::min(first + most - 1, row.size()); ++i) cells.push_back(row[i]);
        }
    }
    return blocks;
}

std::string table_lines(const Json& table, std::size_t indent)
{
    Rows rows(1);
    for (const auto& column : list_in(table, "columns")) rows.front().push_back(text_in(column, "name"));
    for (const auto& row : list_in(table, "rows")) {
        rows.emplace_back();
        for (const auto& cell : list_in(row, "cells")) rows.back().push_back(text_in(cell, "words"));
    }
    const auto caption = text_in(table, "caption");
    std::string text = caption.empty() ? "" : std::string(indent, ' ') + caption + "\n";
    for (const auto& block : blocks_of(rows, indent)) text += columns(block, indent, true) + '\n';
    return text;
}

/// `frequency 124 Hz · gain +3.2 dB`
std::string run_of(const Json& values)
{
    std::string run;
    for (const auto& value : values) run += (run.empty() ? "" : " · ") + text_in(value, "words") + ": " + text_in(value, "value");
    return run;
}

std::string strip_lines(const Json& strip)
{
    if (flag_in(strip, "unused")) return indented(text_in(strip, "line"), "  ");
    std::string text = "\n  " + text_in(strip, "title") + '\n';
    for (const auto& section : list_in(strip, "sections")) {
        auto name = "    " + text_in(section, "name");
        name += std::string(std::max<std::size_t>(margin + 14, width_of(name) + 1) - width_of(name), ' ');
        text += flag_in(section, "any_values") ? indented(run_of(list_in(section, "values")), name) : indented("", name);
        for (const auto& table : list_in(section, "tables")) text += table_lines(table, 16);
    }
    return text;
}

std::string change_lines(const Json& changes)
{
    std::string text;
    for (const auto& strip : list_in(changes, "strips")) {
        text += indented(text_in(strip, "title"), "  ");
        for (const auto& item : list_in(strip, "items")) text += indented(text_in(item, "words") + ": " + text_in(item, "from") + " -> " + text_in(item, "to"), "    ");
    }
    const auto more = text_in(changes, "more");
    return text + (more.empty() ? "" : indented(more, "  ")) + '\n';
}

std::string sheet_lines(const Json& sheet)
{
    const auto plate = text_in(sheet, "plate");
    std::string text = '\n' + indented(text_in(sheet, "unit") + (plate.empty() ? "" : " (" + plate + ")"), "  ");
    for (const auto& group : list_in(sheet, "groups")) {
        const auto name = text_in(group, "name");
        text += indented((name.empty() ? "" : name + ": ") + run_of(list_in(group, "values")), "    ");
    }
    if (const auto unnoted = text_in(sheet, "unnoted"); !unnoted.empty()) text += indented(unnoted, "    ");
    for (const auto& remark : list_in(sheet, "remarks")) text += indented(text_in(remark, "words"), "    ");
    return text;
}

std::string point_lines(const Json& points)
{
    const auto title = text_in(points, "title");
    std::string text = title.empty() ? "" : "  " + title + "\n";
    for (const auto& item : list_in(points, "items")) text += indented(text_in(item, "words"), "  - ");
    return text + '\n';
}

std::string trace_line(const Json& trace)
{
    const auto title = text_in(trace, "title");
    std::string text = indented((title.empty() ? "" : title + ": ") + text_in(trace, "words"), "  ");
    for (const auto& branch : list_in(trace, "also"))
        if (branch.is_string()) text += indented(branch.get<std::string>(), "    ");
    return text;
}

std::string heading_lines(const Json& heading)
{
    const auto aside = text_in(heading, "aside");
    return '\n' + indented(text_in(heading, "words") + (aside.empty() ? "" : " (" + aside + ")"), "") + '\n';
}

/// Each kind of block, and how it reads.
std::string block_lines(const std::string& kind, const Json& block)
{
    if (kind == "heading") return heading_lines(block);
    if (kind == "paragraph") return indented(text_in(block, "words"), "  ") + '\n';
    if (kind == "points") return point_lines(block);
    if (kind == "pairs") return pair_lines(list_in(block, "rows"), margin) + '\n';
    if (kind == "table") return (text_in(block, "kind").empty() ? "" : "\n") + table_lines(block, margin);
    if (kind == "strip") return strip_lines(block);
    if (kind == "changes") return change_lines(block);
    if (kind == "sheet") return sheet_lines(block);
    return kind == "trace" ? trace_line(block) : std::string();
}

std::string chapter_lines(const Json& chapter)
{
    std::string text = "\n\n" + underlined(text_in(chapter, "number") + ". " + text_in(chapter, "title"), '=') + '\n';
    if (const auto missing = text_in(chapter, "missing"); !missing.empty()) text += indented(missing, "  ");
    for (const auto& block : list_in(chapter, "blocks"))
        for (const auto& [kind, body] : block.items()) text += block_lines(kind, body);
    return text;
}

}  // namespace

std::string book_text(const Json& facts)
{
    const Json view = book_view(facts);
    const auto& cover = object_in(view, "cover");
    const auto artist = text_in(cover, "artist");
    std::string text = underlined("MIX BOOK: " + text_in(cover, "title") + (artist.empty() ? "" : ", " + artist), '=') + '\n';
    text += pair_lines(list_in(cover, "rows"), 0) + "\nContents\n";
    for (const auto& chapter : list_in(view, "chapters")) text += "  " + text_in(chapter, "number") + ". " + text_in(chapter, "title") + '\n';
    for (const auto& chapter : list_in(view, "chapters")) text += chapter_lines(chapter);
    return text + "\n\nMade by " + text_in(view, "made_by") + ". * marks what was sent or imported and not read back.\n";
}

}  // namespace recalld::paper
