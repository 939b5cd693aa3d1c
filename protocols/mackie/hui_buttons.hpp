#pragma once

#include "mackie/names.hpp"

namespace recalld::mackie::hui {

/// Numbers are zone x 8 + port: `rec/1`, `play`, `bank_left`, `f1`, `pad_7`. What mcu::button_names also has is called
/// the same, so the V-sel keys are `vpot/1` to `vpot/8`. `touch/1` to `touch/8` are read as FaderTouched.
extern const ButtonNames button_names;

constexpr int button_at(int zone, int port) { return zone * 8 + port; }

}  // namespace recalld::mackie::hui
