#include "paper/text_page.hpp"

#include <algorithm>
#include <numeric>

namespace recalld::paper {

namespace {

constexpr std::size_t gap = 2, narrowest = 6;

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (begins_character(text[at]) && count-- == 0) break;
    return at;
}

std::string without_control(std::string_view text)
{
    std::string clean(text);
    for (char& c : clean)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return clean;
}

/// Where to cut a text that is longer than a line.
std::size_t cut_of(std::string_view text, std::size_t width)
{
    const auto whole = bytes_of(text, width);
    const auto blank = text.rfind(' ', whole);
    return blank == std::string_view::npos || blank == 0 ? whole : blank;
}

std::string padded(const std::string& text, std::size_t width) { return text + std::string(width > width_of(text) ? width - width_of(text) : 0, ' '); }

std::string trimmed(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// Takes from the widest until all fit.
void squeeze(std::vector<std::size_t>& widths, std::size_t room)
{
    while (std::accumulate(widths.begin(), widths.end(), widths.empty() ? 0 : gap * (widths.size() - 1)) > room) {
        auto widest = std::ranges::max_element(widths);
        if (*widest <= narrowest) return;
        --*widest;
    }
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows, std::size_t room)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 1);
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    squeeze(widths, room);
    return widths;
}

std::string one_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths, std::size_t indent)
{
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        cells.push_back(wrapped(row[i], widths[i]));
        height = std::max(height, cells.back().size());
    }
    std::string text;
    for (std::size_t line = 0; line < height; ++line) {
        std::string words(indent, ' ');
        for (std::size_t i = 0; i < cells.size(); ++i) words += padded(line < cells[i].size() ? cells[i][line] : std::string(), widths[i]) + std::string(gap, ' ');
        text += trimmed(words) + '\n';
    }
    return text;
}

std::string rule(const std::vector<std::size_t>& widths, std::size_t indent)
{
    std::string line(indent, ' ');
    for (const auto width : widths) line += std::string(width, '-') + std::string(gap, ' ');
    return trimmed(line) + '\n';
}

}  // namespace

std::size_t width_of(std::string_view utf8) { return static_cast<std::size_t>(std::ranges::count_if(utf8, begins_character)); }

std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    const auto clean = without_control(text);
    std::string_view rest = clean;
    std::vector<std::string> lines;
    while (width_of(rest) > width) {
        const auto cut = cut_of(rest, width);
        lines.push_back(trimmed(std::string(rest.substr(0, cut))));
        rest.remove_prefix(std::min(cut + (cut < rest.size() && rest[cut] == ' ' ? 1 : 0), rest.size()));
    }
    lines.push_back(trimmed(std::string(rest)));
    return lines;
}

std::string indented(std::string_view text, std::string_view first, std::size_t width)
{
    const auto margin = width_of(first);
    std::string all;
    for (const auto& line : wrapped(text, width > margin + narrowest ? width - margin : narrowest))
        all += trimmed((all.empty() ? std::string(first) : std::string(margin, ' ')) + line) + '\n';
    return all;
}

std::string columns(const std::vector<std::vector<std::string>>& rows, std::size_t indent, bool has_head)
{
    const auto widths = widths_of(rows, page_width - indent);
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += one_row(rows[i], widths, indent);
        if (i == 0 && has_head) text += rule(widths, indent);
    }
    return text;
}

}  // namespace recalld::paper
