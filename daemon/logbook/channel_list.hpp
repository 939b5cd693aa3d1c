#pragma once

#include <string>
#include <vector>

#include "logbook/input_list.hpp"

namespace recalld::logbook {

/// An input list as the channel CSV that some consoles' editors import: sections [Version], [Channels], [Outputs] and [Virtual Soundcheck];
/// type, number, name, colour, socket type and number, side, gain without pad (dB), pad, 48 V. Written after published descriptions;
/// nobody has tried it with such a desk.
std::string channel_list_csv(const std::vector<Input>& inputs);

}  // namespace recalld::logbook
