#include "simulate/surface_server.hpp"

#include <catch2/catch.hpp>

#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <optional>

#include "ipmidi_port.hpp"
#include "run_until.hpp"
#include "simulate/surface_fixture.hpp"
#include "simulate/typed_lines.hpp"

#include <unistd.h>

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;
using recalld::testing::IpMidiPort;
using recalld::testing::run_until;
using net::ip::tcp;

namespace {

SurfaceBox box(studio::Surface surface = whole_surface()) { return SurfaceBox(std::make_shared<const studio::Surface>(std::move(surface))); }

/// A host that keeps what it hears as one text.
struct TcpHost {
    TcpHost(net::io_context& io, std::uint16_t port) : socket(io)
    {
        socket.connect({net::ip::address_v4::loopback(), port});
        read();
    }
    void read()
    {
        socket.async_read_some(net::buffer(buffer), [this](boost::system::error_code error, std::size_t size) {
            if (error == net::error::operation_aborted) return;   // this may be gone
            is_gone = bool(error);
            if (error) return;
            heard += wire::hex(wire::View(buffer.data(), size)) + " ";
            read();
        });
    }
    void send(const std::string& literal) { net::write(socket, net::buffer(wire::bytes(literal))); }
    bool has(const std::string& hex) const { return heard.find(hex) != std::string::npos; }

    tcp::socket socket;
    std::array<std::byte, 1024> buffer{};
    std::string heard;
    bool is_gone = false;
};

}  // namespace

