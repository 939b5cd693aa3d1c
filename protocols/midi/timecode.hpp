#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace recalld::midi {

/// Frames a second. The value is the two bits of the wire.
enum class Rate : std::uint8_t { film_24 = 0, tv_25 = 1, drop_29_97 = 2, whole_30 = 3 };

/// Labels a second: 24, 25 or 30. Drop frame counts to 30 too and leaves labels out.
int labels_per_second(Rate rate);

/// `24`, `25`, `29.97df`, `30`.
std::string describe(Rate rate);

/// A place on a tape of at most 24 hours: the label of one frame.
struct Timecode {
    int hours = 0, minutes = 0, seconds = 0, frames = 0;
    Rate rate = Rate::whole_30;
    bool operator==(const Timecode&) const = default;
};

/// Every part is in range. Labels that drop frame leaves out (00 and 01 of most minutes) count as sound: devices
/// name them, and frame_number() has a place for them.
bool is_sound(const Timecode& time);

/// Frames since 00:00:00:00, drop frame counted as it runs.
std::int64_t frame_number(const Timecode& time);

/// The way back, around midnight in both directions.
Timecode timecode_at(std::int64_t frame, Rate rate);

/// So many frames later, or earlier when negative, around midnight.
Timecode moved(const Timecode& time, std::int64_t frames);

/// How long so many quarters of a frame take; quarter frames are sent four a frame.
std::chrono::nanoseconds duration_of_quarters(std::int64_t quarters, Rate rate);

/// How many whole quarters of a frame fit into the time.
std::int64_t quarters_in(std::chrono::nanoseconds time, Rate rate);

/// `01:02:03:04`, and `01:02:03;04` for drop frame.
std::string describe(const Timecode& time);

}  // namespace recalld::midi
