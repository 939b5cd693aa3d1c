#pragma once

#include <memory>

#include "net.hpp"
#include "remote/http.hpp"

namespace recalld::remote {

/// Where connections come in: a Unix socket or a port. Core thread only.
class HttpEntrance {
public:
    using Stream = net::generic::stream_protocol::socket;

    /// Throws std::runtime_error naming the path, or the address and port.
    HttpEntrance(net::io_context& io, const HttpDoor& door);
    ~HttpEntrance();

    /// A connection and who is at its other end, or what went wrong.
    struct Guest {
        std::shared_ptr<Stream> stream;
        Peer peer;
    };
    static task<Guest> admit(std::shared_ptr<HttpEntrance> self);
    bool is_open() const;
    std::uint16_t port() const;   ///< 0 on a Unix socket
    void close();

private:
    struct Network;
    struct Unix;
    std::unique_ptr<Network> network_;
    std::unique_ptr<Unix> unix_;
};

}  // namespace recalld::remote
