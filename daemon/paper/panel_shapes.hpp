#pragma once

#include "paper/panel_cell.hpp"
#include "paper/svg.hpp"
#include "studio/value.hpp"

namespace recalld::paper {

/// A control with what stands on it; null where nobody knows. `before` only where it has changed.
struct Shown {
    const studio::Control& control;
    const studio::Law& law;
    const studio::Value* now = nullptr;
    const studio::Value* before = nullptr;
};

// Each draws around 0, 0. What is not set has no pointer, no light and no lever.
void draw_round(Svg& svg, const Shown& shown, const ScaleFace& face, CapSize cap);
void draw_slider(Svg& svg, const Shown& shown);
/// Positions of a lever, buttons of a row, lamps of a cycle.
void draw_list(Svg& svg, const Shown& shown);
void draw_button(Svg& svg, const Shown& shown);
void draw_jack(Svg& svg);
void draw_note(Svg& svg, const Shown& shown);
void draw_meter(Svg& svg, const Shown& shown);

}  // namespace recalld::paper
