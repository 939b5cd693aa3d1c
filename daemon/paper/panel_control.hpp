#pragma once

#include "paper/panel_layout.hpp"
#include "paper/panel_svg.hpp"

namespace recalld::paper {

/// Draws one cell with what stands on it. Any thread.
void draw_cell(Svg& svg, const studio::Profile& profile, const PlacedCell& placed, const PanelDrawing& drawing);

}  // namespace recalld::paper
