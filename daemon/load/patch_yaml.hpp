#pragma once

#include "load/yaml_cursor.hpp"
#include "rig/patch_config.hpp"

namespace recalld::load {

/// Reads `patch:` of a rig: jacks in bay order, wires from point to point. Throws ConfigError. Whether a desk has the points that wires
/// name is found out by those who know its profile.
rig::PatchConfig read_patch(const Cursor& map);

}  // namespace recalld::load
