#include "paper/panel_layout.hpp"

#include <algorithm>

#include "paper/text_size.hpp"

namespace recalld::paper {

namespace {

using studio::PanelSize;

constexpr double gap = 8, frame_pad = 4, most_extra = 44, bottom_margin = 12;
constexpr double name_height = group_size * line_share + 6;
constexpr double narrowing = 6;

using Line = std::vector<Cell>;

/// A group broken into lines.
struct Block {
    const studio::PanelGroup* group = nullptr;
    std::vector<Line> lines;
    double width = 0;
    std::size_t most_cells = 0;
};
using Row = std::vector<Block>;

double width_of(const Line& line)
{
    double width = 0;
    for (const auto& cell : line) width += cell.width;
    return width;
}

/// How many of the cells from `first` on stand in a line.
std::size_t count_in(const std::vector<Cell>& cells, std::size_t first, double width)
{
    std::size_t count = 0;
    for (double used = 0; first + count < cells.size(); ++count) {
        used += cells[first + count].width;
        if (used > width && count > 0) break;
    }
    return count;
}

std::size_t lines_of(const std::vector<Cell>& cells, double width)
{
    std::size_t lines = 0;
    for (std::size_t at = 0; at < cells.size(); ++lines) at += count_in(cells, at, width);
    return lines;
}

/// The narrowest width that needs no more lines: none of them stays nearly empty.
double balanced_width(const std::vector<Cell>& cells, double most)
{
    const auto lines = lines_of(cells, most);
    double width = most;
    while (width > narrowing && lines_of(cells, width - narrowing) == lines) width -= narrowing;
    return width;
}

double name_width(const studio::PanelGroup& group) { return group.name.empty() ? 0 : text_width(group.name, group_size) + 2 * gap; }

Block block_of(const studio::PanelGroup& group, std::vector<Cell> cells, double most)
{
    Block block{&group, {}, 0, 0};
    const double width = balanced_width(cells, most - 2 * frame_pad);
    for (std::size_t at = 0; at < cells.size();) {
        const auto count = count_in(cells, at, width);
        Line& line = block.lines.emplace_back();
        for (; line.size() < count; ++at) line.push_back(std::move(cells[at]));
        block.width = std::max(block.width, width_of(line));
        block.most_cells = std::max(block.most_cells, line.size());
    }
    block.width = std::max(block.width, name_width(group)) + 2 * frame_pad;
    return block;
}

double width_of(const Row& row)
{
    double width = 0;
    for (const auto& block : row) width += block.width + (width > 0 ? gap : 0);
    return width;
}

struct LineHeight {
    double above = 0, below = 0, captions = 0;
    double all() const { return above + below + captions + 2 * cell_pad; }
};

LineHeight height_of(const Line& line)
{
    LineHeight height;
    for (const auto& cell : line) {
        height.above = std::max(height.above, -cell.picture.y);
        height.below = std::max(height.below, cell.picture.bottom());
        height.captions = std::max(height.captions, cell.caption_height);
    }
    return height;
}

double height_of(const Block& block)
{
    double height = 0;
    for (const auto& line : block.lines) height += height_of(line).all();
    return height;
}

/// Puts rows below each other.
class Placer {
public:
    Placer(PanelLayout& layout, double left, double width, double top) : layout_(layout), left_(left), width_(width), top_(top) {}

    void place(Row row)
    {
        widen(row);
        const bool has_names = std::ranges::any_of(row, [](const Block& block) { return !block.group->name.empty(); });
        double height = 0, x = left_ + (width_ - width_of(row)) / 2;
        for (const auto& block : row) height = std::max(height, height_of(block));
        const double head = has_names ? name_height : 0;
        for (auto& block : row) {
            const Box box{x, top_, block.width, head + height};
            if (!block.group->name.empty()) layout_.frames.push_back({block.group->name, box});
            place_lines(block, box, top_ + head);
            x += block.width + gap;
        }
        top_ += head + height + gap;
    }

    double bottom() const { return top_; }

private:
    /// What a row leaves free goes to its cells, within measure.
    void widen(Row& row) const
    {
        std::size_t cells = 0;
        for (const auto& block : row) cells += block.most_cells;
        const double extra = std::clamp((width_ - width_of(row)) / static_cast<double>(cells), 0.0, most_extra);
        for (auto& block : row) block.width += extra * static_cast<double>(block.most_cells);
    }

    void place_lines(Block& block, const Box& box, double y)
    {
        for (auto& line : block.lines) {
            const auto height = height_of(line);
            const double room = box.width - 2 * frame_pad - width_of(line);
            const double extra = std::min(room / static_cast<double>(line.size()), most_extra);
            double x = box.x + frame_pad + (room - extra * static_cast<double>(line.size())) / 2;
            for (auto& cell : line) {
                const Box place{x, y, cell.width + extra, height.all()};
                layout_.cells.push_back({std::move(cell), place, {place.middle().x, y + cell_pad + height.above}, y + cell_pad + height.above + height.below});
                x += place.width;
            }
            y += height.all();
        }
    }

    PanelLayout& layout_;
    double left_, width_, top_;
};

using Groups = std::vector<std::vector<Cell>>;

double widest_cell(const Groups& groups)
{
    double widest = 0;
    for (const auto& cells : groups)
        for (const auto& cell : cells) widest = std::max(widest, cell.width);
    return widest;
}

std::vector<Row> rows_of(const studio::Panel& panel, Groups groups, double width)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto block = block_of(panel.groups[i], std::move(groups[i]), width);
        const bool begins = rows.empty() || panel.groups[i].break_before || width_of(rows.back()) + gap + block.width > width;
        if (begins) rows.emplace_back();
        rows.back().push_back(std::move(block));
    }
    return rows;
}

}  // namespace

bool has_ears(PanelSize size) { return size <= PanelSize::rack_4; }
double margin_of(PanelSize size) { return has_ears(size) ? 28 : 12; }

double width_of(PanelSize size)
{
    switch (size) {
        case PanelSize::rack_1:
        case PanelSize::rack_2:
        case PanelSize::rack_3:
        case PanelSize::rack_4:
        case PanelSize::desktop: return 640;
        case PanelSize::lunchbox: return 300;
        case PanelSize::pedal: return 340;
    }
    return 640;
}

PanelLayout lay_out(const studio::Profile& profile, bool shows_earlier, double top)
{
    const auto& panel = *profile.panel;
    const double margin = margin_of(panel.size);
    double room = width_of(panel.size) - 2 * margin;
    Groups groups;
    for (const auto& group : panel.groups) groups.push_back(cells_of(profile, group, shows_earlier, room - 2 * frame_pad));
    room = std::max(room, widest_cell(groups) + 2 * frame_pad);
    for (const auto& group : panel.groups) room = std::max(room, name_width(group) + 2 * frame_pad);
    PanelLayout layout;
    Placer placer(layout, margin, room, top);
    for (auto& row : rows_of(panel, std::move(groups), room)) placer.place(std::move(row));
    layout.width = room + 2 * margin;
    layout.height = placer.bottom() + bottom_margin - gap;
    return layout;
}

}  // namespace recalld::paper
