#include "studio/panel.hpp"

#include <algorithm>

namespace recalld::studio {

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
