#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of `house:` in a rig: every key with its type and its sentence.
Shape house_shape();

}  // namespace recalld::load
