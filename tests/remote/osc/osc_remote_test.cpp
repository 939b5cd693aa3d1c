#include "remote/osc/osc_remote.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <catch2/catch.hpp>

#include <random>

#include "osc/framing.hpp"
#include "remote/osc/osc_streams.hpp"
#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using namespace std::string_literals;
using net::ip::tcp;
using net::ip::udp;

namespace {

const net::ip::address loopback = net::ip::address_v4::loopback();

struct Doorway : OscRoom {
    Doorway() : osc(room, rig::DoorConfig{true, "127.0.0.1", 0}, {}) {}
    ~Doorway() { osc.stop(); }
    OscRemote osc;
};

/// Somebody with a UDP socket.
struct Phone {
    explicit Phone(Doorway& its_room) : room(its_room), socket(its_room.desk.io, udp::endpoint(loopback, 0)) { socket.non_blocking(true); }
    std::uint16_t port() const { return socket.local_endpoint().port(); }
    void send(const Bytes& packet) { socket.send_to(net::buffer(packet), udp::endpoint(loopback, room.osc.port())); }
    void say(const std::string& address, const std::vector<Arg>& args = {}) { send(osc::message(address, args)); }
    bool hears()
    {
        std::array<std::byte, 65'536> buffer;
        boost::system::error_code error;
        const auto size = socket.receive(net::buffer(buffer), 0, error);
        if (error) return false;
        for (auto& said : messages_in(osc::View(buffer).first(size))) heard.push_back(std::move(said));
        return true;
    }
    Said next()
    {
        room.until([&] { return !heard.empty() || hears(); });
        REQUIRE(!heard.empty());
        auto first = heard.front();
        heard.erase(heard.begin());
        return first;
    }
    Doorway& room;
    udp::socket socket;
    std::vector<Said> heard;
};

/// Somebody with a TCP connection.
struct Connection {
    Connection(Doorway& its_room, osc::Framing its_framing) : room(its_room), socket(its_room.desk.io), framing(its_framing)
    {
        socket.connect(tcp::endpoint(loopback, room.osc.port()));
        socket.non_blocking(true);
    }
    void send(const Bytes& bytes)
    {
        for (std::size_t sent = 0; sent < bytes.size();) {
            boost::system::error_code error;
            sent += socket.write_some(net::buffer(bytes.data() + sent, bytes.size() - sent), error);
            if (error == net::error::would_block) run_for(room.desk.io, 1ms);
            else if (error) return;
        }
    }
    void say(const std::string& address, const std::vector<Arg>& args = {}) { send(osc::framed(osc::message(address, args), framing)); }
    /// Takes what came, if it reads at all.
    void read()
    {
        std::array<std::byte, 4096> buffer;
        boost::system::error_code error;
        const auto size = socket.read_some(net::buffer(buffer), error);
        is_gone = error && error != net::error::would_block;
        if (error) return;
        REQUIRE(reader.feed(osc::View(buffer).first(size), [&](osc::View packet) { for (auto& said : messages_in(packet)) heard.push_back(std::move(said)); }));
    }
    Said next()
    {
        room.until([&] {
            read();
            return !heard.empty() || is_gone;
        });
        REQUIRE(!heard.empty());
        auto first = heard.front();
        heard.erase(heard.begin());
        return first;
    }
    bool is_cut_off()
    {
        return room.until([&] {
            read();
            return is_gone;
        });
    }
    Doorway& room;
    tcp::socket socket;
    osc::Framing framing;
    osc::StreamReader reader;
    std::vector<Said> heard;
    bool is_gone = false;
};

}  // namespace

TEST_CASE("UDP and TCP answer on one port, and a taken one is named")
{
    Doorway room;
    const auto port = room.osc.port();
    CHECK(port != 0);
    CHECK(room.osc.where() == "osc 127.0.0.1:" + std::to_string(port));
    CHECK_THROWS_WITH(OscRemote(room.room, rig::DoorConfig{true, "127.0.0.1", port}, {}), Catch::Contains("127.0.0.1:" + std::to_string(port)) && Catch::Contains("another program has this port"));
    udp::socket other(room.desk.io, udp::endpoint(loopback, 0));   // taken for datagrams alone
    CHECK_THROWS_WITH(OscRemote(room.room, rig::DoorConfig{true, "127.0.0.1", other.local_endpoint().port()}, {}), Catch::Contains("another program has this port"));
    CHECK_THROWS_WITH(OscRemote(room.room, rig::DoorConfig{true, "somewhere", 0}, {}), Catch::Contains("\"somewhere\" is no address of this machine"));
    room.osc.stop();
    const OscRemote again(room.room, rig::DoorConfig{true, "127.0.0.1", port}, {});
    CHECK(again.port() == port);
}

