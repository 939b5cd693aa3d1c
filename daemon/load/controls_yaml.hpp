#pragma once

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// Reads `controls:` into a profile that is indexed.
void read_controls(const Cursor& list, studio::Profile& profile);

/// Reads `meters:` into a profile whose strips are there.
void read_meters(const Cursor& map, studio::Profile& profile);

}  // namespace recalld::load
