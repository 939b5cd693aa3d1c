#pragma once

#include <string>
#include <vector>

#include "net.hpp"

namespace recalld::link {

/// One MIDI port of this machine.
struct MidiPort {
    std::string system;   ///< `alsa` or `jack`
    std::string name;     ///< as a rig may name it
    bool sends = false;   ///< we can hear it (`in`, seen from us); the others can be sent to (`out`)
    bool ours = false;    ///< this daemon made it
};

/// A system that has no ports to show, and why.
struct MissingMidi {
    std::string system, why;
};

struct MidiPorts {
    std::vector<MidiPort> ports;
    std::vector<MissingMidi> missing;
};

/// The ports of both systems as they are now. Takes some 15 ms when JACK runs and no link is open. Core thread only.
/// `jack_server`: as JackLink has it.
MidiPorts midi_ports(net::io_context& io, const std::string& jack_server = {});

}  // namespace recalld::link
