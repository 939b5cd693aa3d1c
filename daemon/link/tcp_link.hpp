#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::link {

/// A TCP client: bytes as they come, no framing; MIDI finds its messages by itself. open() begins to connect and returns; what is sent
/// meanwhile waits. Names are looked up without blocking.
class TcpLink : public Link {
public:
    TcpLink(net::io_context& io, std::string host, std::uint16_t port);
    ~TcpLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override;   ///< false when more than 1 MB waits: the other side does not read
    std::string where() const override;

private:
    struct Inner;

    net::io_context& io_;
    std::string host_;
    std::uint16_t port_;
    std::shared_ptr<Inner> inner_;   ///< outlives this object while something is under way
};

}  // namespace recalld::link
