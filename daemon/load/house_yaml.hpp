#pragma once

#include "load/yaml_cursor.hpp"
#include "rig/house_config.hpp"

namespace recalld::load {

/// Reads `house:` of a rig. Which strips the scopes mean is found out when the profiles are there.
rig::HouseConfig read_house(const Cursor& list);

}  // namespace recalld::load
