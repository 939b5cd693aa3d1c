#include "simulate/schedule.hpp"

namespace recalld::simulate {

void Schedule::at(Clock::time_point when, Action action)
{
    const auto place = actions_.emplace(when, std::move(action));
    if (place == actions_.begin()) arm();
}

void Schedule::stop()
{
    actions_.clear();
    timer_.cancel();
}

void Schedule::arm()
{
    timer_.expires_at(actions_.begin()->first);
    timer_.async_wait([this, alive = std::weak_ptr(alive_)](boost::system::error_code error) {
        if (!error && !alive.expired()) run_due();
    });
}

void Schedule::run_due()
{
    const auto now = Clock::now();
    while (!actions_.empty() && actions_.begin()->first <= now) {
        const auto due = actions_.extract(actions_.begin());
        due.mapped()();
    }
    if (!actions_.empty()) arm();
}

}  // namespace recalld::simulate
