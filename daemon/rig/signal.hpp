#pragma once

#include <chrono>
#include <list>
#include <memory>

#include "net.hpp"

namespace recalld::rig {

/// Something that coroutines of the core wait for, with a deadline. Core thread only; it outlives its waiters, but for those that go
/// with their io_context.
class Signal {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Signal(net::io_context& io) : io_(io) {}

    /// Returns when woken or at the deadline; the caller looks for itself what became true.
    task<> wait_until(Time deadline)
    {
        net::steady_timer timer(io_, deadline);
        const Place place(waiting_, timer);
        boost::system::error_code woken;
        co_await timer.async_wait(net::redirect_error(net::use_awaitable, woken));
    }
    task<> wait() { return wait_until(Time::max()); }

    void wake_all()
    {
        for (auto* timer : *waiting_) timer->cancel();
    }
    void wake_one()
    {
        if (!waiting_->empty()) waiting_->front()->cancel();
    }

private:
    using Timers = std::list<net::steady_timer*>;

    /// In line for as long as its waiter lives.
    class Place {
    public:
        Place(std::shared_ptr<Timers> line, net::steady_timer& timer) : line_(std::move(line)), place_(line_->insert(line_->end(), &timer)) {}
        ~Place() { line_->erase(place_); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        std::shared_ptr<Timers> line_;
        Timers::iterator place_;
    };

    net::io_context& io_;
    std::shared_ptr<Timers> waiting_ = std::make_shared<Timers>();
};

}  // namespace recalld::rig
