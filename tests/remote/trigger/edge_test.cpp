#include "remote/trigger/edge.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace recalld::remote;
using namespace std::chrono_literals;

namespace {

struct Heard {
    std::chrono::milliseconds at;
    Signal signal;
};
using Story = std::vector<Heard>;

const TriggerTime start{1h};

/// When it counted.
std::vector<int> rises(const Story& story)
{
    Edge edge(50ms);
    std::vector<int> counted;
    for (const auto& [at, signal] : story)
        if (edge.rises(signal, start + at)) counted.push_back(static_cast<int>(at.count()));
    return counted;
}

constexpr auto none = Signal::none, low = Signal::low, high = Signal::high, press = Signal::press, pulse = Signal::pulse;

}  // namespace

TEST_CASE("only a rise counts, and what bounces is one")
{
    const auto [what, story, counted] = GENERATE(table<std::string, Story, std::vector<int>>({
        {"nothing", {{0ms, none}, {1ms, low}}, {}},
        {"a press and its release", {{0ms, press}, {100ms, low}}, {0}},
        {"two presses", {{0ms, press}, {100ms, low}, {300ms, press}}, {0, 300}},
        {"a contact that bounces", {{0ms, press}, {5ms, low}, {9ms, press}, {15ms, low}, {20ms, press}}, {0}},
        {"it bounces for long: each rise begins the time anew", {{0ms, press}, {20ms, low}, {40ms, press}, {60ms, low}, {80ms, press}, {81ms, low}, {140ms, press}}, {0, 140}},
        {"held: a press that is said again at once is none", {{0ms, press}, {100ms, press}, {900ms, press}}, {0}},
        {"a release that was lost must not deafen", {{0ms, press}, {1000ms, press}, {2100ms, press}}, {0, 1000, 2100}},
        {"who presses all the time has not let go", {{0ms, press}, {900ms, press}, {1800ms, press}, {2700ms, press}}, {0}},
        {"above stays above, however long it is quiet", {{0ms, high}, {60'000ms, high}, {120'000ms, high}}, {0}},
        {"back below it counts again", {{0ms, high}, {100ms, low}, {200ms, high}}, {0, 200}},
        {"between low and high nothing changes", {{0ms, high}, {100ms, none}, {200ms, high}, {300ms, low}, {400ms, none}, {500ms, high}}, {0, 500}},
        {"each program change counts", {{0ms, pulse}, {60ms, pulse}, {120ms, pulse}}, {0, 60, 120}},
        {"but not the same twice at once", {{0ms, pulse}, {10ms, pulse}}, {0}},
        {"exactly the debounce apart are two", {{0ms, pulse}, {50ms, pulse}}, {0, 50}},
    }));
    INFO(what);
    CHECK(rises(story) == counted);
}

TEST_CASE("each button has its own edge, and however many there are, memory has an end")
{
    Edges edges(50ms);
    CHECK(edges.rises("note 60", press, start));
    CHECK(edges.rises("note 61", press, start + 1ms));
    CHECK_FALSE(edges.rises("note 60", press, start + 2ms));
    for (int i = 0; i < 300; ++i) CHECK(edges.rises("other " + std::to_string(i), press, start + 3ms));
    CHECK(edges.rises("note 61", press, start + 4ms));   // forgotten, as the one that was quiet longest
}

TEST_CASE("an order begins once within its time, and never while it runs")
{
    Once once(2s);
    CHECK(once.begins("a", start));
    CHECK(once.is_recent("a", start));
    CHECK_FALSE(once.is_recent("b", start));
    CHECK_FALSE(once.begins("a", start + 10s));   // it runs still
    CHECK(once.begins("b", start + 10s));
    CHECK(once.running() == 2);
    once.ends("a");
    CHECK(once.running() == 1);
    CHECK(once.begins("a", start + 10s));         // long ago
    once.ends("a");
    CHECK_FALSE(once.begins("a", start + 11s));
    CHECK(once.begins("a", start + 12s));
    once.ends("a");
    once.goes_on("a", start + 12s);
    CHECK(once.is_recent("a", start + 60s));
    once.ends("nobody");
}
