#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <sys/types.h>

#include "bench/table.hpp"
#include "osc/packet.hpp"

namespace recalld::bench {

/// A UDP socket on loopback that is joined to one port. Throws std::system_error.
class OscSocket {
public:
    explicit OscSocket(std::uint16_t port);
    ~OscSocket();
    OscSocket(const OscSocket&) = delete;
    OscSocket& operator=(const OscSocket&) = delete;

    bool send(const osc::Bytes& packet) const;
    /// A packet, or nothing after so many milliseconds; valid until the next call.
    osc::View receive(int patience_ms);
    int descriptor() const { return socket_; }

private:
    int socket_ = -1;
    std::vector<std::byte> buffer_;
};

/// liblo's own server in a process of its own, which sends each message back as it came: what OSC costs without anything behind it.
class EchoServer {
public:
    EchoServer();
    ~EchoServer();
    EchoServer(const EchoServer&) = delete;
    EchoServer& operator=(const EchoServer&) = delete;
    std::uint16_t port() const { return port_; }

private:
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

/// Questions a second that are answered, when so many are on their way at any time.
double rate_of(OscSocket& socket, const osc::Bytes& question, std::size_t window, std::chrono::milliseconds time);

/// From question to answer in milliseconds, asked so many times a second; what was not answered counts as 1,000 ms.
Series delays_of(OscSocket& socket, const osc::Bytes& question, double a_second, std::chrono::milliseconds time);

}  // namespace recalld::bench
