#pragma once

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// Reads `signal:` into a profile that is indexed. Throws ConfigError.
void read_signal(const Cursor& map, studio::Profile& profile);

}  // namespace recalld::load
