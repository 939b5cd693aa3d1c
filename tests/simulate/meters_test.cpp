#include "driver/driver.hpp"
#include "osc/packet.hpp"
#include "profile_here.hpp"
#include "simulate/console.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::testing;
using namespace std::chrono_literals;
using simulate::Clock;
using simulate::Console;
using studio::Value;

namespace {

const Clock::time_point start{1h};

std::vector<simulate::Outgoing> asked(Console& console, const std::string& block, simulate::Client client = 1, Clock::time_point now = start)
{
    return console.receive(client, osc::message("/meters", {block}), now);
}

float level_of(Console& console, const std::string& strip)
{
    const auto packets = console.meters(start);
    REQUIRE(packets.size() == 1);
    const auto profile = profile_here("consoles/x32");
    driver::Heard heard;
    driver::make_driver(profile)->hear(packets.front().packet, heard);
    REQUIRE(heard.fault.empty());
    for (const auto& level : heard.levels)
        if (level.strip == profile->find_strip(strip)) return level.dbfs[0];
    FAIL("no level for " + strip);
    return 0;
}

}  // namespace

TEST_CASE("levels come to whoever asked for them, for ten seconds")
{
    Console console(profile_here("consoles/x32"));
    CHECK(console.meters(start).empty());
    CHECK(asked(console, "/meters/0").empty());
    asked(console, "/meters/2", 2);
    CHECK(console.meters(start + 9999ms).size() == 2);
    CHECK(console.meters(start + 10s).empty());
}

TEST_CASE("a block that does not exist is not sent")
{
    Console console(profile_here("consoles/x32"));
    asked(console, "/meters/77");
    CHECK(console.meters(start).empty());
}

TEST_CASE("a block has the size that the facts give, and the driver reads the strips out of it")
{
    Console console(profile_here("consoles/x32"));
    asked(console, "/meters/0");
    CHECK(console.meters(start).front().packet.size() == 304);   // as a desk was measured to send it
    console.poke("ch/05/mix/fader", Value{767});
    console.poke("ch/05/mix/on", Value{1});
    CHECK(level_of(console, "ch/05") == Approx(-6.03).margin(0.05));
    console.poke("ch/05/mix/on", Value{0});
    CHECK(level_of(console, "ch/05") == -std::numeric_limits<float>::infinity());
    console.poke("mtx/06/mix/fader", Value{767});
    console.poke("mtx/06/mix/on", Value{1});
    CHECK(level_of(console, "mtx/06") == Approx(-6.03).margin(0.05));
}

TEST_CASE("levels in steps of 1/256 dB")
{
    const auto profile = profile_here("consoles/x-air");
    Console console(profile);
    asked(console, "/meters/1");
    console.poke("ch/05/mix/fader", Value{1023});
    console.poke("ch/05/mix/on", Value{1});
    const auto packets = console.meters(start);
    REQUIRE(packets.size() == 1);
    CHECK(packets.front().packet.size() == 12 + 4 + 4 + 4 + 80);   // name, types, size, count, forty numbers
    driver::Heard heard;
    driver::make_driver(profile)->hear(packets.front().packet, heard);
    REQUIRE(heard.levels.size() == 32);
    CHECK(heard.levels[4].dbfs[0] == Approx(0).margin(0.01));   // +10 dB is over full scale, and a meter ends there
}

TEST_CASE("what levels in decibels look like on the wire")
{
    const auto profile = profile_here("consoles/x-air");
    wire::Writer blob;
    blob.little(std::int32_t{40}).little(std::int16_t{-18 * 256}).little(std::int16_t{-32768});
    for (int i = 2; i < 40; ++i) blob.little(std::int16_t{-128});
    driver::Heard heard;
    driver::make_driver(profile)->hear(osc::message("/meters/1", {blob.take()}), heard);
    REQUIRE(heard.fault.empty());
    CHECK(heard.levels[0].dbfs[0] == -18.0f);
    CHECK(heard.levels[1].dbfs[0] == driver::no_signal);
    CHECK(heard.levels[2].dbfs[0] == -0.5f);
}

TEST_CASE("a block that is too short is the device's fault, and no level")
{
    const auto driver = driver::make_driver(profile_here("consoles/x32"));
    driver::Heard heard;
    wire::Writer blob;
    blob.little(std::int32_t{70}).little(0.5f);
    driver->hear(osc::message("/meters/0", {blob.take()}), heard);
    CHECK(heard.levels.empty());
    CHECK_THAT(heard.fault, Catch::Matchers::Contains("shorter than the 70"));
}
