#include "simulate/midi_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <catch2/catch.hpp>

#include <array>

#include "simulated_box.hpp"
#include "wire/bytes.hpp"

using namespace recalld;
using namespace recalld::testing;
using net::ip::tcp;
using wire::bytes;

namespace {

const std::string question = "F0 41 10 16 11 03 02 00 00 00 05 76 F7";

/// Somebody at the other end of the cable.
struct Player {
    Player(net::io_context& io, std::uint16_t port) : socket(io)
    {
        socket.connect({net::ip::address_v4::loopback(), port});
        socket.non_blocking(true);
    }
    void say(const std::string& literal) { socket.write_some(net::buffer(bytes(literal))); }
    std::size_t heard()
    {
        std::array<std::byte, 4096> buffer;
        boost::system::error_code error;
        const auto size = socket.read_some(net::buffer(buffer), error);
        if (!error) got.insert(got.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
        if (error && error != net::error::would_block) gone = true;
        return got.size();
    }
    tcp::socket socket;
    wire::Bytes got;
    bool gone = false;
};

struct Room {
    explicit Room(const std::string& faults = "") : box(io, profile_here("outboard/roland-base"), faults), player(io, box.port()) {}
    bool until(const auto& holds) { return run_until(io, holds); }
    net::io_context io;
    SimulatedBox box;
    Player player;
};

}  // namespace

TEST_CASE("a box on a port answers bytes in any pieces")
{
    Room room;
    room.player.say("F0 41 10 16 11 03");
    room.player.say("02 00 00 00 05 76 F7 F0 41");
    CHECK(room.until([&] { return room.player.heard() == 15; }));
    CHECK(room.box.server().counts().received == 1);
    CHECK(room.box.server().counts().sent == 1);
}

TEST_CASE("everybody on the cable hears the answer")
{
    Room room;
    Player other(room.io, room.box.port());
    CHECK(room.until([&] {
        room.player.say(question);
        return other.heard() >= 15;
    }));
}

TEST_CASE("every message lost, doubled, garbled")
{
    SECTION("lost")
    {
        Room room("loss=100%");
        room.player.say(question);
        CHECK(room.until([&] { return room.box.server().counts().lost == 1; }));
        CHECK(room.player.heard() == 0);
    }
    SECTION("doubled")
    {
        Room room("duplicate=100%");
        room.player.say(question);
        CHECK(room.until([&] { return room.player.heard() == 30; }));
    }
    SECTION("garbled")
    {
        Room room("garble=100%");
        room.player.say(question);
        REQUIRE(room.until([&] { return room.player.heard() == 15; }));
        CHECK_FALSE(wire::hex(room.player.got) == wire::hex(room.box.box().dump("block/03-02-00").at(0)));
    }
    SECTION("silent")
    {
        Room room("silent=block");
        room.player.say(question);
        CHECK(room.until([&] { return room.box.server().counts().received == 1; }));
        CHECK(room.player.heard() == 0);
    }
}

TEST_CASE("a slow line: an answer is never there before its bytes could be")
{
    Room room("line=1000/s,delay=1ms");
    const auto start = Clock::now();
    room.player.say(question);
    REQUIRE(room.until([&] { return room.player.heard() == 15; }));
    CHECK(Clock::now() - start >= 28ms);   // 13 bytes there, 15 back
}

TEST_CASE("a person starts a dump; a box hangs up, and is there for the next")
{
    Room room;
    run_for(room.io, 5ms);
    CHECK(room.until([&] {
        room.box.server().start_dump("block/03-02-00");
        return room.player.heard() >= 15;
    }));
    room.box.server().hang_up();
    CHECK(room.until([&] { return room.player.heard(), room.player.gone; }));
    Player next(room.io, room.box.port());
    next.say(question);
    CHECK(room.until([&] { return next.heard() == 15; }));
}

TEST_CASE("a fault that names no node is refused")
{
    net::io_context io;
    CHECK_THROWS_AS(SimulatedBox(io, profile_here("outboard/roland-base"), "silent=ch/01"), std::invalid_argument);
}
