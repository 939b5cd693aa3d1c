#pragma once

#include <cstdint>
#include <vector>

#include "studio/parameter.hpp"

namespace recalld::studio {

/// A device's own tone: which parameters make it, and where it can go.
struct Oscillator {
    /// The destination that sends it to a strip.
    struct Way {
        std::uint32_t strip = 0;
        std::int32_t value = 0;
    };

    ParameterId on = no_parameter;
    ParameterId level = no_parameter;
    ParameterId frequency = no_parameter;   ///< may be missing
    ParameterId destination = no_parameter;
    std::vector<ParameterId> order;         ///< in which they are set, safe at every step: `on` comes last, and is taken back first
    std::vector<Way> reaches;

    bool exists() const { return on != no_parameter; }
};

}  // namespace recalld::studio
