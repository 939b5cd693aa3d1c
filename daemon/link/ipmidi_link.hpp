#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::link {

/// MIDI bytes in UDP multicast, as ipMIDI has it: group 225.0.0.37, UDP port 21928 for port 1, 21929 for port 2 … A datagram holds one or
/// more messages. Everybody on the network hears everybody; what this link itself sent it does not hear. Many may share a port.
class IpMidiLink : public Link {
public:
    /// `interface`: the IPv4 address of the network card, 127.0.0.1 for this machine alone; `port` 1 … 64.
    IpMidiLink(net::io_context& io, std::string interface, std::uint16_t port);
    ~IpMidiLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override;
    std::string where() const override;   ///< `ipmidi port 1 on 127.0.0.1`

private:
    struct Inner;

    net::io_context& io_;
    std::string interface_;
    std::uint16_t port_;
    std::shared_ptr<Inner> inner_;   ///< outlives this object while a read is under way
};

}  // namespace recalld::link
