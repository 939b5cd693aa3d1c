#pragma once

#include "mackie/names.hpp"

namespace recalld::mackie::mcu {

/// Note numbers 00…76: `rec/1`, `play`, `bank_left`, `f1`, `foot_switch_a`. The names are those printed on the first
/// of these surfaces; others print other words on some keys, which is for their profiles to say.
/// Source: Logic Control manual, appendix B. The relay clicks at 74 on some surfaces and at 76 on others.
extern const ButtonNames button_names;

}  // namespace recalld::mackie::mcu
