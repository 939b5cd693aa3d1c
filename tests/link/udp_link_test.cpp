#include "link/udp_link.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "run_until.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::UdpLink;
using link::View;
using net::ip::udp;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

View view(const std::string& text) { return std::as_bytes(std::span(text)); }

std::string text_of(View packet) { return {reinterpret_cast<const char*>(packet.data()), packet.size()}; }

/// The device: a socket that keeps what it hears and can answer.
struct Peer {
    explicit Peer(net::io_context& io, std::uint16_t port = 0) : socket(io, {net::ip::address_v4::loopback(), port}) { socket.non_blocking(true); }

    std::uint16_t port() const { return socket.local_endpoint().port(); }

    /// One datagram, when there is one; remembers who sent it.
    bool hear()
    {
        boost::system::error_code nothing_there;
        std::string buffer(70'000, '\0');
        const auto size = socket.receive_from(net::buffer(buffer), client, 0, nothing_there);
        if (nothing_there) return false;
        heard.push_back(buffer.substr(0, size));
        return true;
    }
    void say(const std::string& text) { socket.send_to(net::buffer(text), client); }

    udp::socket socket;
    udp::endpoint client;
    std::vector<std::string> heard;
};

/// A link with what it told.
struct Ears {
    std::vector<std::string> heard;
    std::vector<std::string> down;

    std::string open(UdpLink& link)
    {
        return link.open([this](View packet) { heard.push_back(text_of(packet)); }, [this](const std::string& why) { down.push_back(why); });
    }
};

}  // namespace

TEST_CASE("datagrams go both ways, whole and in order")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    REQUIRE(ears.open(link).empty());
    CHECK(link.where() == "udp 127.0.0.1:" + std::to_string(peer.port()));

    CHECK(link.send(view("who are you")));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    CHECK(peer.heard == std::vector<std::string>{"who are you"});
    for (const std::string answer : {"a desk", "", "of two words"}) peer.say(answer);
    REQUIRE(run_until(io, [&] { return ears.heard.size() == 3; }));
    CHECK(ears.heard == std::vector<std::string>{"a desk", "", "of two words"});
    CHECK(ears.down.empty());
}

TEST_CASE("a burst larger than one turn is heard whole")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    ears.open(link);
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    for (int i = 0; i < 1000; ++i) peer.say(std::to_string(i));
    REQUIRE(run_until(io, [&] { return ears.heard.size() == 1000; }));
    CHECK(ears.heard.back() == "999");
}

