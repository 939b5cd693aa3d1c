#pragma once

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// Its oscillator: what makes the tone, and the strips that it reaches. The profile's parameters and strips stand already.
void read_oscillator(const Cursor& map, studio::Profile& profile);

}  // namespace recalld::load
