#include "link/ipmidi_link.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "ipmidi_port.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::IpMidiLink;
using link::View;
using Catch::Matchers::Contains;

namespace {

View view(const std::string& text) { return std::as_bytes(std::span(text)); }

/// A link with what it heard.
struct Member {
    Member(net::io_context& io, std::uint16_t port) : link(io, "127.0.0.1", port)
    {
        fault = link.open([this](View packet) { heard.emplace_back(reinterpret_cast<const char*>(packet.data()), packet.size()); },
                          [this](const std::string& why) { fault = why; });
    }
    IpMidiLink link;
    std::vector<std::string> heard;
    std::string fault;
};

}  // namespace

TEST_CASE("everybody on a port hears everybody but himself")
{
    net::io_context io;
    const IpMidiPort port, other_port;
    Member desk(io, port.number()), surface(io, port.number()), third(io, port.number()), elsewhere(io, other_port.number());
    REQUIRE(desk.fault.empty());
    REQUIRE(surface.fault.empty());
    CHECK(surface.link.send(view("\x90\x10\x7f")));
    CHECK(desk.link.send(view("\xe0\x08\x64")));
    REQUIRE(run_until(io, [&] { return third.heard.size() == 2 && desk.heard.size() == 1 && surface.heard.size() == 1; }));
    CHECK(desk.heard.front() == "\x90\x10\x7f");
    CHECK(surface.heard.front() == "\xe0\x08\x64");
    CHECK(elsewhere.heard.empty());
}

TEST_CASE("a large message travels whole")
{
    net::io_context io;
    const IpMidiPort port;
    Member one(io, port.number()), other(io, port.number());
    const std::string dump = "\xf0" + std::string(20'000, 'x') + "\xf7";
    CHECK(one.link.send(view(dump)));
    REQUIRE(run_until(io, [&] { return other.heard.size() == 1; }));
    CHECK(other.heard.front() == dump);
}

TEST_CASE("a closed link hears nothing, sends nothing, and opens again")
{
    net::io_context io;
    const IpMidiPort port;
    Member one(io, port.number()), other(io, port.number());
    one.link.close();
    CHECK_FALSE(one.link.send(view("\xfe")));
    other.link.send(view("\xfe"));
    CHECK(one.link.open([&](View) { one.heard.emplace_back("again"); }, {}).empty());
    other.link.send(view("\xfe"));
    REQUIRE(run_until(io, [&] { return !one.heard.empty(); }));
    CHECK(one.heard == std::vector<std::string>{"again"});
}

TEST_CASE("what cannot be opened is said")
{
    net::io_context io;
    CHECK(IpMidiLink(io, "127.0.0.1", 3).where() == "ipmidi port 3 on 127.0.0.1");
    CHECK_THAT(IpMidiLink(io, "127.0.0.1", 0).open({}, {}), Contains("ports 1 to 64"));
    CHECK_THAT(IpMidiLink(io, "127.0.0.1", 65).open({}, {}), Contains("ports 1 to 64"));
    CHECK_THAT(IpMidiLink(io, "eth0", 1).open({}, {}), Contains("\"eth0\" is not the IPv4 address"));
    CHECK_THAT(IpMidiLink(io, "203.0.113.9", 1).open({}, {}), Contains("cannot open ipmidi port 1 on 203.0.113.9"));
}
