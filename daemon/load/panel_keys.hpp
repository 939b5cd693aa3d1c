#pragma once

#include "load/shape.hpp"

namespace recalld::load {

/// The language of `panel:`, the front of analog gear: every key with its sentence. profiles/example-analog.yaml uses each of them.
Shape panel_shape();

}  // namespace recalld::load
