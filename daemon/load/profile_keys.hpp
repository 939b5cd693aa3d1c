#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of profiles: every key with its type and its sentence. profiles/example.yaml uses each once.
const Shape& profile_shape();

}  // namespace recalld::load
