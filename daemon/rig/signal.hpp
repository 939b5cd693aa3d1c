#pragma once

#include <chrono>
#include <list>

#include "net.hpp"

namespace recalld::rig {

/// Something that coroutines of the core wait for, with a deadline. Core thread only; must outlive its waiters.
class Signal {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Signal(net::io_context& io) : io_(io) {}

    /// Returns when woken or at the deadline; the caller looks for itself what became true.
    task<> wait_until(Time deadline)
    {
        net::steady_timer timer(io_, deadline);
        const auto place = waiting_.insert(waiting_.end(), &timer);
        boost::system::error_code woken;
        co_await timer.async_wait(net::redirect_error(net::use_awaitable, woken));
        waiting_.erase(place);
    }
    task<> wait() { return wait_until(Time::max()); }

    void wake_all()
    {
        for (auto* timer : waiting_) timer->cancel();
    }
    void wake_one()
    {
        if (!waiting_.empty()) waiting_.front()->cancel();
    }

private:
    net::io_context& io_;
    std::list<net::steady_timer*> waiting_;
};

}  // namespace recalld::rig
