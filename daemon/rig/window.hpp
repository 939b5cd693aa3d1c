#pragma once

#include <chrono>
#include <cstdint>

#include "studio/profile.hpp"

namespace recalld::rig {

using Clock = std::chrono::steady_clock;

/// How many requests may be in flight to a device, and how patient to be. Starts small, grows with every answer while the device
/// keeps no queue, shrinks when answers come later and later, halves on a loss. Pure; times are arguments.
class Window {
public:
    explicit Window(const studio::Pace& pace);

    std::uint32_t size() const { return static_cast<std::uint32_t>(size_); }
    void answered(Clock::duration round_trip, Clock::time_point now);
    void lost(Clock::time_point now);

    /// How long to wait for an answer to a request that was sent `tries` times.
    Clock::duration patience(std::uint32_t tries) const;
    /// A request this old is late if others, sent later, were answered.
    Clock::duration overtaken() const;
    Clock::duration round_trip() const { return smooth_; }

private:
    void measure(Clock::duration round_trip, Clock::time_point now);

    studio::Pace pace_;
    double size_;
    Clock::duration smooth_{0};       ///< smoothed round trip; zero before the first answer
    Clock::duration wobble_{0};       ///< its mean deviation
    Clock::duration least_{Clock::duration::max()};
    Clock::time_point least_since_{};
    Clock::time_point last_cut_{};
};

}  // namespace recalld::rig
