#pragma once

#include <deque>

#include "simulate/path.hpp"

namespace recalld::simulate {

/// Requests that wait for a desk: it serves so many a second, none while it is frozen. What finds the queue full is
/// dropped.
class DeskQueue {
public:
    using Serve = std::function<void(Datagram)>;

    /// Borrows the schedule.
    DeskQueue(Schedule& schedule, const Faults& faults, Serve serve);

    void arrive(Datagram datagram);
    void freeze() { frozen_ = true; }
    bool is_frozen() const { return frozen_; }
    void thaw();
    /// Drops what waits.
    void clear() { waiting_.clear(); }
    std::uint64_t overflowed() const { return overflowed_; }

private:
    void serve_due();

    Schedule& schedule_;
    std::chrono::nanoseconds period_;
    std::size_t most_;
    Serve serve_;
    std::deque<Datagram> waiting_;
    Clock::time_point next_;  ///< when the desk has done with the request before
    bool frozen_ = false;
    bool scheduled_ = false;
    std::uint64_t overflowed_ = 0;
};

}  // namespace recalld::simulate
