#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "net.hpp"
#include "simulate/console.hpp"
#include "simulate/faults.hpp"

namespace recalld::simulate {

/// Puts a Console on a UDP port with the faults asked for. Runs on the io_context given; one thread.
class Server {
public:
    /// Binds at once; `port` 0 takes any free one. Throws boost::system::system_error.
    Server(net::io_context& io, Console console, const net::ip::udp::endpoint& listen, Faults faults = {});
    ~Server();

    std::uint16_t port() const;
    Console& console();
    /// How many packets came in, were served, dropped from the full queue, lost by fault.
    struct Counts {
        std::uint64_t received = 0, served = 0, overflowed = 0, lost = 0;
    };
    Counts counts() const;
    void stop();

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::simulate
