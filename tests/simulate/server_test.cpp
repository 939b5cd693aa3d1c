#include <catch2/catch.hpp>

#include "simulate/wire_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;

TEST_CASE("a server answers on its port")
{
    Wire wire;
    Peer peer(wire);
    CHECK(wire.server.port() != 0);
    peer.send(osc::bare("/ch/01/mix/on"));
    REQUIRE(wire.until([&] { return !peer.heard.empty(); }));
    CHECK(peer.heard == Said{"/ch/01/mix/on ,i 1"});
    CHECK(wire.server.counts().received == 1);
    CHECK(wire.server.counts().served == 1);
}

TEST_CASE("it tells clients apart by their ports")
{
    Wire wire;
    Peer one(wire), other(wire);
    other.send("/xremote");
    REQUIRE(wire.until([&] { return wire.server.counts().served == 1; }));
    one.send("/ch/01/mix/on", {0});
    REQUIRE(wire.until([&] { return !other.heard.empty(); }));
    CHECK(other.heard == Said{"/ch/01/mix/on ,i 0"});
    CHECK(one.heard.empty());
    CHECK(wire.server.console().value("ch/01/mix/on") == Value(0));
}

TEST_CASE("two servers may not share a port")
{
    Wire wire;
    CHECK_THROWS_AS(Server(wire.io, Console(small_profile()), loopback(wire.server.port())),
                    boost::system::system_error);
}

TEST_CASE("it serves a burst in order, without loss")
{
    Wire wire;
    Peer peer(wire);
    peer.ask_lines(200);
    REQUIRE(wire.until([&] { return peer.heard.size() == 200; }));
    for (std::size_t i = 0; i < 200; ++i)
        CHECK(peer.heard[i].starts_with("node ,s \"/ch/0" + std::to_string(i % 4 + 1) + "/mix "));
}

TEST_CASE("a stopped server is silent and lets its context end")
{
    Wire wire;
    wire.server.stop();
    wire.server.stop();
    CHECK(wire.io.run_for(1s) <= 2);  // only what was cancelled
    CHECK(wire.io.stopped());
}

TEST_CASE("a server may go while packets are on their way")
{
    net::io_context io;
    {
        const Server server(io, Console(small_profile()), loopback(0), parse_faults("delay=10ms,person=1000/s"));
        io.run_for(20ms);
    }
    io.run_for(20ms);
    SUCCEED();
}

TEST_CASE("loss takes packets each way")
{
    Wire wire("loss=50%,seed=3");
    Peer peer(wire);
    for (int i = 0; i < 200; ++i) {
        peer.send(osc::bare("/status"));
        wire.until([&] { return wire.server.counts().received == static_cast<std::uint64_t>(i + 1); });
    }
    CHECK(wire.until([&] { return wire.server.counts().lost + peer.heard.size() == 200; }));
    CHECK((wire.server.counts().served > 70 && wire.server.counts().served < 130));
    CHECK((peer.heard.size() > 25 && peer.heard.size() < 75));
}

TEST_CASE("the same seed has the same luck")
{
    const auto luck = [](const std::string& seed) {
        Wire wire("loss=30%,seed=" + seed);
        Peer peer(wire);
        for (int i = 1; i <= 100; ++i) peer.send("/ch/01/config/name", {std::to_string(i)});
        wire.until([&] { return wire.server.counts().received == 100; });
        return std::pair(wire.server.counts().lost, wire.server.console().value("ch/01/config/name"));
    };
    CHECK(luck("5") == luck("5"));
    CHECK(luck("5") != luck("6"));
}

TEST_CASE("duplicates come each way")
{
    Wire wire("duplicate=100%");
    Peer peer(wire);
    peer.send(osc::bare("/status"));
    REQUIRE(wire.until([&] { return peer.heard.size() == 4; }));
    CHECK(wire.server.counts().served == 2);
}

TEST_CASE("delay is taken each way")
{
    Wire wire("delay=5ms");
    Peer peer(wire);
    const auto start = Clock::now();
    peer.send(osc::bare("/status"));
    REQUIRE(wire.until([&] { return !peer.heard.empty(); }));
    CHECK(peer.times[0] - start >= 10ms);
}

TEST_CASE("jitter keeps the order")
{
    Wire wire("delay=100us,jitter=2ms");
    Peer peer(wire);
    peer.ask_lines(100);
    REQUIRE(wire.until([&] { return peer.heard.size() == 100; }));
    for (std::size_t i = 0; i < 100; ++i)
        CHECK(peer.heard[i].starts_with("node ,s \"/ch/0" + std::to_string(i % 4 + 1) + "/mix "));
}

TEST_CASE("reordering lets one answer overtake another and loses none")
{
    Wire wire("reorder=30%,seed=2");
    Peer peer(wire);
    peer.ask_lines(100);
    REQUIRE(wire.until([&] { return peer.heard.size() == 100; }));
    std::size_t early = 0;
    for (std::size_t i = 0; i < 100; ++i)
        if (!peer.heard[i].starts_with("node ,s \"/ch/0" + std::to_string(i % 4 + 1) + "/mix ")) ++early;
    CHECK((early > 20 && early < 90));
    CHECK(std::ranges::count(peer.heard, peer.heard[0]) == 25);
}

