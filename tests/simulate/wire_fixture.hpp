#pragma once

#include <algorithm>
#include <array>

#include "simulate/desk_fixture.hpp"
#include "simulate/server.hpp"

namespace recalld::simulate::testing {

using namespace std::chrono_literals;
using net::ip::udp;

inline udp::endpoint loopback(std::uint16_t port) { return {net::ip::address_v4::loopback(), port}; }

/// A server on a free port with clients on the same io_context. Nothing sleeps: the context runs until something is so.
struct Wire {
    explicit Wire(const std::string& faults = "")
        : server(io, Console(small_profile()), loopback(0), parse_faults(faults))
    {
    }

    /// Runs until the condition holds; false when it does not within the time.
    bool until(const auto& condition, std::chrono::milliseconds limit = 5s)
    {
        const auto deadline = Clock::now() + limit;
        while (!condition() && Clock::now() < deadline) io.run_one_until(deadline);
        return condition();
    }

    /// Runs for so long, to see that nothing happens.
    void run_for(std::chrono::milliseconds time) { io.run_for(time); }

    net::io_context io;
    Server server;
};

/// One client: what it hears is kept as readable text, with the time.
struct Peer {
    explicit Peer(Wire& wire) : socket(wire.io, loopback(0)), server(loopback(wire.server.port())) { listen(); }

    void send(const wire::Bytes& packet) { socket.send_to(net::buffer(packet), server); }
    void send(const std::string& address, std::initializer_list<osc::Arg> args = {})
    {
        send(osc::message(address, args));
    }
    /// As many different questions as wanted: `/node` for the four channels' lines, in turn.
    void ask_lines(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) send("/node", {"ch/0" + std::to_string(i % 4 + 1) + "/mix"});
    }

    void listen()
    {
        socket.async_receive(net::buffer(buffer), [this](boost::system::error_code error, std::size_t size) {
            if (error) return;
            heard.push_back(osc::describe(wire::View(buffer).first(size)));
            times.push_back(Clock::now());
            listen();
        });
    }

    udp::socket socket;
    udp::endpoint server;
    std::array<std::byte, 65'536> buffer;
    Said heard;
    std::vector<Clock::time_point> times;
};

}  // namespace recalld::simulate::testing
