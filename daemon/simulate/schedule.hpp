#pragma once

#include <functional>
#include <map>
#include <memory>

#include "net.hpp"
#include "simulate/console.hpp"

namespace recalld::simulate {

/// Things to do at their time, those of the same time in the order given. One timer for all; runs on its io_context.
/// What is due when the timer fires is done at once, so that rates hold on average however late it is.
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
