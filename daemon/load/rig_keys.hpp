#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of rig.yaml: every key with its type and its sentence.
const Shape& rig_shape();

}  // namespace recalld::load
