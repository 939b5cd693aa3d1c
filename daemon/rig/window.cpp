#include "rig/window.hpp"

#include <algorithm>

namespace recalld::rig {

using namespace std::chrono_literals;

namespace {

// Requests that wait inside the device: below the first the window grows, above the second it shrinks. Small queues are known to
// hold 64; a desk that is always busy gains nothing from more.
constexpr double few_waiting = 20;
constexpr double many_waiting = 36;
constexpr auto least_patience = 4ms;
constexpr auto most_patience = 500ms;
constexpr auto least_expires = 10s;   // the shortest round trip is measured anew: networks change

double ratio(Clock::duration a, Clock::duration b)
{
    return static_cast<double>(a.count()) / static_cast<double>(std::max<Clock::rep>(b.count(), 1));
}

}  // namespace

Window::Window(const studio::Pace& pace) : pace_(pace), size_(pace.window) {}

void Window::measure(Clock::duration round_trip, Clock::time_point now)
{
    if (round_trip < least_ || now - least_since_ > least_expires) {
        least_ = round_trip;
        least_since_ = now;
    }
    if (smooth_ == Clock::duration::zero()) {
        smooth_ = round_trip;
        wobble_ = round_trip / 2;
        return;
    }
    const auto off = round_trip > smooth_ ? round_trip - smooth_ : smooth_ - round_trip;
    wobble_ += (off - wobble_) / 4;
    smooth_ += (round_trip - smooth_) / 8;
}

void Window::answered(Clock::duration round_trip, Clock::time_point now)
{
    measure(round_trip, now);
    const double waiting = size_ * (1 - ratio(least_, smooth_));
    if (waiting < few_waiting) size_ += 1;
    if (waiting > many_waiting) size_ -= 1;
    size_ = std::clamp<double>(size_, pace_.window, pace_.window_most);
}

void Window::lost(Clock::time_point now)
{
    if (now - last_cut_ < smooth_) return;   // one cut for all that was lost together
    last_cut_ = now;
    size_ = std::max<double>(size_ / 2, pace_.window);
}

Clock::duration Window::patience(std::uint32_t tries) const
{
    const Clock::duration measured = smooth_ * 2 + wobble_ * 4;
    const Clock::duration first = smooth_ == Clock::duration::zero() ? Clock::duration(pace_.deadline) : std::max<Clock::duration>(measured, least_patience);
    return std::min<Clock::duration>(first * (1 << std::min(tries > 0 ? tries - 1 : 0, 10u)), most_patience);
}

Clock::duration Window::overtaken() const { return smooth_ + wobble_ * 2 + 500us; }

}  // namespace recalld::rig