TEST_CASE("a place to listen is an address or an ipMIDI port")
{
    const auto tcp_place = parse_surface_listen("127.0.0.1:7000");
    CHECK_FALSE(tcp_place.is_ipmidi);
    CHECK(tcp_place.address == "127.0.0.1");
    CHECK(tcp_place.port == 7000);
    CHECK(parse_surface_listen("127.0.0.1").port == 0);
    const auto multicast = parse_surface_listen("ipmidi:3@192.168.1.5");
    CHECK(multicast.is_ipmidi);
    CHECK(multicast.address == "192.168.1.5");
    CHECK(multicast.port == 3);
    CHECK(parse_surface_listen("ipmidi:1").address == "127.0.0.1");
    for (const auto* wrong : {"", "here:1", "127.0.0.1:", "127.0.0.1:70000", "ipmidi:", "ipmidi:0", "ipmidi:65", "ipmidi:1@", "ipmidi:1@::1"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(parse_surface_listen(wrong), std::invalid_argument);
    }
}

TEST_CASE("a surface is reached over TCP, its motors run and its hand is heard")
{
    net::io_context io;
    SurfaceServer server(io, box(), {});
    TcpHost host(io, server.port());
    host.send("F0 00 00 66 14 00 F7 E0 7F 7F F0 00 00 66 14 12 00 'Vo'");
    REQUIRE(run_until(io, [&] { return host.has("F0 00 00 66 14 01"); }));
    host.send("'x' F7");
    REQUIRE(run_until(io, [&] { return server.box().fader(0).way() == 1; }));
    CHECK(server.box().face().cell(0, 0) == "Vox   ");
    CHECK(server.obey("grab 2").empty());
    server.obey("move 2 1 in 50 ms");
    REQUIRE(run_until(io, [&] { return host.has("E1 7F 7F"); }));
    CHECK(host.has("90 69 7F"));
}

TEST_CASE("behind a network SysEx may come close to SysEx")
{
    auto surface = whole_surface();
    surface.sysex_gap = 5ms;
    net::io_context io;
    SurfaceServer server(io, box(surface), {});
    TcpHost host(io, server.port());
    host.send("F0 00 00 66 14 12 00 'Vox' F7 F0 00 00 66 14 12 38 'Pan' F7");
    REQUIRE(run_until(io, [&] { return server.box().face().cell(0, 1) == "Pan   "; }));
    CHECK(server.box().face().cell(0, 0) == "Vox   ");
    CHECK(server.box().lost() == 0);
}

TEST_CASE("the host who comes takes the place of the one who was there")
{
    net::io_context io;
    SurfaceServer server(io, box(), {});
    TcpHost first(io, server.port());
    first.send("F0 00 00 66 14 00 F7");
    REQUIRE(run_until(io, [&] { return !first.heard.empty(); }));
    TcpHost second(io, server.port());
    second.send("F0 00 00 66 14 00 F7");
    REQUIRE(run_until(io, [&] { return !second.heard.empty() && first.is_gone; }));
    server.obey("grab 1");
    REQUIRE(run_until(io, [&] { return second.has("90 68 7F"); }));
    CHECK_FALSE(first.has("90 68 7F"));
}

TEST_CASE("a stopped surface lets its context end")
{
    net::io_context io;
    std::optional<SurfaceServer> server(std::in_place, io, box(xctl_surface()), SurfaceListen{});
    TcpHost host(io, server->port());
    REQUIRE(run_until(io, [&] { return host.has("F0 00 20 32 58 54 00 F7"); }));   // it probes
    server->stop();
    server->stop();
    server.reset();
    host.socket.close();
    io.restart();
    io.run_for(5s);
    CHECK(io.stopped());
}

TEST_CASE("two surfaces may not share a TCP port")
{
    net::io_context io;
    SurfaceServer server(io, box(), {});
    SurfaceListen taken;
    taken.port = server.port();
    CHECK_THROWS_AS(SurfaceServer(io, box(), taken), boost::system::system_error);
}

TEST_CASE("a surface is reached over ipMIDI")
{
    using net::ip::udp;
    const IpMidiPort port;
    const auto number = port.number();
    const auto udp_port = static_cast<std::uint16_t>(21'928 + number - 1);
    const net::ip::address_v4 group({225, 0, 0, 37});
    net::io_context io;
    SurfaceServer server(io, box(), {.is_ipmidi = true, .port = number});
    CHECK(server.port() == number);
    udp::socket host(io, udp::v4());
    host.set_option(net::socket_base::reuse_address(true));
    host.bind({group, udp_port});
    host.set_option(net::ip::multicast::join_group(group, net::ip::address_v4::loopback()));
    host.set_option(net::ip::multicast::outbound_interface(net::ip::address_v4::loopback()));
    host.send_to(net::buffer(wire::bytes("90 10 7F")), udp::endpoint(group, udp_port));
    REQUIRE(run_until(io, [&] { return server.box().light("mute/1") == mackie::Light::on; }));
    server.obey("press play");
    host.non_blocking(true);
    std::array<std::byte, 64> buffer{};
    std::string heard;
    REQUIRE(run_until(io, [&] {
        boost::system::error_code error;
        const auto size = host.receive(net::buffer(buffer), 0, error);
        if (!error) heard += wire::hex(wire::View(buffer.data(), size)) + " ";
        return heard.find("90 5E 00") != std::string::npos;
    }));
    CHECK(server.box().faults() == 0);   // it does not hear itself
}

TEST_CASE("typed lines come one by one, whole, and end quietly")
{
    net::io_context io;
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    Texts lines;
    const TypedLines typed(io, ends[0], [&](std::string_view line) { lines.emplace_back(line); });
    const auto type = [&](std::string_view text) { return ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()); };
    REQUIRE(type("grab 1\nmo"));
    REQUIRE(run_until(io, [&] { return lines.size() == 1; }));
    REQUIRE(type("ve 1 0.5\n\nlast without an end"));
    REQUIRE(run_until(io, [&] { return lines.size() == 3; }));
    ::close(ends[1]);
    ::close(ends[0]);
    io.restart();
    io.run_for(5s);
    CHECK(io.stopped());
    CHECK(lines == Texts{"grab 1", "move 1 0.5", ""});
}

TEST_CASE("a descriptor that cannot be read is as one that has ended")
{
    net::io_context io;
    const TypedLines typed(io, -1, [](std::string_view) { FAIL("nobody typed"); });
    io.run_for(5s);
    CHECK(io.stopped());
}
