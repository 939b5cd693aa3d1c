#include "simulate/desk_queue.hpp"

#include <algorithm>
#include <utility>

namespace recalld::simulate {

DeskQueue::DeskQueue(Schedule& schedule, const Faults& faults, Serve serve)
    : schedule_(schedule),
      period_(faults.rate == 0 ? std::chrono::nanoseconds(0)
                               : std::chrono::nanoseconds(std::chrono::seconds(1)) / faults.rate),
      most_(std::max(faults.queue, std::uint32_t{1})),
      serve_(std::move(serve))
{
}

void DeskQueue::arrive(Datagram datagram)
{
    if (waiting_.size() >= most_) {
        ++overflowed_;
        return;
    }
    if (waiting_.empty()) next_ = std::max(next_, Clock::now());  // time without work earns nothing
    waiting_.push_back(std::move(datagram));
    serve_due();
}

void DeskQueue::thaw()
{
    frozen_ = false;
    next_ = std::max(next_, Clock::now());
    serve_due();
}

void DeskQueue::serve_due()
{
    while (!frozen_ && !waiting_.empty() && next_ <= Clock::now()) {
        next_ += period_;
        auto datagram = std::move(waiting_.front());
        waiting_.pop_front();
        serve_(std::move(datagram));
    }
    if (frozen_ || waiting_.empty() || std::exchange(scheduled_, true)) return;
    schedule_.at(next_, [this] {
        scheduled_ = false;
        serve_due();
    });
}

}  // namespace recalld::simulate
