#pragma once

#include "load/shape.hpp"

namespace recalld::load {

inline constexpr int lcd_columns = 56;   ///< of a line of a fader box's display

/// The language of the files of control surfaces: every key with its type and its sentence.
const Shape& surface_shape();
/// What the positions of faders are in dB: of a box in its file, of a DAW in the rig.
Shape scale_of_faders();

}  // namespace recalld::load
