#pragma once

#include <string>
#include <vector>

namespace recalld::rig {

/// What the mix book says of this house. From `studio:` in the rig.
struct StudioConfig {
    std::string name = {};        ///< `House of Sound`
    std::string room = {};        ///< `Studio A`
    std::string address = {};
    std::string territory = {};   ///< two letters: `DE`
    std::vector<std::string> internal = {"faults", "log"};   ///< what stays in the house: chapters of the book by their names
};

}  // namespace recalld::rig
