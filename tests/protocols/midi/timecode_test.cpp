#include "midi/timecode.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using namespace std::chrono_literals;

TEST_CASE("frames are counted from midnight")
{
    const auto [time, frame, words] = GENERATE(table<Timecode, std::int64_t, std::string>({
        {{0, 0, 0, 0, Rate::film_24}, 0, "00:00:00:00"},
        {{1, 0, 0, 0, Rate::film_24}, 86400, "01:00:00:00"},
        {{1, 2, 3, 4, Rate::tv_25}, 93079, "01:02:03:04"},
        {{23, 59, 59, 29, Rate::whole_30}, 2591999, "23:59:59:29"},
        {{0, 0, 59, 29, Rate::drop_29_97}, 1799, "00:00:59;29"},
        {{0, 1, 0, 2, Rate::drop_29_97}, 1800, "00:01:00;02"},
        {{0, 9, 59, 29, Rate::drop_29_97}, 17981, "00:09:59;29"},
        {{0, 10, 0, 0, Rate::drop_29_97}, 17982, "00:10:00;00"},
        {{0, 11, 0, 2, Rate::drop_29_97}, 19782, "00:11:00;02"},
        {{1, 0, 0, 0, Rate::drop_29_97}, 107892, "01:00:00;00"},
        {{23, 59, 59, 29, Rate::drop_29_97}, 2589407, "23:59:59;29"},
    }));
    CAPTURE(words);
    CHECK(frame_number(time) == frame);
    CHECK(timecode_at(frame, time.rate) == time);
    CHECK(describe(time) == words);
    CHECK(is_sound(time));
}

TEST_CASE("every frame of drop frame has its own label")
{
    Timecode before = timecode_at(0, Rate::drop_29_97);
    for (std::int64_t frame = 1; frame < 40000; ++frame) {
        const auto time = timecode_at(frame, Rate::drop_29_97);
        if (frame_number(time) != frame || time == before) FAIL(frame);
        if (time.frames < 2 && time.seconds == 0 && time.minutes % 10 != 0) FAIL(describe(time));
        before = time;
    }
}

TEST_CASE("a tape goes around midnight")
{
    const auto rate = GENERATE(Rate::film_24, Rate::tv_25, Rate::drop_29_97, Rate::whole_30);
    const auto last = labels_per_second(rate) - 1;
    CHECK(moved({0, 0, 0, 0, rate}, -1) == Timecode{23, 59, 59, last, rate});
    CHECK(moved({23, 59, 59, last, rate}, 1) == Timecode{0, 0, 0, 0, rate});
    CHECK(moved({12, 0, 0, 0, rate}, 0) == Timecode{12, 0, 0, 0, rate});
}

TEST_CASE("quarters of a frame have their length")
{
    const auto [rate, second, words] = GENERATE(table<Rate, std::chrono::nanoseconds, std::string>({
        {Rate::film_24, 1s, "24"},
        {Rate::tv_25, 1s, "25"},
        {Rate::drop_29_97, 1001ms, "29.97df"},
        {Rate::whole_30, 1s, "30"},
    }));
    CHECK(duration_of_quarters(4 * labels_per_second(rate), rate) == second);
    CHECK(describe(rate) == words);
    for (std::int64_t quarters = 0; quarters < 1000; ++quarters) {
        const auto time = duration_of_quarters(quarters, rate);
        if (quarters_in(time, rate) != quarters || quarters_in(time + 1us, rate) != quarters) FAIL(quarters);
        if (quarters > 0 && quarters_in(time - 1us, rate) != quarters - 1) FAIL(quarters);
    }
}

TEST_CASE("a time that does not exist is not sound")
{
    const auto time = GENERATE(Timecode{24, 0, 0, 0, Rate::tv_25}, Timecode{0, 60, 0, 0, Rate::tv_25},
                               Timecode{0, 0, 60, 0, Rate::tv_25}, Timecode{0, 0, 0, 25, Rate::tv_25},
                               Timecode{0, 0, 0, 24, Rate::film_24}, Timecode{0, 0, 0, 30, Rate::drop_29_97},
                               Timecode{-1, 0, 0, 0, Rate::tv_25}, Timecode{0, 0, 0, -1, Rate::tv_25});
    CHECK_FALSE(is_sound(time));
}
