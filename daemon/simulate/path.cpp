#include "simulate/path.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace recalld::simulate {

namespace {
constexpr std::chrono::milliseconds overtaking_time{5};  // nothing came behind: go on
}

Path::Path(Schedule& schedule, const Faults& faults, double reorder, std::uint64_t seed, Deliver deliver)
    : schedule_(schedule),
      loss_(faults.loss),
      duplicate_(faults.duplicate),
      reorder_(reorder),
      delay_(faults.delay),
      jitter_(faults.jitter),
      luck_(seed),
      deliver_(std::move(deliver))
{
}

void Path::send(Datagram datagram)
{
    if (luck_.happens(loss_)) {
        ++lost_;
        return;
    }
    if (luck_.happens(duplicate_)) enter(datagram);
    enter(std::move(datagram));
}

void Path::enter(Datagram datagram)
{
    if (!held_ && luck_.happens(reorder_)) {
        held_ = std::move(datagram);
        schedule_.at(Clock::now() + overtaking_time, [this] { release(); });
        return;
    }
    travel(std::move(datagram));
    release();
}

void Path::release()
{
    if (held_) travel(*std::exchange(held_, std::nullopt));
}

void Path::travel(Datagram datagram)
{
    if (delay_.count() == 0 && jitter_.count() == 0) return deliver_(std::move(datagram));
    latest_arrival_ = std::max(latest_arrival_, Clock::now() + delay_ + luck_.up_to(jitter_));
    schedule_.at(latest_arrival_, [this, datagram = std::move(datagram)]() mutable { deliver_(std::move(datagram)); });
}

}  // namespace recalld::simulate
