#pragma once

#include "mackie/hui.hpp"
#include "mackie/mcu.hpp"
#include "mackie/xctl.hpp"

#include <string>

// Events in words, one line each, strips counted from 1 as people do: `fader 3 to 12288`, `mute/3 pressed`,
// `light solo/1 on`, `text 38 "Pan    "`.

namespace recalld::mackie::mcu {
std::string describe(const Event& event);
}

namespace recalld::mackie::hui {
std::string describe(const Event& event);
}

namespace recalld::mackie::xctl {
std::string describe(const Event& event);
}
