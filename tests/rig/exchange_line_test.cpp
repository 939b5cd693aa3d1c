#include "rig/exchange.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace std::chrono_literals;
using driver::Question;
using driver::Setting;
using rig::Clock;
using rig::Exchange;
using rig::Window;

// What an exchange does where bytes take their time and nobody says who they are.

namespace {

Question leaf(std::uint32_t index) { return {Question::Kind::leaf, index}; }

/// Parameters from 100 on cannot be asked; a question and its answer take a second.
struct Line {
    explicit Line(std::uint32_t tries = 2)
        : window({.window = 1, .window_most = 1, .deadline = 100ms}),
          exchange(window, {[](studio::ParameterId id) { return id >= 100 ? std::nullopt : std::optional(leaf(id)); },
                            [=](const Question&) { return tries; }, 16, [](const Question&) { return Clock::duration(1s); }, false})
    {
    }
    std::optional<rig::Step> next() { return exchange.next(now); }
    void pass(Clock::duration time)
    {
        now += time;
        exchange.overdue(now);
    }
    /// Asks until nothing more is asked, and nobody answers.
    int asks_in_vain()
    {
        int asks = 0;
        for (int i = 0; i < 100 && !exchange.done() && !exchange.dead(); ++i) {
            while (next()) ++asks;
            pass(10s);
        }
        return asks;
    }

    Window window;
    Exchange exchange;
    Clock::time_point now{1h};
};

}  // namespace

TEST_CASE("the time on the line is no lateness")
{
    Line line;
    line.exchange.add(leaf(1));
    REQUIRE(line.next());
    line.pass(1050ms);
    CHECK(line.exchange.sent() == 1);
    CHECK_FALSE(line.next());
    line.pass(100ms);
    CHECK(line.next());   // now it is late
    CHECK(line.exchange.heard(leaf(1), line.now));
    CHECK(line.exchange.done());
    CHECK(line.window.round_trip() < 1s);
}

TEST_CASE("writes that nothing can confirm are not waited for")
{
    Line line;
    for (std::uint32_t id = 100; id < 150; ++id) line.exchange.add(Setting{id, std::int32_t{1}});
    int told = 0;
    while (line.next()) ++told;
    CHECK(told == 50);
    CHECK(line.exchange.done());
    CHECK_FALSE(line.exchange.dead());
}

TEST_CASE("nobody there: four questions that end in silence are enough")
{
    Line line;
    for (std::uint32_t id = 0; id < 90; ++id) line.exchange.add(leaf(id));
    CHECK(line.asks_in_vain() <= 8);
    CHECK(line.exchange.dead());
}

TEST_CASE("a single question without an answer is nobody, too")
{
    Line line;
    line.exchange.add(leaf(1));
    CHECK(line.asks_in_vain() == 2);
    CHECK(line.exchange.dead());
}

TEST_CASE("one silence among answers is only that")
{
    Line line;
    for (std::uint32_t id = 0; id < 3; ++id) line.exchange.add(leaf(id));
    line.next();
    line.exchange.heard(leaf(0), line.now);
    line.next();
    line.pass(10s);
    line.next();
    line.pass(10s);
    REQUIRE(line.next());
    CHECK(line.exchange.heard(leaf(2), line.now));
    CHECK(line.exchange.done());
    CHECK_FALSE(line.exchange.dead());
    CHECK(line.exchange.silent() == std::vector{leaf(1)});
}
