#pragma once

#include <functional>
#include <optional>

#include "simulate/faults.hpp"
#include "simulate/luck.hpp"
#include "simulate/schedule.hpp"

namespace recalld::simulate {

/// A packet on its way from or to a client.
struct Datagram {
    Client client = 0;
    wire::Bytes packet;
};

/// One direction of a bad network. Packets keep their order, whatever the jitter, unless `reorder` says otherwise.
class Path {
public:
    using Deliver = std::function<void(Datagram)>;

    /// Borrows the schedule. `reorder` is the share of packets that the next one overtakes.
    Path(Schedule& schedule, const Faults& faults, double reorder, std::uint64_t seed, Deliver deliver);

    void send(Datagram datagram);
    std::uint64_t lost() const { return lost_; }

private:
    void enter(Datagram datagram);
    void travel(Datagram datagram);
    void release();

    Schedule& schedule_;
    double loss_, duplicate_, reorder_;
    std::chrono::microseconds delay_, jitter_;
    Luck luck_;
    Deliver deliver_;
    std::optional<Datagram> held_;  ///< waits to be overtaken
    Clock::time_point latest_arrival_;
    std::uint64_t lost_ = 0;
};

}  // namespace recalld::simulate
