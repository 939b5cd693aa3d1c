#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace recalld::link {

using View = std::span<const std::byte>;

/// Moves bytes to and from one device and knows no meaning. Core thread only.
class Link {
public:
    using PacketListener = std::function<void(View packet)>;
    using DownListener = std::function<void(const std::string& why)>;

    virtual ~Link() = default;

    /// Opens, or opens again after close. Listeners are called on the core until close(); never from inside a call to the link.
    /// Returns what went wrong, empty when all is well.
    virtual std::string open(PacketListener on_packet, DownListener on_down) = 0;
    virtual void close() = 0;
    /// Sends one packet. False when it could not be handed over (buffer full, link down): whoever asked asks again.
    virtual bool send(View packet) = 0;
    /// `udp 192.168.1.20:10023`
    virtual std::string where() const = 0;
};

}  // namespace recalld::link
