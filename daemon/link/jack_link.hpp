#pragma once

#include <memory>
#include <string>
#include <vector>

#include "link/link.hpp"
#include "link/midi_name.hpp"
#include "net.hpp"

namespace recalld::link {

class JackClient;

/// MIDI over JACK: one port to hear and one to send, joined to the ports of somebody else or, virtual, for others to join. All links share
/// one client of the server, `recalld`: when its server has died, libjack frees every other client of the process as soon as one is opened.
///
/// A packet may hold several messages; they leave one by one at the start of the next period. A message larger than what a port holds in
/// one period (32 KB) leaves in pieces, one a period; so does it arrive. Names are matched also with the aliases that a server gives.
/// JACK's thread only copies. It goes down when the server dies or a joined port is gone; open() again joins anew, and takes some 10 ms.
class JackLink : public Link {
public:
    /// `server`: empty for the one of $JACK_DEFAULT_SERVER, or `default`. It is never started from here.
    JackLink(net::io_context& io, MidiAddress address, std::string server = {});
    ~JackLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override;      ///< false when down, when nobody takes it, when 2 MB wait, or when it is larger than that
    std::string where() const override;   ///< `jack Fader Main`

private:
    struct Inner;
    friend class JackClient;

    net::io_context& io_;
    MidiAddress address_;
    std::string server_;
    std::shared_ptr<Inner> inner_;   ///< outlives this object while JACK's thread may be in it
};

/// A port of JACK as a list shows it.
struct JackPort {
    std::string name;
    bool sends = false;   ///< we can hear it; the others can be sent to
    bool ours = false;
};

/// All MIDI ports of the server. Empty with `why` in words when there is no server. Some 5 ms. Core thread only.
std::vector<JackPort> jack_midi_ports(net::io_context& io, std::string& why, const std::string& server = {});

}  // namespace recalld::link
