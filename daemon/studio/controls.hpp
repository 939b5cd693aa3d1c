#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "studio/parameter.hpp"

namespace recalld::studio {

/// A switch as hands see it: it is on while the parameter has the one value, and pressed off it gets the other.
struct SwitchControl {
    ParameterId parameter = no_parameter;
    std::int32_t on = 1;
    std::optional<std::int32_t> off = 0;   ///< none: one of many, which is left by choosing another

    bool exists() const { return parameter != no_parameter; }
};

/// What lies under a knob: a parameter, or the one of many that the value of another picks, counted from 0: the head amp that feeds
/// the strip now. What the value does not reach lies under no knob.
struct Knob {
    ParameterId parameter = no_parameter;
    ParameterId picked_by = no_parameter;
    std::vector<ParameterId> among = {};
};

/// What the knobs of a surface can be about: `pan`, `sends`, `eq` …, in pages of what there is.
struct KnobSet {
    std::string name;
    std::vector<Knob> knobs;
};

/// What hands reach of one strip of a console: from `controls:` in its profile.
struct StripControls {
    std::uint32_t strip = 0;
    ParameterId fader = no_parameter;
    ParameterId colour = no_parameter;     ///< a choice whose words begin with those of the eight colours
    SwitchControl mute, solo, select, rec;
    std::vector<KnobSet> knobs;

    const KnobSet* knobs_named(const std::string& name) const;
};

}  // namespace recalld::studio
