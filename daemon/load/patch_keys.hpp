#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of `patch:` in rig.yaml.
Shape patch_shape();
/// … and of `signal:` in profiles, which says where signals go inside a device.
Shape signal_shape();

}  // namespace recalld::load
