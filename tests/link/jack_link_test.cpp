#include "link/jack_link.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include "link/jack_server.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::JackLink;
using link::View;
using Catch::Matchers::Contains;

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes(std::initializer_list<int> values)
{
    Bytes result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

/// `size` bytes with F0 and F7, all different from their neighbours.
Bytes sysex(std::size_t size)
{
    Bytes message(size);
    for (std::size_t i = 0; i < size; ++i) message[i] = static_cast<std::byte>(i % 127);
    message.front() = std::byte{0xF0};
    message.back() = std::byte{0xF7};
    return message;
}

/// A link with what it heard.
struct Player {
    Player(net::io_context& io, const JackServer& server, link::MidiAddress address) : link(io, std::move(address), server.name()) { open(); }

    void open()
    {
        why = {};
        fault = link.open(
            [this](View packet) {
                ++packets;
                heard.insert(heard.end(), packet.begin(), packet.end());
            },
            [this](const std::string& words) { why = words; });
    }

    JackLink link;
    std::string fault, why;
    Bytes heard;
    std::size_t packets = 0;
};

link::MidiAddress as(const std::string& name) { return {.name = name, .is_virtual = true}; }
link::MidiAddress to(const std::string& name) { return {.name = name}; }

/// A desk that others join and a surface that has joined it.
struct Pair {
    explicit Pair(net::io_context& io) : server(io), desk(io, server, as("Desk")), surface(io, server, to("desk"))
    {
        if (server.fault().empty()) settle(io);
    }

    /// The desk cannot know when JACK has seen that somebody joined: it speaks when it was spoken to.
    void settle(net::io_context& io)
    {
        surface.link.send(bytes({0xFE}));
        run_until(io, [&] { return desk.packets == 1; });
        desk.packets = 0;
        desk.heard.clear();
    }

    JackServer server;
    Player desk, surface;
};

}  // namespace

TEST_CASE("two JACK links hear each other", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    REQUIRE(pair.desk.fault.empty());
    REQUIRE(pair.surface.fault.empty());
    CHECK(pair.surface.link.send(bytes({0x90, 0x10, 0x00})));
    CHECK(pair.desk.link.send(bytes({0xE0, 0x08, 0x64})));
    REQUIRE(run_until(io, [&] { return pair.desk.packets == 1 && pair.surface.packets == 1; }));
    CHECK(pair.desk.heard == bytes({0x90, 0x10, 0x00}));
    CHECK(pair.surface.heard == bytes({0xE0, 0x08, 0x64}));
    CHECK(pair.surface.link.where() == "jack desk");
}

TEST_CASE("a packet of several messages leaves as several, running status written out", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    CHECK(pair.surface.link.send(bytes({0xD0, 0x01, 0x12, 0xF8, 0xB0, 0x10, 0x01, 0xF0, 0x7E, 0xF7, 0xF1, 0x23, 0xFE})));
    REQUIRE(run_until(io, [&] { return pair.desk.packets >= 7; }));
    CHECK(pair.desk.packets == 7);
    CHECK(pair.desk.heard == bytes({0xD0, 0x01, 0xD0, 0x12, 0xF8, 0xB0, 0x10, 0x01, 0xF0, 0x7E, 0xF7, 0xF1, 0x23, 0xFE}));
    CHECK(pair.surface.link.send({}));
}

