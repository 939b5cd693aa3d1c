#include "midi/timecode.hpp"

#include <array>
#include <cstddef>

namespace recalld::midi {

namespace {

constexpr int minutes_a_day = 24 * 60;

/// A rate in numbers; thirds of nanoseconds are the largest unit in which all quarters are whole.
struct Figures {
    int labels;
    std::int64_t quarter_thirds;
    const char* words;
};
constexpr std::array<Figures, 4> figures{{
    {24, 31'250'000, "24"},
    {25, 30'000'000, "25"},
    {30, 25'025'000, "29.97df"},
    {30, 25'000'000, "30"},
}};

const Figures& figures_of(Rate rate) { return figures[static_cast<std::size_t>(rate)]; }

bool drops(Rate rate) { return rate == Rate::drop_29_97; }

/// Labels that drop frame leaves out in so many minutes: two each, but none in every tenth.
std::int64_t dropped_in(std::int64_t minutes) { return 2 * (minutes - minutes / 10); }

std::int64_t frames_a_day(Rate rate)
{
    const auto labels = std::int64_t{minutes_a_day} * 60 * labels_per_second(rate);
    return drops(rate) ? labels - dropped_in(minutes_a_day) : labels;
}

/// The number of the label of a frame, the left out ones counted.
std::int64_t label_of(std::int64_t frame, Rate rate)
{
    if (!drops(rate)) return frame;
    constexpr std::int64_t per_minute = 60 * 30 - 2;
    constexpr std::int64_t per_ten = 10 * per_minute + 2;
    const auto tens = frame / per_ten;
    const auto rest = frame % per_ten;
    const auto minutes = rest < 2 ? 0 : (rest - 2) / per_minute;  // the first of the ten is two frames longer
    return frame + dropped_in(tens * 10 + minutes);
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

int labels_per_second(Rate rate) { return figures_of(rate).labels; }

std::string describe(Rate rate) { return figures_of(rate).words; }

bool is_sound(const Timecode& time)
{
    const auto is_within = [](int value, int limit) { return value >= 0 && value < limit; };
    return is_within(time.hours, 24) && is_within(time.minutes, 60) && is_within(time.seconds, 60)
           && is_within(time.frames, labels_per_second(time.rate));
}

std::int64_t frame_number(const Timecode& time)
{
    const std::int64_t minutes = time.hours * 60 + time.minutes;
    const auto labels = (minutes * 60 + time.seconds) * labels_per_second(time.rate) + time.frames;
    return drops(time.rate) ? labels - dropped_in(minutes) : labels;
}

Timecode timecode_at(std::int64_t frame, Rate rate)
{
    const auto day = frames_a_day(rate);
    const auto label = label_of((frame % day + day) % day, rate);
    const auto labels = labels_per_second(rate);
    const auto seconds = static_cast<int>(label / labels);
    return {seconds / 3600, seconds / 60 % 60, seconds % 60, static_cast<int>(label % labels), rate};
}

Timecode moved(const Timecode& time, std::int64_t frames)
{
    return timecode_at(frame_number(time) + frames, time.rate);
}

std::chrono::nanoseconds duration_of_quarters(std::int64_t quarters, Rate rate)
{
    return std::chrono::nanoseconds(quarters * figures_of(rate).quarter_thirds / 3);
}

std::int64_t quarters_in(std::chrono::nanoseconds time, Rate rate)
{
    // a duration was cut to whole nanoseconds: up to two thirds of one belong to it still
    return (time.count() * 3 + 2) / figures_of(rate).quarter_thirds;
}

std::string describe(const Timecode& time)
{
    return two_digits(time.hours) + ":" + two_digits(time.minutes) + ":" + two_digits(time.seconds)
           + (drops(time.rate) ? ";" : ":") + two_digits(time.frames);
}

}  // namespace recalld::midi
