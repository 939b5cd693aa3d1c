#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of `macros:` and `triggers:` in rig.yaml.
Shape macro_shape();
Shape trigger_shape();

}  // namespace recalld::load
