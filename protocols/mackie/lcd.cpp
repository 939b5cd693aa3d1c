#include "mackie/lcd.hpp"

#include "mackie/ascii.hpp"

#include <algorithm>

namespace recalld::mackie {

namespace {

std::size_t area(int columns, int lines)
{
    return static_cast<std::size_t>(std::max(columns, 0)) * static_cast<std::size_t>(std::max(lines, 0));
}

bool differs(std::string_view shown, std::string_view wanted, std::size_t at)
{
    return at >= shown.size() || shown[at] != wanted[at];
}

/// Puts what differs at `at` behind the last run, or into a new one.
void add(std::vector<Run>& runs, std::string_view wanted, std::size_t at, int bridge)
{
    const auto place = static_cast<int>(at);
    if (runs.empty() || place - runs.back().offset - static_cast<int>(runs.back().text.size()) > bridge)
        runs.push_back({place, ""});
    auto& run = runs.back();
    const auto end = static_cast<std::size_t>(run.offset) + run.text.size();
    run.text += wanted.substr(end, at + 1 - end);
}

}  // namespace

Display::Display(int columns, int lines) : columns_(columns), letters_(area(columns, lines), ' ') {}

Display Display::unknown(int columns, int lines)
{
    Display display(columns, lines);
    std::ranges::fill(display.letters_, '\0');
    return display;
}

std::string_view Display::line(int line) const
{
    const auto begin = area(columns_, line);
    if (line < 0 || begin >= letters_.size()) return {};
    return letters().substr(begin, static_cast<std::size_t>(columns_));
}

void Display::put(int line, int column, int width, std::string_view utf8)
{
    if (this->line(line).empty() || column < 0 || column >= columns_ || width <= 0) return;
    auto text = ascii(utf8);
    text.resize(static_cast<std::size_t>(std::min(width, columns_ - column)), ' ');
    apply(line * columns_ + column, text);
}

void Display::put_cell(const CellLayout& layout, int line, int strip, std::string_view utf8)
{
    auto text = ascii(utf8);
    text.resize(std::min(text.size(), static_cast<std::size_t>(std::max(layout.width, 0))));
    put(line, layout.first + strip * layout.pitch, layout.pitch, text);
}

void Display::apply(int offset, std::string_view letters)
{
    if (offset < 0 || static_cast<std::size_t>(offset) >= letters_.size()) return;
    const auto begin = static_cast<std::size_t>(offset);
    const auto size = std::min(letters.size(), letters_.size() - begin);
    letters_.replace(begin, size, letters.substr(0, size));
}

std::vector<Run> changes(const Display& shown, const Display& wanted, int bridge)
{
    std::vector<Run> runs;
    for (std::size_t at = 0; at < wanted.letters().size(); ++at)
        if (differs(shown.letters(), wanted.letters(), at)) add(runs, wanted.letters(), at, bridge);
    return runs;
}

std::vector<int> changed_cells(const Display& shown, const Display& wanted, int width)
{
    std::vector<int> cells;
    for (std::size_t at = 0; at < wanted.letters().size(); ++at) {
        const auto cell = static_cast<int>(at) / width;
        if (differs(shown.letters(), wanted.letters(), at) && (cells.empty() || cells.back() != cell))
            cells.push_back(cell);
    }
    return cells;
}

}  // namespace recalld::mackie