TEST_CASE("the largest datagram passes, a larger one is refused")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    ears.open(link);
    CHECK_FALSE(link.send(view(std::string(65'508, 'x'))));
    CHECK(link.send(view(std::string(65'507, 'y'))));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say(std::string(65'507, 'z'));
    REQUIRE(run_until(io, [&] { return ears.heard.size() == 1; }));
    CHECK(ears.heard[0] == std::string(65'507, 'z'));
}

TEST_CASE("only the device is heard")
{
    net::io_context io;
    Peer peer(io), stranger(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    ears.open(link);
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    stranger.client = peer.client;
    stranger.say("I am the desk");
    peer.say("no, I am");
    REQUIRE(run_until(io, [&] { return !ears.heard.empty(); }));
    run_for(io, 5ms);
    CHECK(ears.heard == std::vector<std::string>{"no, I am"});
}

TEST_CASE("where nobody listens the link goes down, once, however much was sent")
{
    net::io_context io;
    const auto port = Peer(io).port();
    UdpLink link(io, "127.0.0.1", port);
    Ears ears;
    const int packets = GENERATE(1, 2, 3, 10);
    REQUIRE(ears.open(link).empty());
    for (int i = 0; i < packets; ++i) link.send(view("hello"));
    CHECK(ears.down.empty());   // never from inside a call
    REQUIRE(run_until(io, [&] { return !ears.down.empty(); }));
    run_for(io, 5ms);
    CHECK(ears.down == std::vector<std::string>{"nobody listens there"});
}

TEST_CASE("a link that went down opens again")
{
    net::io_context io;
    const auto port = Peer(io).port();
    UdpLink link(io, "127.0.0.1", port);
    Ears ears;
    ears.open(link);
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return !ears.down.empty(); }));
    Peer peer(io, port);
    REQUIRE(ears.open(link).empty());
    link.send(view("again"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say("yes");
    REQUIRE(run_until(io, [&] { return !ears.heard.empty(); }));
    CHECK(ears.down.size() == 1);
}

TEST_CASE("a closed link sends and tells nothing")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    CHECK_FALSE(link.send(view("before it is open")));
    ears.open(link);
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say("too late");
    link.close();
    link.close();
    CHECK_FALSE(link.send(view("after it is closed")));
    run_for(io, 10ms);
    CHECK(ears.heard.empty());
    CHECK(ears.down.empty());
}

TEST_CASE("what was sent to the link before is not heard after it opened again")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears before, after;
    before.open(link);
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say("old");
    after.open(link);   // without close: it closes first
    link.send(view("again"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say("new");
    REQUIRE(run_until(io, [&] { return !after.heard.empty(); }));
    CHECK(before.heard.empty());
    CHECK(after.heard == std::vector<std::string>{"new"});
}

TEST_CASE("a listener may close and open the link while it is told")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "127.0.0.1", peer.port());
    Ears after;
    std::vector<std::string> heard;
    const bool opens = GENERATE(false, true);
    const std::string long_enough_for_the_heap(100, 'x');
    link.open(
        [&, tail = long_enough_for_the_heap](View packet) {
            link.close();
            if (opens) after.open(link);
            heard.push_back(text_of(packet) + tail);
        },
        [](const std::string&) {});
    link.send(view("hello"));
    REQUIRE(run_until(io, [&] { return peer.hear(); }));
    peer.say("one");
    peer.say("two");
    REQUIRE(run_until(io, [&] { return !heard.empty(); }));
    run_for(io, 5ms);
    CHECK(heard == std::vector<std::string>{"one" + long_enough_for_the_heap});
    CHECK(after.heard.empty());
}

TEST_CASE("a link may go while a read is under way")
{
    net::io_context io;
    Peer peer(io);
    Ears ears;
    {
        UdpLink link(io, "127.0.0.1", peer.port());
        ears.open(link);
        link.send(view("hello"));
        REQUIRE(run_until(io, [&] { return peer.hear(); }));
        peer.say("are you there?");
    }
    run_for(io, 5ms);
    CHECK(ears.heard.empty());
}

TEST_CASE("an unknown host is a complaint in words")
{
    net::io_context io;
    UdpLink link(io, "no.such.host.invalid", 10023);
    Ears ears;
    CHECK_THAT(ears.open(link), StartsWith("cannot find host no.such.host.invalid: "));
    CHECK_FALSE(link.send(view("hello")));
}

TEST_CASE("localhost is where IPv4 devices are")
{
    net::io_context io;
    Peer peer(io);
    UdpLink link(io, "localhost", peer.port());
    Ears ears;
    REQUIRE(ears.open(link).empty());
    link.send(view("hello"));
    CHECK(run_until(io, [&] { return peer.hear(); }, 2s));
}

TEST_CASE("IPv6 addresses are hosts, too")
{
    net::io_context io;
    boost::system::error_code no_ipv6_here;
    udp::socket peer(io);
    peer.open(udp::v6(), no_ipv6_here);
    if (!no_ipv6_here) peer.bind({net::ip::address_v6::loopback(), 0}, no_ipv6_here);
    if (no_ipv6_here) return;
    peer.non_blocking(true);
    UdpLink link(io, "::1", peer.local_endpoint().port());
    Ears ears;
    REQUIRE(ears.open(link).empty());
    REQUIRE(link.send(view("hello")));
    std::string buffer(100, '\0');
    CHECK(run_until(io, [&] { boost::system::error_code none; return peer.receive(net::buffer(buffer), 0, none) == 5; }, 2s));
}
