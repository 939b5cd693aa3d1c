#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::link {

class XctlDoor;

inline constexpr std::uint16_t xctl_port = 10'111;

/// The host's end of XCtl over UDP: surfaces send to it and get their answers where they sent from. Hears one surface, known by its address,
/// or the first that speaks until it has been silent for ten seconds. Several links may listen at one address, each for its own surface;
/// one that names none hears those that nobody names. The surface's end is a UdpLink to the host.
class XctlLink : public Link {
public:
    /// `listen`: an address of this machine, or 0.0.0.0; `surface`: the address of the surface, or empty. `port` is for both ends.
    XctlLink(net::io_context& io, std::string listen, std::string surface, std::uint16_t port = xctl_port);
    ~XctlLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    /// False while no surface is known: nobody spoke yet. A named one is sent to at the port until it speaks from another.
    bool send(View packet) override;
    std::string where() const override;   ///< `xctl 192.168.1.30 at 0.0.0.0:10111`

private:
    struct Inner;
    friend class XctlDoor;

    net::io_context& io_;
    std::string listen_, surface_;
    std::uint16_t port_;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::link
