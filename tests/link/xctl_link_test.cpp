#include "link/xctl_link.hpp"

#include <catch2/catch.hpp>

#include "link/udp_link.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::UdpLink;
using link::View;
using link::XctlLink;
using net::ip::udp;
using Catch::Matchers::Contains;

namespace {

View view(const std::string& text) { return std::as_bytes(std::span(text)); }
std::string text(View packet) { return {reinterpret_cast<const char*>(packet.data()), packet.size()}; }

constexpr std::uint16_t port = 10'971;   // nobody's

/// A link with what it heard.
template <class Kind>
struct End {
    template <class... Words>
    explicit End(net::io_context& io, Words... words) : link(io, words...)
    {
        fault = link.open([this](View packet) { heard.push_back(text(packet)); }, [this](const std::string& words_of_it) { why = words_of_it; });
    }
    Kind link;
    std::string fault, why;
    std::vector<std::string> heard;
};

using Host = End<XctlLink>;
using Surface = End<UdpLink>;

/// A surface with an address of its own: all of 127.0.0.0/8 is this machine.
struct RemoteSurface {
    RemoteSurface(net::io_context& io, const std::string& address) : socket(io, udp::endpoint(net::ip::make_address(address), 0)) { socket.non_blocking(true); }

    void say(const std::string& words) { socket.send_to(net::buffer(words), {net::ip::make_address("127.0.0.1"), port}); }
    std::string heard()
    {
        std::string words(2000, ' ');
        boost::system::error_code error;
        const auto size = socket.receive(net::buffer(words), 0, error);
        return error ? "" : words.substr(0, size);
    }
    udp::socket socket;
};

}  // namespace

TEST_CASE("a surface sends to the host and is answered where it sent from")
{
    net::io_context io;
    Host host(io, "127.0.0.1", "", port);
    REQUIRE(host.fault.empty());
    CHECK_FALSE(host.link.send(view("nobody is known yet")));
    Surface surface(io, "127.0.0.1", port);
    CHECK(surface.link.send(view("probe")));
    REQUIRE(run_until(io, [&] { return host.heard.size() == 1; }));
    CHECK(host.link.send(view("answer")));
    REQUIRE(run_until(io, [&] { return surface.heard.size() == 1; }));
    CHECK(host.heard.front() == "probe");
    CHECK(surface.heard.front() == "answer");
    CHECK(host.link.where() == "xctl at 127.0.0.1:10971");
}

TEST_CASE("while one surface speaks another is not heard")
{
    net::io_context io;
    Host host(io, "127.0.0.1", "", port);
    Surface first(io, "127.0.0.1", port), second(io, "127.0.0.1", port);
    first.link.send(view("first"));
    REQUIRE(run_until(io, [&] { return host.heard.size() == 1; }));
    second.link.send(view("second"));
    first.link.send(view("first again"));
    REQUIRE(run_until(io, [&] { return host.heard.size() == 2; }));
    CHECK(host.heard.back() == "first again");
    CHECK(host.link.send(view("answer")));
    REQUIRE(run_until(io, [&] { return first.heard.size() == 1; }));
    CHECK(second.heard.empty());
}

TEST_CASE("a surface that was silent for long leaves its place")
{
    net::io_context io;
    Host host(io, "127.0.0.1", "", port);
    Surface first(io, "127.0.0.1", port), second(io, "127.0.0.1", port);
    first.link.send(view("first"));
    REQUIRE(run_until(io, [&] { return host.heard.size() == 1; }));
    auto next = Clock::now();
    const auto heard_second = [&] {
        if (Clock::now() >= next) second.link.send(view("second")), next += 500ms;
        return host.heard.size() == 2;
    };
    REQUIRE(run_until(io, heard_second, 60s));
    CHECK(host.heard.back() == "second");
}

TEST_CASE("a named surface is the only one, and several share the place")
{
    net::io_context io;
    Host main(io, "127.0.0.1", "127.0.0.2", port), extender(io, "127.0.0.1", "127.0.0.3", port), any(io, "127.0.0.1", "", port);
    REQUIRE(main.fault.empty());
    REQUIRE(extender.fault.empty());
    RemoteSurface one(io, "127.0.0.2"), two(io, "127.0.0.3"), stranger(io, "127.0.0.4");
    two.say("from two");
    one.say("from one");
    stranger.say("from a stranger");
    REQUIRE(run_until(io, [&] { return main.heard.size() == 1 && extender.heard.size() == 1 && any.heard.size() == 1; }));
    CHECK(main.heard.front() == "from one");
    CHECK(extender.heard.front() == "from two");
    CHECK(any.heard.front() == "from a stranger");
    CHECK(extender.link.send(view("to two")));
    CHECK(run_until(io, [&] { return two.heard() == "to two"; }));
    CHECK(extender.link.where() == "xctl 127.0.0.3 at 127.0.0.1:10971");
}

TEST_CASE("closed links hear nothing, and the place is free again")
{
    net::io_context io;
    {
        Host host(io, "127.0.0.1", "", port), twin(io, "127.0.0.1", "127.0.0.2", port);
        host.link.close();
        host.link.close();
        CHECK_FALSE(host.link.send(view("x")));
        Surface surface(io, "127.0.0.1", port);
        surface.link.send(view("hello"));
        run_for(io, 20ms);
        CHECK(host.heard.empty());
        CHECK(twin.heard.empty());
    }
    udp::socket other(io, udp::endpoint(net::ip::make_address("127.0.0.1"), port));
    Host late(io, "127.0.0.1", "", port);
    CHECK_THAT(late.fault, Contains("cannot open xctl at 127.0.0.1:10971") && Contains("in use"));
}

TEST_CASE("addresses that are none are told")
{
    net::io_context io;
    CHECK_THAT(Host(io, "desk.lan", "", port).fault, Contains("\"desk.lan\" is not an address of this machine"));
    CHECK_THAT(Host(io, "127.0.0.1", "box", port).fault, Contains("\"box\" is not the address of a surface"));
    CHECK_THAT(Host(io, "203.0.113.9", "", port).fault, Contains("cannot open xctl at 203.0.113.9:10971"));
}
