#pragma once

#include <chrono>
#include <stdexcept>

#include "net.hpp"

/// Tests do not sleep: they run the context until something is so, with a deadline.
namespace recalld::testing {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// False when the condition does not hold within the time.
template <class Condition>
bool run_until(net::io_context& io, const Condition& holds, std::chrono::milliseconds limit = 20s)
{
    const auto deadline = Clock::now() + limit;
    while (!holds()) {
        if (Clock::now() >= deadline) return false;
        if (io.stopped()) io.restart();
        io.run_one_for(1ms);   // the condition may be about something that is not of the context
    }
    return true;
}

/// Runs for so long, to see that nothing happens.
inline void run_for(net::io_context& io, std::chrono::milliseconds time)
{
    run_until(io, [] { return false; }, time);
}

/// What a coroutine returns or throws, with the context running meanwhile.
template <class T>
T finish(net::io_context& io, task<T> work, std::chrono::milliseconds limit = 60s)
{
    auto future = net::co_spawn(io, std::move(work), net::use_future);
    const auto ready = [&] { return future.wait_for(0s) == std::future_status::ready; };
    if (!run_until(io, ready, limit)) throw std::runtime_error("the coroutine did not end in time");
    return future.get();
}

}  // namespace recalld::testing
