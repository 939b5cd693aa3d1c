#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "link/link.hpp"
#include "link/midi_name.hpp"
#include "net.hpp"

namespace recalld::link {

/// Whose ports RtMidi opens. Rigs use ALSA; JACK has a link of its own (jack_link) and is here so that this one can be tried on machines
/// without a sound system.
enum class RtMidiSystem : std::uint8_t { alsa, jack };

/// MIDI over the sequencer of ALSA: joined to a port by its name, or virtual, for others to join. A SysEx may arrive in several packets with
/// real-time bytes between them. RtMidi's thread only copies. The list of ports is looked at once a second; a port that has gone takes the
/// link down.
class MidiLink : public Link {
public:
    MidiLink(net::io_context& io, MidiAddress address, RtMidiSystem system = RtMidiSystem::alsa);
    ~MidiLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override;      ///< false when down, or when the sequencer has no room for it
    std::string where() const override;   ///< `midi Fader Main`

private:
    struct Inner;

    net::io_context& io_;
    MidiAddress address_;
    RtMidiSystem system_;
    std::shared_ptr<Inner> inner_;   ///< outlives this object while a wake-up is under way
};

/// A port of ALSA as a list shows it.
struct AlsaPort {
    std::string name;
    bool sends = false;   ///< we can hear it; the others can be sent to
    bool ours = false;
};

/// All ports of the sequencer. Empty with `why` in words when there is none.
std::vector<AlsaPort> alsa_midi_ports(std::string& why);

}  // namespace recalld::link