TEST_CASE("a datagram is answered to its sender, or where he says that he listens")
{
    Doorway room;
    Phone phone(room), ear(room);
    phone.say("/recalld/ping");
    CHECK(phone.next().address == "/recalld/reply/ping");
    phone.say("/recalld/port", {ear.port()});
    CHECK(ear.next().words == "/recalld/reply/port ,i " + std::to_string(ear.port()));
    phone.say("/recalld/ping");
    CHECK(ear.next().address == "/recalld/reply/ping");
    CHECK_FALSE(phone.hears());
}

TEST_CASE("a stream is answered in its own framing, however it comes")
{
    Doorway room;
    REQUIRE(room.comes_online());
    const auto framing = GENERATE(osc::Framing::size, osc::Framing::slip);
    Connection tablet(room, framing);
    const auto packet = osc::framed(osc::message("/recalld/ping"), framing);
    for (const auto byte : packet) {
        tablet.send({byte});
        room.desk.io.poll();
    }
    CHECK(tablet.next().address == "/recalld/reply/ping");
    CHECK(tablet.reader.framing() == framing);
    tablet.send(osc::framed(wire::bytes("2F 72 65 00 00"), framing));
    CHECK(tablet.next().text(1) == "malformed");
    tablet.say("/recalld/get", {"desk"s, "ch/*"s});
    for (int i = 0; i < 3; ++i) CHECK(tablet.next().address == "/recalld/reply/get");
    tablet.say("/recalld/subscribe", {"work"s});
    tablet.socket.close();
    CHECK(room.until([&] {
        Phone probe(room);
        probe.say("/recalld/ping");
        return probe.next().address == "/recalld/reply/ping";
    }));
}

TEST_CASE("over TCP an unknown address may follow, for it has shown where it is")
{
    Doorway room;
    room.access.become({rig::Permission::view, {}, {}});
    Connection tablet(room, osc::Framing::slip);
    tablet.say("/recalld/subscribe", {"work"s});
    CHECK(tablet.next().address == "/recalld/reply/subscribe");
    CHECK(tablet.next().address == "/recalld/progress");
    Phone phone(room);
    phone.say("/recalld/subscribe", {"work"s, "padding, so that an error fits"s});
    CHECK(phone.next().address == "/recalld/error");
}

TEST_CASE("a length that is none ends the stream, and nobody else's")
{
    Doorway room;
    Connection good(room, osc::Framing::size), bad(room, osc::Framing::size);
    bad.say("/recalld/ping");
    CHECK(bad.next().address == "/recalld/reply/ping");
    bad.send(wire::bytes("FF FF FF FF 00 00 00 00"));
    CHECK(bad.is_cut_off());
    good.say("/recalld/ping");
    CHECK(good.next().address == "/recalld/reply/ping");
}

TEST_CASE("thirty-two streams are open at most; the next is closed, and room is made when one goes")
{
    Doorway room;
    std::vector<std::unique_ptr<Connection>> all;
    for (int i = 0; i < 32; ++i) {
        all.push_back(std::make_unique<Connection>(room, osc::Framing::slip));
        all.back()->say("/recalld/ping");
        REQUIRE(all.back()->next().address == "/recalld/reply/ping");
    }
    Connection one_more(room, osc::Framing::slip);
    CHECK(one_more.is_cut_off());
    all.erase(all.begin());
    CHECK(room.until([&] {
        Connection next(room, osc::Framing::slip);
        next.say("/recalld/ping");
        room.until([&] { next.read(); return !next.heard.empty() || next.is_gone; });
        return !next.heard.empty();
    }));
}

