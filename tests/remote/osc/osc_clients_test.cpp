#include "remote/osc/osc_clients.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;

namespace {

const OscTime start = OscTime() + 100h;

OscPlace place(std::uint16_t port, const std::string& address = "192.168.1.7") { return {net::ip::make_address(address), port}; }

}  // namespace

TEST_CASE("a button fires on the rise, once")
{
    OscPresses presses;
    CHECK(presses.fires("undo", true, start));
    CHECK_FALSE(presses.fires("undo", true, start + 100ms));
    CHECK_FALSE(presses.fires("undo", false, start + 200ms));
    CHECK(presses.fires("undo", true, start + 250ms));
    CHECK(presses.fires("recall", true, start + 260ms));   // another button
}

TEST_CASE("a release that was lost does not deafen for ever: a second of quiet arms again")
{
    OscPresses presses;
    CHECK(presses.fires("undo", true, start));
    CHECK_FALSE(presses.fires("undo", true, start + 900ms));
    CHECK_FALSE(presses.fires("undo", true, start + 1800ms));   // it went on all the time
    CHECK(presses.fires("undo", true, start + 2800ms));
}

TEST_CASE("a release alone does nothing")
{
    OscPresses presses;
    CHECK_FALSE(presses.fires("undo", false, start));
    CHECK(presses.fires("undo", true, start));
}

TEST_CASE("ten thousand buttons are not remembered")
{
    OscPresses presses;
    for (int i = 0; i < 10'000; ++i) REQUIRE(presses.fires("button " + std::to_string(i), true, start + std::chrono::milliseconds(i)));
    CHECK_FALSE(presses.fires("button 9999", true, start + 10s));
}

TEST_CASE("a drag goes on for a second after its last message")
{
    OscDrags drags;
    CHECK_FALSE(drags.goes_on("desk", 3, start));
    drags.moved("desk", 3, true, 500, start);
    CHECK(drags.goes_on("desk", 3, start + 900ms));
    CHECK_FALSE(drags.goes_on("desk", 4, start));
    CHECK_FALSE(drags.goes_on("other", 3, start));
    CHECK_FALSE(drags.goes_on("desk", 3, start + 1s));
}

TEST_CASE("a hand is not told what it has just said, but everything else")
{
    OscDrags drags;
    drags.moved("desk", 3, true, 500, start);
    CHECK(drags.is_echo("desk", 3, true, 500, start));
    CHECK_FALSE(drags.is_echo("desk", 3, false, 500, start));   // a label beside the fader wants its dB
    CHECK_FALSE(drags.is_echo("desk", 3, true, 500, start + 1s));
    CHECK_FALSE(drags.is_echo("desk", 3, true, 501, start));    // somebody else moved it
    CHECK_FALSE(drags.is_echo("desk", 3, true, 500, start));    // … and back: it was told the other value meanwhile
    CHECK(drags.goes_on("desk", 3, start));
}

TEST_CASE("answers go back to the sender, or to the port that its address registered")
{
    OscClients clients;
    const auto phone = net::ip::make_address("192.168.1.7");
    CHECK(clients.place_of(phone, 5000, start) == place(5000));
    clients.register_port(phone, 9000, start);
    CHECK(clients.place_of(phone, 5000, start) == place(9000));
    CHECK(clients.place_of(phone, 5001, start) == place(9000));
    CHECK(clients.place_of(net::ip::make_address("192.168.1.8"), 5000, start) == place(5000, "192.168.1.8"));
    clients.register_port(phone, 0, start);
    CHECK(clients.place_of(phone, 5000, start) == place(5000));
}

TEST_CASE("a registered port is forgotten after an hour without a message")
{
    OscClients clients;
    const auto phone = net::ip::make_address("192.168.1.7");
    clients.register_port(phone, 9000, start);
    clients.forget_old(start + 59min);
    CHECK(clients.place_of(phone, 5000, start + 59min).port == 9000);
    clients.forget_old(start + 118min);
    CHECK(clients.place_of(phone, 5000, start + 118min).port == 9000);
    clients.forget_old(start + 178min);
    CHECK(clients.place_of(phone, 5000, start + 178min).port == 5000);
}

TEST_CASE("who asks more than is his is dropped and counted, and may ask again soon")
{
    const auto [address, rate] = GENERATE(table<std::string, std::size_t>({{"127.0.0.1", 1000}, {"192.168.1.7", 200}, {"::1", 1000}, {"fe80::1", 200}}));
    OscClients clients;
    const auto from = net::ip::make_address(address);
    for (std::size_t i = 0; i < rate; ++i) REQUIRE(clients.may_ask(from, 1, start));
    CHECK_FALSE(clients.may_ask(from, 1, start));
    CHECK_FALSE(clients.may_ask(from, 1, start));
    CHECK(clients.may_ask(from, 0, start));
    const auto dropped = clients.take_dropped();
    REQUIRE(dropped.size() == 1);
    CHECK(dropped[0].address == from.to_string());
    CHECK(dropped[0].requests == 2);
    CHECK(clients.take_dropped().empty());
    CHECK(clients.may_ask(from, 1, start + 10ms));
    for (std::size_t i = 0; i < rate; ++i) clients.may_ask(from, 1, start + 10s);
    CHECK_FALSE(clients.may_ask(from, 1, start + 10s));   // a rest does not save up more than a second's worth
}

TEST_CASE("however many addresses there are, few are remembered")
{
    OscClients clients;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        const net::ip::address from = net::ip::make_address_v4(0x0A00'0000 + i);
        clients.at(clients.place_of(from, 5000, start + std::chrono::milliseconds(i)), start + std::chrono::milliseconds(i));
    }
    CHECK(clients.size() <= 1024);
    const auto newest = clients.at({net::ip::make_address_v4(0x0A00'0000 + 4999), 5000}, start + 5s);
    CHECK(newest == clients.at(newest->place, start + 5s));
    clients.forget_old(start + 2h);
    CHECK(clients.size() == 0);
}
