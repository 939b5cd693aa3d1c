#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "studio/parameter.hpp"

namespace recalld::studio {

/// A value whose words name what feeds a point of the device.
struct Feed {
    ParameterId value = no_parameter;
    std::string into;                          ///< `ch 17`; of a block of several the first
    ParameterId only_while = no_parameter;     ///< the feed holds only while this value says …
    std::string says;                          ///< … this
};

/// Where signals go inside a device, as far as a patch is concerned: which values say so, and what their words are called as points.
struct Routing {
    std::vector<Feed> feeds;
    std::vector<std::pair<std::string, std::string>> names;   ///< `Local` -> `in`: the value `Local 3` is the point `in 3`, `AN1-8` are eight
    std::vector<std::string> hidden;                          ///< points of these names are the device's own affair: `slot`
};

}  // namespace recalld::studio
