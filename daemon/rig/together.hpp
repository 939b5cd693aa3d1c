#pragma once

#include <exception>
#include <utility>
#include <vector>

#include "net.hpp"
#include "rig/signal.hpp"

namespace recalld::rig {

/// Runs coroutines of the core side by side and returns when the last one has ended; the first thing that escaped one is thrown then.
inline task<> together(net::io_context& io, std::vector<task<>> work)
{
    std::size_t left = work.size();
    std::exception_ptr escaped;
    Signal ended(io);
    for (auto& one : work)
        net::co_spawn(io, std::move(one), [&](std::exception_ptr error) {
            if (error && !escaped) escaped = error;
            if (--left == 0) ended.wake_all();
        });
    while (left > 0) co_await ended.wait();
    if (escaped) std::rethrow_exception(escaped);
}

}  // namespace recalld::rig