TEST_CASE("who asks much and never reads is cut off; others are served meanwhile")
{
    Doorway room;
    REQUIRE(room.comes_online());
    Connection deaf(room, osc::Framing::size);
    deaf.socket.set_option(net::socket_base::receive_buffer_size(4096));
    const auto question = osc::framed(osc::message("/recalld/get", {"desk"s, "ch/01/mix/fader"s}), osc::Framing::size);
    Bytes many;
    for (int i = 0; i < 500; ++i) many.insert(many.end(), question.begin(), question.end());
    CHECK(room.until([&] {
        boost::system::error_code error;
        deaf.socket.write_some(net::buffer(many), error);
        room.desk.io.poll();
        return error && error != net::error::would_block;
    }));
    Phone phone(room);
    phone.say("/recalld/ping");
    CHECK(phone.next().address == "/recalld/reply/ping");
}

TEST_CASE("a stream that says nothing for ten minutes ends, and whose reader is slow is not told of changes")
{
    net::io_context io;
    tcp::acceptor acceptor(io, tcp::endpoint(loopback, 0));
    const auto port = acceptor.local_endpoint().port();
    std::vector<OscPlace> spoke, gone;
    OscStreams streams(io, std::move(acceptor), {[&](osc::View, const OscPlace& place) { spoke.push_back(place); }, [&](const OscPlace& place) { gone.push_back(place); }});
    tcp::socket peer(io);
    peer.connect(tcp::endpoint(loopback, port));
    peer.write_some(net::buffer(osc::slip(osc::message("/a"))));
    REQUIRE(run_until(io, [&] { return !spoke.empty(); }));
    CHECK(streams.takes_more(spoke[0]));
    for (int i = 0; i < 100 && streams.takes_more(spoke[0]); ++i) streams.send(spoke[0], osc::message("/b", {std::string(60'000, 'x')}));
    CHECK_FALSE(streams.takes_more(spoke[0]));
    const auto now = std::chrono::steady_clock::now();
    streams.end_idle(now + 9min);
    CHECK(streams.size() == 1);
    streams.end_idle(now + 11min);
    CHECK(streams.size() == 0);
    CHECK(gone == spoke);
    CHECK_FALSE(streams.takes_more(spoke[0]));
    streams.send(spoke[0], osc::message("/b"));   // nobody is there
}

TEST_CASE("hostile datagrams disturb nobody")
{
    Doorway room;
    REQUIRE(room.comes_online());
    Phone phone(room), vandal(room);
    std::mt19937 dice(1);
    const std::vector<Bytes> seeds{osc::message("/recalld/recall", {"S"s, "V"s, 1.0F}), osc::message("/recalld/subscribe", {"desk"s, 3600}), osc::message("/recalld/unit/desk/ch/01/mix/fader", {0.5F}),
                                   osc::bundle(osc::immediately, {osc::message("/recalld/get", {"desk"s, "/*"s}), osc::message("/recalld/diff", {"live"s, "live"s})}), osc::message("/recalld/port", {9000})};
    for (int i = 0; i < 600; ++i) {
        auto packet = seeds[dice() % seeds.size()];
        for (int bend = 0; bend < 4; ++bend) packet[dice() % packet.size()] = static_cast<std::byte>(dice());
        if (dice() % 4 == 0) packet.resize(dice() % packet.size());
        vandal.send(packet);
        if (i % 20 == 0) {
            room.desk.io.poll();
            room.desk.io.restart();
            vandal.socket.close();
            vandal.socket = udp::socket(room.desk.io, udp::endpoint(loopback, 0));
        }
    }
    vandal.send(osc::message("/recalld/log", {std::string(60'000, 'x')}));
    vandal.send(Bytes(65'507, std::byte{'/'}));
    vandal.send({});
    vandal.say("/recalld/port", {0});
    CHECK(room.until([&] {
        phone.say("/recalld/port", {0});
        phone.say("/recalld/ping");
        room.until([&] { return phone.hears(); }, 200ms);
        return std::ranges::any_of(phone.heard, [](const Said& said) { return said.address == "/recalld/reply/ping"; });
    }));
    room.until([&] { return room.room.performing == 0; });
}
