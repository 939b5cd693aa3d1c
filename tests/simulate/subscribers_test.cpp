#include <catch2/catch.hpp>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;
using namespace std::chrono_literals;

TEST_CASE("subscribing is not answered")
{
    Desk desk;
    CHECK(desk.send(1, osc::bare("/xremote")).empty());
    CHECK(desk.send(1, "/xremote").empty());
    CHECK(desk.console.subscribers(desk.now) == 1);
}

TEST_CASE("a change is told to the other subscribers, not to who made it")
{
    Desk desk;
    desk.subscribe({1, 2, 3});
    CHECK(desk.send(1, "/ch/01/config/color", {std::string("RD")})
          == Said{"2: /ch/01/config/color ,i 1", "3: /ch/01/config/color ,i 1"});
    CHECK(desk.send(4, "/ch/01/config/name", {std::string("Vox")})
          == Said{"1: /ch/01/config/name ,s \"Vox\"", "2: /ch/01/config/name ,s \"Vox\"",
                  "3: /ch/01/config/name ,s \"Vox\""});
}

TEST_CASE("an unchanged value is not told")
{
    Desk desk;
    desk.subscribe({2});
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.5f}).size() == 1);
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.5f}).empty());
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.5001f}).empty());  // the same step
}

TEST_CASE("a lease lasts ten seconds from the last renewal")
{
    Desk desk;
    desk.subscribe({1});
    desk.now += 9999ms;
    CHECK(desk.console.subscribers(desk.now) == 1);
    desk.subscribe({1});
    desk.now += 9999ms;
    CHECK(desk.send(2, "/ch/01/mix/on", {0}).size() == 1);
    desk.now += 1ms;
    CHECK(desk.console.subscribers(desk.now) == 0);
    CHECK(desk.send(2, "/ch/01/mix/on", {1}).empty());
}

TEST_CASE("a fifth client silently gets nothing until a place is free")
{
    Desk desk;
    desk.subscribe({1, 2, 3, 4, 5});
    CHECK(desk.console.subscribers(desk.now) == 4);
    CHECK(desk.send(6, "/ch/01/mix/on", {0}).size() == 4);
    desk.now += 5s;
    desk.subscribe({1, 2, 3, 5});
    CHECK(desk.console.subscribers(desk.now) == 4);
    desk.now += 5s;  // the fourth did not renew
    desk.subscribe({5});
    CHECK(desk.send(1, "/ch/01/mix/on", {1})
          == Said{"2: /ch/01/mix/on ,i 1", "3: /ch/01/mix/on ,i 1", "5: /ch/01/mix/on ,i 1"});
}

TEST_CASE("a client may leave")
{
    Desk desk;
    desk.subscribe({1, 2});
    CHECK(desk.send(1, osc::bare("/unsubscribe")).empty());
    CHECK(desk.send(3, "/ch/01/mix/on", {0}) == Said{"2: /ch/01/mix/on ,i 0"});
    CHECK(desk.send(3, "/unsubscribe").empty());
    CHECK(desk.console.subscribers(desk.now) == 1);
}

TEST_CASE("after a reboot the settings are there and the subscribers are not")
{
    Desk desk;
    desk.subscribe({1, 2});
    desk.send(1, "/ch/01/mix/fader", {1.0f});
    desk.console.reboot();
    CHECK(desk.console.subscribers(desk.now) == 0);
    CHECK(desk.ask("/ch/01/mix/fader") == ",f 1");
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.0f}).empty());
}
