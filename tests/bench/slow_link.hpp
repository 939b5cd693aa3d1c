#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <random>

#include "link/link.hpp"
#include "net.hpp"

namespace recalld::bench {

/// What stands between the daemon and the desk in a measurement.
struct Line {
    std::chrono::microseconds each_way{0};
    double loss = 0;                 ///< share of packets lost, each way
    std::uint32_t rate = 0;          ///< requests that the desk serves a second; 0 = as fast as it can
    std::uint32_t queue = 64;        ///< requests that wait there at most
};

/// A link with a long or lossy cable, or a slow desk at its end: packets pass through a schedule. Core thread only.
class SlowLink : public link::Link {
public:
    SlowLink(net::io_context& io, std::unique_ptr<link::Link> link, Line line, std::uint32_t seed)
        : link_(std::move(link)), line_(line), timer_(io), luck_(seed)
    {
    }

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override { link_->close(); }
    bool send(link::View packet) override;
    std::string where() const override { return link_->where(); }

    std::uint64_t sent = 0, overflowed = 0;

private:
    using Clock = std::chrono::steady_clock;
    struct Parcel {
        Clock::time_point due;
        bool to_desk;
        std::vector<std::byte> bytes;
    };
    bool lost() { return line_.loss > 0 && std::uniform_real_distribution<double>(0, 1)(luck_) < line_.loss; }
    void post(Parcel parcel);
    void deliver();
    Clock::time_point served(Clock::time_point arrival);

    std::unique_ptr<link::Link> link_;
    Line line_;
    net::steady_timer timer_;
    std::minstd_rand luck_;
    std::deque<Parcel> parcels_;     ///< in order of delivery
    PacketListener on_packet_;
    Clock::time_point free_at_{};    ///< when the desk has served all that waits
    bool waiting_ = false;
};

}  // namespace recalld::bench