TEST_CASE("SysEx of any size arrives as it left", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    const std::size_t size = GENERATE(3u, 16'379u, 16'380u, 32'720u, 32'721u, 100'000u, 1'500'000u);
    INFO(size);
    const auto message = sysex(size);
    CHECK(pair.desk.link.send(message));
    CHECK(pair.desk.link.send(bytes({0x90, 0x01, 0x7F})));
    REQUIRE(run_until(io, [&] { return pair.surface.heard.size() >= size + 3; }));
    CHECK(std::equal(message.begin(), message.end(), pair.surface.heard.begin()));
    CHECK(Bytes(pair.surface.heard.end() - 3, pair.surface.heard.end()) == bytes({0x90, 0x01, 0x7F}));
}

TEST_CASE("what cannot be taken is refused, and nothing waits", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    CHECK_FALSE(pair.desk.link.send(sysex(3'000'000)));
    const auto large = sysex(1'000'000);
    int sent = 0;
    while (sent < 100 && pair.desk.link.send(large)) ++sent;
    CHECK(sent >= 2);
    CHECK(sent < 100);
    REQUIRE(run_until(io, [&] { return pair.desk.link.send(large); }));
}

TEST_CASE("100,000 messages arrive in order", "[thread]")
{
    constexpr int count = 100'000;
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    int sent = 0;
    const auto number = [](int i) { return bytes({0xE0 + (i >> 14), i & 0x7F, (i >> 7) & 0x7F}); };
    const auto all_arrived = [&] {
        while (sent < count && pair.surface.link.send(number(sent))) ++sent;
        return pair.desk.heard.size() >= std::size_t{3} * count;
    };
    REQUIRE(run_until(io, all_arrived, 60s));
    CHECK(pair.desk.packets == count);
    Bytes expected;
    for (int i = 0; i < count; ++i) std::ranges::copy(number(i), std::back_inserter(expected));
    CHECK((pair.desk.heard == expected));
}

TEST_CASE("a JACK server that dies and comes back", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    const int signal = GENERATE(SIGKILL, SIGTERM);
    pair.server.end(signal);
    REQUIRE(run_until(io, [&] { return !pair.desk.why.empty() && !pair.surface.why.empty(); }));
    CHECK(pair.desk.why == "the JACK server has ended");
    CHECK_FALSE(pair.desk.link.send(bytes({0xFE})));
    pair.desk.open();
    CHECK_THAT(pair.desk.fault, Contains("no JACK server is running under the name \"" + pair.server.name()));
    pair.server.start();
    REQUIRE(pair.server.fault().empty());
    pair.desk.open();
    CHECK(pair.desk.fault.empty());
    pair.surface.open();
    CHECK(pair.surface.fault.empty());
    CHECK(pair.surface.link.send(bytes({0xFA})));
    REQUIRE(run_until(io, [&] { return pair.desk.heard == bytes({0xFA}); }));
}

TEST_CASE("links that open at once after a server died do no harm", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    pair.server.end(SIGKILL);
    for (int i = 0; i < 50; ++i) pair.desk.open();   // the other one does not know it yet
    CHECK_FALSE(pair.desk.fault.empty());
    REQUIRE(run_until(io, [&] { return !pair.surface.why.empty(); }));
    pair.surface.link.close();
    pair.desk.link.close();
}

TEST_CASE("a joined port that goes takes the link down", "[thread]")
{
    net::io_context io;
    Pair pair(io);
    SKIP_WITHOUT(pair.server);
    pair.desk.link.close();
    REQUIRE(run_until(io, [&] { return !pair.surface.why.empty(); }));
    CHECK_THAT(pair.surface.why, Contains("port \"") && Contains("Desk out\" is gone"));
    pair.surface.open();
    CHECK_THAT(pair.surface.fault, Contains("there is no port \"desk\""));
    pair.desk.open();
    pair.surface.open();
    CHECK(pair.surface.fault.empty());
    pair.settle(io);
    CHECK(pair.desk.link.send(bytes({0xFC})));
    REQUIRE(run_until(io, [&] { return pair.surface.heard == bytes({0xFC}); }));
}

TEST_CASE("names of JACK ports", "[thread]")
{
    net::io_context io;
    JackServer server(io);
    SKIP_WITHOUT(server);
    Player main(io, server, as("Fader Main")), extender(io, server, as("Fader Ext")), twin(io, server, as("Fader Main"));
    REQUIRE(main.fault.empty());
    REQUIRE(twin.fault.empty());
    Player vague(io, server, to("fader")), clear(io, server, to("FADER EXT")), none(io, server, to("organ")), hearing(io, server, {.name = "ext", .only_hears = true});
    CHECK_THAT(vague.fault, Contains("\"fader\" could be ") && Contains("Fader Main") && Contains("Fader Ext"));
    CHECK(clear.fault.empty());
    CHECK_THAT(none.fault, Contains("there is no port \"organ\"; there are ") && Contains("Fader Ext"));
    CHECK(hearing.fault.empty());
    const auto heard_by_both = [&] {   // one of them cannot say that it has joined
        extender.link.send(bytes({0xFB}));
        return clear.packets > 0 && hearing.packets > 0;
    };
    CHECK(run_until(io, heard_by_both));
    CHECK(main.packets == 0);
    std::string why;
    const auto ports = link::jack_midi_ports(io, why, server.name());
    CHECK(why.empty());
    const auto ours = std::ranges::count_if(ports, [](const link::JackPort& port) { return port.ours && port.sends && port.name.find("Fader Ext out") != std::string::npos; });
    CHECK(ours == 1);
}

TEST_CASE("without a JACK server")
{
    net::io_context io;
    JackLink link(io, to("X"), "recalld-nowhere");
    CHECK(link.open({}, {}) == "no JACK server is running under the name \"recalld-nowhere\"");
    CHECK_FALSE(link.send(bytes({0xFE})));
    std::string why;
    CHECK(link::jack_midi_ports(io, why, "recalld-nowhere").empty());
    CHECK_THAT(why, Contains("no JACK server is running"));
}
