#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::link {

/// UDP to one host: only its datagrams are heard. Names are resolved at open(), which may block for a look-up; addresses do not.
class UdpLink : public Link {
public:
    UdpLink(net::io_context& io, std::string host, std::uint16_t port);
    ~UdpLink() override;

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override;
    std::string where() const override;

private:
    struct Inner;
    std::string connect();

    net::io_context& io_;
    std::string host_;
    std::uint16_t port_;
    std::shared_ptr<Inner> inner_;   ///< outlives this object while a read is under way
};

}  // namespace recalld::link
