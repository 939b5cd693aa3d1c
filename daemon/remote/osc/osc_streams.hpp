#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <map>
#include <memory>

#include "osc/framing.hpp"
#include "remote/osc/osc_clients.hpp"

namespace recalld::remote {

/// OSC over TCP, size-prefixed or SLIP as each client likes. Core thread only.
class OscStreams {
public:
    static constexpr std::size_t most_streams = 32, most_waiting = 1 << 20, waits_for_reader = 64 * 1024;   ///< the last two: bytes
    static constexpr std::chrono::minutes most_idle{10};

    struct Listener {
        std::function<void(osc::View packet, const OscPlace&)> on_packet;
        std::function<void(const OscPlace&)> on_gone;   ///< never from within send()
    };
    OscStreams(net::io_context& io, net::ip::tcp::acceptor acceptor, Listener listener);
    ~OscStreams();
    OscStreams(const OscStreams&) = delete;
    OscStreams& operator=(const OscStreams&) = delete;

    /// Whoever does not read is cut off when most_waiting bytes wait for him.
    void send(const OscPlace& place, const osc::Bytes& packet);
    bool takes_more(const OscPlace& place) const;
    std::size_t size() const;
    void end_idle(OscTime now);

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::remote
