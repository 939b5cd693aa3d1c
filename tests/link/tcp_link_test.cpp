#include "link/tcp_link.hpp"

#include <catch2/catch.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <vector>

#include "run_until.hpp"

using namespace recalld;
using namespace recalld::testing;
using link::TcpLink;
using link::View;
using net::ip::tcp;
using Catch::Matchers::Contains;

namespace {

View view(const std::string& text) { return std::as_bytes(std::span(text)); }

/// The device: takes one connection.
struct Peer {
    explicit Peer(net::io_context& io) : door(io, {net::ip::address_v4::loopback(), 0}), socket(io)
    {
        door.async_accept(socket, [this](boost::system::error_code error) { is_open = !error; });
    }
    std::uint16_t port() const { return door.local_endpoint().port(); }
    std::string hear()
    {
        socket.non_blocking(true);
        boost::system::error_code nothing_there;
        std::string buffer(1 << 16, '\0');
        buffer.resize(socket.read_some(net::buffer(buffer), nothing_there));
        return buffer;
    }

    tcp::acceptor door;
    tcp::socket socket;
    bool is_open = false;
};

struct Ears {
    std::string heard, down;
    std::string open(TcpLink& link)
    {
        return link.open([this](View bytes) { heard.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); },
                         [this](const std::string& why) { down = why; });
    }
};

}  // namespace

TEST_CASE("bytes go both ways; what is said before the connection stands waits")
{
    net::io_context io;
    Peer peer(io);
    TcpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    CHECK(ears.open(link).empty());
    CHECK(link.send(view("\x90\x10\x7f")));
    std::string heard;
    REQUIRE(run_until(io, [&] { return peer.is_open && (heard += peer.hear()).size() == 3; }));
    CHECK(heard == "\x90\x10\x7f");
    peer.socket.send(net::buffer("\xe0\x08\x64", 3));
    REQUIRE(run_until(io, [&] { return ears.heard.size() == 3; }));
    CHECK(ears.heard == "\xe0\x08\x64");
    CHECK(ears.down.empty());
}

TEST_CASE("a connection that ends is told, and opens again")
{
    net::io_context io;
    Peer peer(io);
    TcpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    ears.open(link);
    REQUIRE(run_until(io, [&] { return peer.is_open; }));
    peer.socket.close();
    REQUIRE(run_until(io, [&] { return !ears.down.empty(); }));
    CHECK(ears.down == "it closed the connection");
    CHECK_FALSE(link.send(view("\xfe")));
    peer.is_open = false;
    peer.door.async_accept(peer.socket, [&](boost::system::error_code error) { peer.is_open = !error; });
    ears.open(link);
    CHECK(run_until(io, [&] { return peer.is_open; }));
}

TEST_CASE("nobody there, or no such host, is told")
{
    net::io_context io;
    const auto [host, why] = GENERATE(table<std::string, std::string>({{"127.0.0.1", "nobody listens there"}, {"nowhere.invalid", "cannot find it"}}));
    TcpLink link(io, host, 9);
    Ears ears;
    CHECK(ears.open(link).empty());
    REQUIRE(run_until(io, [&] { return !ears.down.empty(); }));
    CHECK_THAT(ears.down, Contains(why));
}

TEST_CASE("a peer that does not read fills the link, not the memory")
{
    net::io_context io;
    Peer peer(io);
    TcpLink link(io, "127.0.0.1", peer.port());
    Ears ears;
    ears.open(link);
    REQUIRE(run_until(io, [&] { return peer.is_open; }));
    const std::string lump(100'000, 'x');
    int sent = 0;
    while (link.send(view(lump)) && sent < 1000) {
        ++sent;
        run_for(io, std::chrono::milliseconds(1));
    }
    CHECK(sent < 1000);
    link.close();
}
