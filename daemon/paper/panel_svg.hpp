#pragma once

#include <string>

#include "studio/profile.hpp"
#include "studio/snapshot.hpp"

namespace recalld::paper {

/// What to draw beside the front itself. What it points at must live as long as the call.
struct PanelDrawing {
    const studio::UnitState* values = nullptr;    ///< what stands on it; without it nothing is set
    const studio::UnitState* earlier = nullptr;   ///< what stood there before: what differs is marked
    std::string title = {};                       ///< `1176-A`; the model unless said
    std::string line = {};                        ///< below it: `rev D · serial 4711`
    bool is_in_page = false;                      ///< sized by the page's style sheet; otherwise an image of its own
};

/// The front of a piece of analog gear as SVG: every control at its position with its printed scale, its label, and its value in
/// words. Every element has a class, and colours of its own where no style sheet says otherwise; nothing refers to anything
/// outside. Controls are `<g class="control" data-parameter="left/threshold" data-kind="knob">`. Empty for what has no panel.
/// Pure; any thread.
std::string draw_panel(const studio::Profile& profile, const PanelDrawing& drawing = {});

}  // namespace recalld::paper
