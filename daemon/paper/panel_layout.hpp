#pragma once

#include <vector>

#include "paper/panel_cell.hpp"

namespace recalld::paper {

/// A cell in its place.
struct PlacedCell {
    Cell cell;
    Box box;             ///< all of it
    Point middle;        ///< of its knob
    double caption_top = 0;
};

/// A group with a name has a frame.
struct GroupFrame {
    std::string name;
    Box box;
};

/// A front, from its upper left corner.
struct PanelLayout {
    double width = 0, height = 0;
    std::vector<GroupFrame> frames;
    std::vector<PlacedCell> cells;
};

inline constexpr double group_size = 18;

/// Rows of groups, as the panel breaks them and as its width allows. `top` is left free for what stands above. Pure; any thread.
PanelLayout lay_out(const studio::Profile& profile, bool shows_earlier, double top);
bool has_ears(studio::PanelSize size);
/// What stays free at the left and at the right.
double margin_of(studio::PanelSize size);
double width_of(studio::PanelSize size);

}  // namespace recalld::paper
