#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "link/link.hpp"
#include "link/midi_ports.hpp"
#include "net.hpp"
#include "rig/rig_config.hpp"

namespace recalld::rig {

/// What a person names in order to listen to it, beside the rig: a part of a port's name, `alsa:NAME`, `jack:NAME`, `ipmidi:3`, or
/// `ipmidi:3@192.168.1.10` with the address of our network card. Throws std::invalid_argument for an ipMIDI port that is none.
LinkConfig midi_to_hear(std::string_view text);

}  // namespace recalld::rig
