#pragma once

#include <string>
#include <vector>

namespace recalld::rig {

/// Where a role stands on the desks of this house. From `house:` in the rig.
struct HouseStrip {
    std::string role = {};    ///< `kick`, `lead vox`
    std::string strip = {};   ///< a scope: `desk ch/01`, or `desk ch/5-7` for Tom 1, 2, 3
    std::string place = {};   ///< `rig.yaml:12:14`, for messages
    std::string colour = {};  ///< red, green, yellow, blue, magenta, cyan, white or off; that of the role's family unless said
    std::vector<std::string> words = {};   ///< how tracks say it here, beside what everybody says
};

using HouseConfig = std::vector<HouseStrip>;

}  // namespace recalld::rig
