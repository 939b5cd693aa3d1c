#pragma once

#include <functional>
#include <map>
#include <memory>

#include "net.hpp"
#include "simulate/console.hpp"

namespace recalld::simulate {

/// Things to do at their time, those of the same time in the order given. One timer for all; runs on its io_context.
/// The timer comes 40 to 70 microseconds late (measured); what is due by then is done at once, so
/// that rates hold on average. Nothing spins: a round trip of 0.5 ms takes 0.64.
class Schedule {
public:
    using Action = std::function<void()>;

    explicit Schedule(net::io_context& io) : timer_(io) {}

    void at(Clock::time_point when, Action action);
    /// Forgets everything.
    void stop();

private:
    void arm();
    void run_due();

    net::steady_timer timer_;
    std::multimap<Clock::time_point, Action> actions_;
    std::shared_ptr<const bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace recalld::simulate
