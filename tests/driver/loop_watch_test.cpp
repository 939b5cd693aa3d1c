#include "driver/loop_watch.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld;
using driver::LoopWatch;
using namespace std::chrono_literals;

namespace {

/// A port and the clock; time passes when a test says so.
struct Port {
    void says(const std::string& hex, bool is_ours_alone = false) { watch.said(wire::bytes(hex), is_ours_alone, now); }
    void asks(const std::string& hex) { says(hex, true); }
    bool hears_echo(const std::string& hex) { return watch.is_echo(wire::bytes(hex), now); }

    LoopWatch watch;
    LoopWatch::Time now = LoopWatch::Time() + 1h;
};

const std::string query = "F0 00 00 66 14 00 F7", letters = "F0 00 00 66 14 12 00 'Vox' F7", light = "90 10 7F";

std::string position(int strip, int value) { return "E" + std::to_string(strip) + " 00 " + (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

TEST_CASE("what no box says and comes back three times is a loop")
{
    Port port;
    for (const auto& message : {query, letters, query}) {
        CHECK_FALSE(port.watch.is_loop());
        port.asks(message);
        port.now += 5ms;
        CHECK(port.hears_echo(message));
    }
    CHECK(port.watch.is_loop());
    SECTION("until it stays away")
    {
        port.asks(query);
        port.now += 1s;
        port.asks(query);
        CHECK(port.watch.is_loop());
        port.now += 1500ms;
        port.asks(query);
        CHECK_FALSE(port.watch.is_loop());
    }
    SECTION("until the port is opened anew")
    {
        port.watch.forget();
        CHECK_FALSE(port.watch.is_loop());
        CHECK_FALSE(port.hears_echo(query));
    }
}

TEST_CASE("a box that answers is no loop, whatever it repeats of what it was told")
{
    Port port;
    port.asks(query);
    CHECK_FALSE(port.hears_echo("F0 00 00 66 14 01 58 59 5A 57 18 61 05 57 18 61 05 F7"));
    for (int i = 0; i < 100; ++i) {
        port.says(light);
        port.says(position(i % 8, i % 90 + 10));
        port.now += 300ms;
        CHECK_FALSE(port.hears_echo(light));
        CHECK_FALSE(port.hears_echo(position(i % 8, i % 90 + 10)));
    }
    CHECK_FALSE(port.watch.is_loop());
}

TEST_CASE("nobody but ourselves was heard: no light that comes back is a press")
{
    Port port;
    for (int button = 10; button < 40; ++button) {
        const auto message = "90 " + std::to_string(button) + " 7F";
        port.says(message);
        CHECK(port.hears_echo(message));
    }
    CHECK(port.watch.is_loop());
    SECTION("a press that we did not tell is one")
    {
        CHECK_FALSE(port.hears_echo("90 5B 7F"));
        port.says(light);
        CHECK(port.hears_echo(light));
    }
    SECTION("and when nothing comes back any more, it was a box that told where its lights were")
    {
        port.says(light);
        port.now += 2500ms;
        port.says(light);
        CHECK_FALSE(port.watch.is_loop());
        CHECK_FALSE(port.hears_echo("90 5B 7F"));
        CHECK_FALSE(port.hears_echo(light));
    }
}

TEST_CASE("a thousand words on their way are all known")
{
    Port port;
    const auto word = [](int i) { return wire::Bytes{std::byte{0xE0}, static_cast<std::byte>(i % 128), static_cast<std::byte>(i / 128)}; };
    for (int i = 0; i < 1000; ++i) port.watch.said(word(i), false, port.now);
    for (int i = 0; i < 1000; ++i) CHECK(port.watch.is_echo(word(i), port.now));
}

TEST_CASE("a box that tells where its motors stopped before anybody touched it is no loop")
{
    Port port;
    for (int strip = 0; strip <= 8; ++strip) port.says(position(strip, 40));
    for (int strip = 0; strip <= 8; ++strip) CHECK(port.hears_echo(position(strip, 40)));   // where they are is no news
    CHECK_FALSE(port.watch.is_loop());
}

TEST_CASE("a box whose port a program hands back: the hand counts, the echo does not")
{
    Port port;
    port.hears_echo("90 68 7F");
    for (int i = 0; i < 3; ++i) {
        port.asks(letters);
        CHECK(port.hears_echo(letters));
    }
    REQUIRE(port.watch.is_loop());
    CHECK_FALSE(port.hears_echo(position(0, 50)));   // the hand
    port.says(position(0, 50));                      // told to the motor
    CHECK(port.hears_echo(position(0, 50)));         // handed back
    CHECK_FALSE(port.hears_echo(position(0, 50)));   // the hand, again
}

TEST_CASE("each word comes back as often as it was said, within two seconds, and a clock is nobody's word")
{
    Port port;
    port.asks(query);
    port.asks(query);
    CHECK(port.hears_echo(query));
    CHECK(port.hears_echo(query));
    CHECK_FALSE(port.hears_echo(query));
    port.asks(letters);
    port.now += 2001ms;
    CHECK_FALSE(port.hears_echo(letters));
    port.asks("F8");
    CHECK_FALSE(port.hears_echo("F8"));
    CHECK_FALSE(port.watch.is_echo({}, port.now));
}

TEST_CASE("a day of talk into a port takes no more room than a minute of it, and is still known")
{
    Port port;
    for (int i = 0; i < 100'000; ++i) {
        const auto bytes = wire::Bytes{std::byte{0xE0}, static_cast<std::byte>(i % 128), static_cast<std::byte>(i / 128 % 128)};
        port.watch.said(bytes, false, port.now);
        port.now += 1ms;
    }
    port.asks(query);
    CHECK(port.hears_echo(query));
}
