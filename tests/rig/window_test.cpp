#include "rig/window.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace recalld;
using namespace std::chrono_literals;
using rig::Clock;
using rig::Window;

namespace {

studio::Pace pace() { return {.window = 8, .window_most = 160, .resends = 10, .deadline = 60ms, .writes_between_asks = 16}; }

/// A window and the time it lives in.
struct Life {
    Window window{pace()};
    Clock::time_point now{1h};

    void answer(Clock::duration round_trip, int times = 1)
    {
        for (int i = 0; i < times; ++i) window.answered(round_trip, now += 100us);
    }
    void lose() { window.lost(now); }
};

/// A device that serves one request after the other: what is in flight beyond the way there and back waits.
Clock::duration round_trip(std::uint32_t in_flight, Clock::duration way, Clock::duration work) { return std::max(way, in_flight * work); }

}  // namespace

TEST_CASE("a window starts as small as its profile says and waits as long")
{
    const Life life;
    CHECK(life.window.size() == 8);
    CHECK(life.window.round_trip() == 0ms);
    CHECK(life.window.patience(1) == 60ms);
}

TEST_CASE("a window grows by one with every answer that is not later than others")
{
    Life life;
    for (std::uint32_t size = 9; size < 60; ++size) {
        life.answer(500us);
        CHECK(life.window.size() == size);
    }
}

TEST_CASE("a window never grows beyond what the profile allows")
{
    Life life;
    life.answer(500us, 1000);
    CHECK(life.window.size() == 160);
}

TEST_CASE("a window stops growing when the device keeps a queue that small queues hold")
{
    const auto work = GENERATE(1000us, 250us, 50us);
    Life life;
    std::uint32_t most = 0;
    for (int i = 0; i < 3000; ++i) {
        life.answer(round_trip(life.window.size(), 2 * work, work));
        most = std::max(most, life.window.size());
    }
    CHECK(most < 64);
    CHECK(life.window.size() >= 8);
}

TEST_CASE("a window that was too large for the device becomes smaller")
{
    Life life;
    life.answer(500us, 150);
    REQUIRE(life.window.size() > 100);
    life.answer(5ms, 150);
    CHECK(life.window.size() < 60);
}

TEST_CASE("a network that became slower for good is measured anew")
{
    Life life;
    life.answer(500us, 30);
    const auto size = life.window.size();
    life.now += 11s;
    life.answer(5ms, 20);
    CHECK(life.window.size() == size + 20);
}

TEST_CASE("a window halves once for all that was lost together")
{
    Life life;
    life.answer(10ms, 92);
    REQUIRE(life.window.size() == 100);
    for (int i = 0; i < 20; ++i) life.lose();
    CHECK(life.window.size() == 50);
    life.now += 11ms;   // more than a round trip later: another burst
    life.lose();
    CHECK(life.window.size() == 25);
}

TEST_CASE("losses never make a window smaller than it started")
{
    Life life;
    for (int i = 0; i < 10; ++i, life.now += 1s) life.lose();
    CHECK(life.window.size() == 8);
    life.answer(10ms);
    CHECK(life.window.size() == 9);
}

TEST_CASE("patience doubles with every try, up to half a second")
{
    const Life life;
    const std::vector<Clock::duration> waits{60ms, 120ms, 240ms, 480ms, 500ms, 500ms};
    for (std::uint32_t tries = 1; tries <= waits.size(); ++tries) CHECK(life.window.patience(tries) == waits[tries - 1]);
    CHECK(life.window.patience(1000) == 500ms);
    CHECK(life.window.patience(0) == 60ms);
}

TEST_CASE("patience follows the round trip and how much it wobbles")
{
    Life steady, wobbling;
    steady.answer(10ms, 100);
    for (int i = 0; i < 50; ++i) {
        wobbling.answer(2ms);
        wobbling.answer(18ms);
    }
    CHECK(steady.window.patience(1) > 18ms);
    CHECK(steady.window.patience(1) < 25ms);
    CHECK(wobbling.window.patience(1) > 40ms);
}

TEST_CASE("on a fast network a device still has a few milliseconds")
{
    Life life;
    life.answer(20us, 100);
    CHECK(life.window.patience(1) == 4ms);
    CHECK(life.window.patience(3) == 16ms);
}

TEST_CASE("a question is overtaken later than others are answered, and sooner than patience ends")
{
    Life life;
    life.answer(10ms, 100);
    CHECK(life.window.overtaken() >= 10ms);
    CHECK(life.window.overtaken() < life.window.patience(1));
}
