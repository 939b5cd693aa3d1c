#include "link/ipmidi_link.hpp"

#include <array>

#include <boost/asio/ip/multicast.hpp>

namespace recalld::link {

namespace {

using net::ip::udp;

constexpr std::uint16_t first_port = 21'928;
constexpr std::uint16_t ports = 64;
constexpr int buffer_bytes = 1 << 20;
constexpr int packets_a_turn = 256;   // then others on the core have their turn
constexpr std::size_t largest_datagram = 65'507;
const net::ip::address_v4 group({225, 0, 0, 37});

}  // namespace

/// One socket hears, another one sends: who heard himself would know it by the sender.
struct IpMidiLink::Inner : std::enable_shared_from_this<Inner> {
    explicit Inner(net::io_context& io) : hearing(io), sending(io) {}

    void open(const net::ip::address_v4& interface, std::uint16_t port)
    {
        hearing.open(udp::v4());
        hearing.set_option(net::socket_base::reuse_address(true));
        hearing.set_option(net::socket_base::receive_buffer_size(buffer_bytes));
        hearing.bind({group, port});
        hearing.set_option(net::ip::multicast::join_group(group, interface));
        hearing.non_blocking(true);
        sending.open(udp::v4());
        sending.set_option(net::ip::multicast::outbound_interface(interface));
        sending.set_option(net::ip::multicast::enable_loopback(true));
        sending.set_option(net::ip::multicast::hops(1));
        sending.bind({interface, 0});
        sending.non_blocking(true);
        us = sending.local_endpoint();
        everybody = {group, port};
    }

    void wait()
    {
        hearing.async_wait(udp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
            if (!error && self->on_packet) self->drain();
        });
    }

    void drain()
    {
        const auto listener = on_packet;   // it may close the link while it is told
        for (int i = 0; i < packets_a_turn && on_packet; ++i) {
            boost::system::error_code error;
            udp::endpoint sender;
            const auto size = hearing.receive_from(net::buffer(buffer), sender, 0, error);
            if (error == net::error::would_block) break;
            if (error) return down(error.message());
            if (sender != us) listener(View(buffer.data(), size));
        }
        if (on_packet) wait();
    }

    void down(const std::string& why)
    {
        const auto listener = std::exchange(on_down, nullptr);
        on_packet = nullptr;
        if (listener) listener(why);
    }

    udp::socket hearing, sending;
    udp::endpoint us, everybody;
    PacketListener on_packet;
    DownListener on_down;
    std::array<std::byte, largest_datagram> buffer;
};

IpMidiLink::IpMidiLink(net::io_context& io, std::string interface, std::uint16_t port) : io_(io), interface_(std::move(interface)), port_(port) {}

IpMidiLink::~IpMidiLink() { close(); }

std::string IpMidiLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    if (port_ < 1 || port_ > ports) return "ipMIDI has ports 1 to " + std::to_string(ports) + ", not " + std::to_string(port_);
    boost::system::error_code error;
    const auto interface = net::ip::make_address_v4(interface_, error);
    if (error) return "\"" + interface_ + "\" is not the IPv4 address of a network card";
    auto inner = std::make_shared<Inner>(io_);
    try {
        inner->open(interface, static_cast<std::uint16_t>(first_port + port_ - 1));
    } catch (const boost::system::system_error& failed) {
        return "cannot open " + where() + ": " + failed.code().message();
    }
    inner->on_packet = std::move(on_packet);
    inner->on_down = std::move(on_down);
    inner->wait();
    inner_ = std::move(inner);
    return {};
}

void IpMidiLink::close()
{
    if (!inner_) return;
    inner_->on_packet = nullptr;
    inner_->on_down = nullptr;
    boost::system::error_code ignored;
    inner_->hearing.close(ignored);
    inner_->sending.close(ignored);
    inner_.reset();
}

bool IpMidiLink::send(View packet)
{
    if (!inner_) return false;
    boost::system::error_code error;
    inner_->sending.send_to(net::buffer(packet.data(), packet.size()), inner_->everybody, 0, error);
    return !error;
}

std::string IpMidiLink::where() const { return "ipmidi port " + std::to_string(port_) + " on " + interface_; }

}  // namespace recalld::link
