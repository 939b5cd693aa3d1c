#include "remote/osc/osc_remote.hpp"

#include <array>
#include <stdexcept>

#include "log.hpp"
#include "remote/osc/osc_streams.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

using net::ip::tcp;
using net::ip::udp;
using namespace std::chrono_literals;

constexpr int packets_a_turn = 64;         // then others have theirs
constexpr int buffer_bytes = 1 << 20;
constexpr int tries_for_a_port = 32;       // one that is free for UDP and for TCP
constexpr auto looks_after_every = 1s;

/// The same number for both.
struct Sockets {
    udp::socket datagrams;
    tcp::acceptor streams;
};

net::ip::address address_of(const rig::DoorConfig& door)
{
    boost::system::error_code fault;
    const auto address = net::ip::make_address(door.listen, fault);
    if (fault) throw std::runtime_error("remote: osc: \"" + door.listen + "\" is no address of this machine; say 127.0.0.1, or 0.0.0.0 for all");
    return address;
}

boost::system::error_code open_at(Sockets& sockets, const net::ip::address& address, std::uint16_t port)
{
    boost::system::error_code fault;
    const tcp::endpoint place(address, port);
    sockets.streams.open(place.protocol(), fault);
    if (!fault) sockets.streams.set_option(tcp::acceptor::reuse_address(true), fault);   // connections that just ended are no obstacle
    if (!fault) sockets.streams.bind(place, fault);
    if (!fault) sockets.streams.listen(net::socket_base::max_listen_connections, fault);
    if (fault) return fault;
    const udp::endpoint same(address, sockets.streams.local_endpoint().port());
    sockets.datagrams.open(same.protocol(), fault);
    if (!fault) sockets.datagrams.bind(same, fault);
    return fault;
}

Sockets open_sockets(net::io_context& io, const rig::DoorConfig& door)
{
    const auto address = address_of(door);
    boost::system::error_code fault;
    for (int i = 0; i < (door.port == 0 ? tries_for_a_port : 1); ++i) {
        Sockets sockets{udp::socket(io), tcp::acceptor(io)};
        fault = open_at(sockets, address, door.port);
        if (!fault) return sockets;
    }
    const auto place = door.listen + ":" + std::to_string(door.port);
    throw std::runtime_error("remote: osc cannot listen on " + place + ": " + fault.message() +
                             (fault == net::error::address_in_use ? "; another program has this port. Choose another one as port under remote: osc: in the rig" : ""));
}

/// What a socket for both kinds of addresses calls ::ffff:192.168.1.7.
net::ip::address plain(const net::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
    return address;
}

}  // namespace

struct OscRemote::Inner : std::enable_shared_from_this<Inner> {
    Inner(Room& room, Sockets sockets, Other other)
        : socket(std::move(sockets.datagrams)), clock(room.io), door(std::make_shared<OscDoor>(room, std::move(other), OscSubscribers::Door{sender(), asker()}))
    {
        socket.non_blocking(true);
        is_v6 = socket.local_endpoint().address().is_v6();
        boost::system::error_code ignored;
        socket.set_option(net::socket_base::receive_buffer_size(buffer_bytes), ignored);
        socket.set_option(net::socket_base::send_buffer_size(buffer_bytes), ignored);
        const auto on_packet = [this](osc::View packet, const OscPlace& place) { hear(packet, place, std::chrono::steady_clock::now()); };
        streams = std::make_unique<OscStreams>(room.io, std::move(sockets.streams), OscStreams::Listener{on_packet, [this](const OscPlace& place) { door->forget(place); }});
    }

    std::function<void(const OscPlace&, const osc::Bytes&)> sender()
    {
        return [this](const OscPlace& place, const osc::Bytes& packet) { send(place, packet); };
    }
    std::function<bool(const OscPlace&)> asker()
    {
        return [this](const OscPlace& place) { return place.stream == 0 || (streams && streams->takes_more(place)); };
    }

    void send(const OscPlace& place, const osc::Bytes& packet)
    {
        if (place.stream != 0) {
            if (streams) streams->send(place, packet);
            return;
        }
        boost::system::error_code lost;   // as datagrams are: whoever misses an answer asks again
        socket.send_to(net::buffer(packet), udp::endpoint(as_here(place.address), place.port), 0, lost);
    }

    net::ip::address as_here(const net::ip::address& address) const
    {
        if (!is_v6 || address.is_v6()) return address;
        return net::ip::make_address_v6(net::ip::v4_mapped, address.to_v4());
    }

    void wait()
    {
        socket.async_wait(udp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
            if (error || self->is_over) return;
            self->drain();
            if (!self->is_over) self->wait();
        });
    }

    void drain()
    {
        const auto now = std::chrono::steady_clock::now();
        for (int i = 0; i < packets_a_turn && !is_over; ++i) {
            boost::system::error_code error;
            udp::endpoint from;
            const auto size = socket.receive_from(net::buffer(buffer), from, 0, error);
            if (error) return;
            if (from.port() == 0) continue;
            hear(osc::View(buffer).first(size), door->clients().place_of(plain(from.address()), from.port(), now), now);
        }
    }

    void hear(osc::View packet, const OscPlace& place, OscTime now)
    {
        const auto sender = door->sender_of(place, packet.size(), now);
        const auto heard = osc::for_each_message(packet, [&](const osc::Message& message, osc::TimeTag) { door->hear(message, sender); });
        if (!heard) door->refuse_packet(packet, sender);
    }

    void look_after()
    {
        clock.expires_after(looks_after_every);
        clock.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (error || self->is_over) return;
            const auto now = std::chrono::steady_clock::now();
            self->door->look_after(now);
            self->streams->end_idle(now);
            self->look_after();
        });
    }

    void stop()
    {
        if (std::exchange(is_over, true)) return;
        door->stop();
        streams.reset();
        clock.cancel();
        boost::system::error_code ignored;
        socket.close(ignored);
    }

    udp::socket socket;
    net::steady_timer clock;
    std::shared_ptr<OscDoor> door;
    std::unique_ptr<OscStreams> streams;
    std::array<std::byte, osc::max_packet> buffer;
    bool is_v6 = false, is_over = false;
};

OscRemote::OscRemote(Room& room, const rig::DoorConfig& door, Other other) : inner_(std::make_shared<Inner>(room, open_sockets(room.io, door), std::move(other)))
{
    inner_->wait();
    inner_->look_after();
}

OscRemote::~OscRemote() { stop(); }

std::uint16_t OscRemote::port() const { return inner_->socket.local_endpoint().port(); }

std::string OscRemote::where() const
{
    const auto place = inner_->socket.local_endpoint();
    return "osc " + place.address().to_string() + ":" + std::to_string(place.port());
}

void OscRemote::stop() { inner_->stop(); }

}  // namespace recalld::remote