TEST_CASE("the last answer is not held for ever")
{
    Wire wire("reorder=100%");
    Peer peer(wire);
    peer.send(osc::bare("/status"));
    CHECK(wire.until([&] { return peer.heard.size() == 1; }));
}

TEST_CASE("a rate is kept and its queue is bounded")
{
    Wire wire("rate=200/s,queue=5");
    Peer peer(wire);
    const auto start = Clock::now();
    peer.ask_lines(50);
    REQUIRE(wire.until([&] { return wire.server.counts().received == 50; }));
    const auto overflowed = wire.server.counts().overflowed;
    CHECK((overflowed > 0 && overflowed <= 44));  // one is served at once, five wait
    REQUIRE(wire.until([&] { return peer.heard.size() == 50 - overflowed; }));
    CHECK(peer.times.back() - start >= (50 - overflowed - 1) * 5ms);
    CHECK(wire.server.counts().served == 50 - overflowed);
}

TEST_CASE("a rate above what comes is not felt")
{
    Wire wire("rate=1000000/s");
    Peer peer(wire);
    for (std::size_t i = 1; i <= 100; ++i) {
        peer.send(osc::bare("/status"));
        REQUIRE(wire.until([&] { return peer.heard.size() == i; }));
    }
    CHECK(wire.server.counts().overflowed == 0);
}

TEST_CASE("while it reboots nothing is heard, then the subscribers are forgotten and the settings are there")
{
    Wire wire("reboot=every 40ms for 20ms");
    Peer peer(wire);
    peer.send("/xremote");
    peer.send("/ch/01/mix/on", {0});
    const auto asked = [&] {
        peer.send(osc::bare("/status"));
        wire.run_for(1ms);
    };
    REQUIRE(wire.until([&] { return asked(), wire.server.counts().lost > 0; }));
    CHECK(wire.server.console().subscribers(Clock::now()) == 0);
    const auto heard = peer.heard.size();
    REQUIRE(wire.until([&] { return asked(), peer.heard.size() > heard; }));
    CHECK(wire.server.console().value("ch/01/mix/on") == Value(0));
}

TEST_CASE("it reboots again and again")
{
    Wire wire("reboot=every 20ms for 5ms");
    Peer peer(wire);
    for (int times = 0; times < 3; ++times) {
        REQUIRE(wire.until([&] {
            peer.send("/xremote");
            wire.run_for(1ms);
            return wire.server.console().subscribers(Clock::now()) == 1;
        }));
        REQUIRE(wire.until([&] { return wire.server.console().subscribers(Clock::now()) == 0; }));
    }
}

TEST_CASE("a frozen desk keeps what fits its queue and answers it when it thaws")
{
    const auto start = Clock::now();
    Wire wire("freeze=after 0s for 200ms,queue=3");
    Peer peer(wire);
    wire.run_for(1ms);
    peer.ask_lines(5);
    REQUIRE(wire.until([&] { return wire.server.counts().received == 5; }));
    CHECK(wire.server.counts().served == 0);
    CHECK(wire.server.counts().overflowed == 2);
    REQUIRE(wire.until([&] { return peer.heard.size() == 3; }));
    CHECK(peer.times[0] - start >= 200ms);
    peer.send(osc::bare("/status"));
    CHECK(wire.until([&] { return peer.heard.size() == 4; }));
}

TEST_CASE("a person moves faders and every subscriber hears of it")
{
    Wire wire("person=1000/s,seed=4");
    Peer one(wire), other(wire);
    one.send("/xremote");
    other.send("/xremote");
    REQUIRE(wire.until([&] { return one.heard.size() >= 20 && other.heard.size() >= 20; }));
    for (const auto& move : one.heard) CHECK_THAT(move, Catch::Matches("/ch/0[1-4]/mix/fader ,f .*"));
}

TEST_CASE("a silent node is never answered, another firmware's")
{
    Wire wire("silent=ch/01/mix");
    Peer peer(wire);
    peer.send("/node", {std::string("ch/01/mix")});
    peer.send(osc::bare("/ch/01/mix/on"));
    peer.send(osc::bare("/ch/02/mix/on"));
    REQUIRE(wire.until([&] { return !peer.heard.empty(); }));
    CHECK(wire.server.counts().served == 3);
    CHECK(peer.heard == Said{"/ch/02/mix/on ,i 1"});
}

TEST_CASE("a silent node must exist")
{
    CHECK_THROWS_WITH(Wire("silent=ch/99/mix"), R"(fault silent: the profile has no node "ch/99/mix")");
}

TEST_CASE("empty, oversized and broken datagrams are received and nothing more")
{
    const std::string faults = GENERATE("", "delay=10us");
    Wire wire(faults);
    Peer peer(wire);
    peer.send(wire::Bytes{});
    peer.send(wire::Bytes(65'507, std::byte{0xff}));
    peer.send(wire::Bytes(3, std::byte{'/'}));
    peer.send(osc::bare("/status"));
    REQUIRE(wire.until([&] { return !peer.heard.empty(); }));
    CHECK(wire.server.counts().received == 4);
    CHECK(peer.heard.size() == 1);
}
