#pragma once

#include <exception>
#include <string>

#include "log.hpp"
#include "net.hpp"

namespace recalld::rig {

/// Starts a coroutine on the core; what escapes it is logged as our own mistake.
inline void spawn(net::io_context& io, std::string name, task<> work)
{
    net::co_spawn(io, std::move(work), [name = std::move(name)](std::exception_ptr escaped) {
        if (!escaped) return;
        try {
            std::rethrow_exception(escaped);
        } catch (const std::exception& error) {
            log::daemon().error("{}: {} (fault: recalld)", name, error.what());
        }
    });
}

}  // namespace recalld::rig
