#include "studio/controls.hpp"

#include <algorithm>

namespace recalld::studio {

const KnobSet* StripControls::knobs_named(const std::string& name) const
{
    const auto found = std::ranges::find(knobs, name, &KnobSet::name);
    return found == knobs.end() ? nullptr : &*found;
}

}  // namespace recalld::studio
