#include "studio/panel.hpp"

#include <algorithm>
#include <array>

namespace recalld::studio {

namespace {

constexpr std::array<CapColour, 17> colours{{
    {"black", "#26282b", "#ffffff"},  {"grey", "#8b9096", "#111111"},   {"silver", "#c9cdd2", "#111111"}, {"white", "#f4f4f2", "#111111"},
    {"cream", "#efe3c2", "#111111"},  {"red", "#b3261e", "#ffffff"},    {"maroon", "#6d1f26", "#ffffff"}, {"orange", "#d9731a", "#111111"},
    {"yellow", "#e8c52e", "#111111"}, {"green", "#2f7d3b", "#ffffff"},  {"blue", "#2458a6", "#ffffff"},   {"light-blue", "#8ab8de", "#111111"},
    {"navy", "#1c2c54", "#ffffff"},   {"purple", "#6a3c8c", "#ffffff"}, {"pink", "#dd8ba4", "#111111"},   {"brown", "#6b4526", "#ffffff"},
    {"gold", "#b8923a", "#111111"},
}};

}  // namespace

std::span<const CapColour> cap_colours() { return colours; }

const Control& control_of(const Panel& panel, ParameterId id)
{
    static const Control none;
    for (const auto& group : panel.groups) {
        const auto found = std::ranges::find(group.controls, id, &Control::parameter);
        if (found != group.controls.end()) return *found;
    }
    return none;
}

}  // namespace recalld::studio
