#include "link/xctl_link.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace recalld::link {

namespace {

using net::ip::udp;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto silence = 10s;   // then another surface may take the place
constexpr int buffer_bytes = 1 << 20;
constexpr int packets_a_turn = 256;   // then others on the core have their turn
constexpr std::size_t largest_datagram = 65'507;

}  // namespace

struct XctlLink::Inner {
    bool is_named() const { return named.has_value(); }
    bool wants(const udp::endpoint& sender, Clock::time_point now) const
    {
        if (named) return sender.address() == *named;
        return !surface || *surface == sender || now - heard >= silence;
    }

    std::optional<net::ip::address> named;
    std::optional<udp::endpoint> surface;   // where it speaks from
    Clock::time_point heard{};
    PacketListener on_packet;
    DownListener on_down;
    std::shared_ptr<XctlDoor> door;
};

/// A bound socket, and the links that share it.
class XctlDoor : public std::enable_shared_from_this<XctlDoor> {
public:
    using Inner = XctlLink::Inner;

    /// The one at that place, or a new one. Throws boost::system::system_error.
    static std::shared_ptr<XctlDoor> at(net::io_context& io, const udp::endpoint& place);
    XctlDoor(net::io_context& io, const udp::endpoint& place);

    void add(std::shared_ptr<Inner> inner) { inners_.push_back(std::move(inner)); }
    void remove(const std::shared_ptr<Inner>& inner) { std::erase(inners_, inner); }
    bool send(const udp::endpoint& to, View packet);

private:
    using Doors = std::map<std::pair<net::io_context*, udp::endpoint>, std::weak_ptr<XctlDoor>>;

    void wait();
    void drain();
    void pass_on(View packet, const udp::endpoint& sender);
    void down(const std::string& why);

    udp::socket socket_;
    std::vector<std::shared_ptr<Inner>> inners_;
    std::array<std::byte, largest_datagram> buffer_;
};

std::shared_ptr<XctlDoor> XctlDoor::at(net::io_context& io, const udp::endpoint& place)
{
    static Doors doors;   // core thread
    std::erase_if(doors, [](const auto& one) { return one.second.expired(); });
    auto& known = doors[{&io, place}];
    if (auto door = known.lock()) return door;
    auto door = std::make_shared<XctlDoor>(io, place);
    known = door;
    door->wait();
    return door;
}

XctlDoor::XctlDoor(net::io_context& io, const udp::endpoint& place) : socket_(io)
{
    socket_.open(place.protocol());
    socket_.set_option(net::socket_base::receive_buffer_size(buffer_bytes));
    socket_.bind(place);
    socket_.non_blocking(true);
}

void XctlDoor::wait()
{
    socket_.async_wait(udp::socket::wait_read, [weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (!error && self) self->drain();
    });
}

void XctlDoor::drain()
{
    for (int i = 0; i < packets_a_turn; ++i) {
        boost::system::error_code error;
        udp::endpoint sender;
        const auto size = socket_.receive_from(net::buffer(buffer_), sender, 0, error);
        if (error == net::error::would_block) break;
        if (error == net::error::connection_refused) continue;   // a surface that was switched off; it will probe again
        if (error) return down(error.message());
        pass_on(View(buffer_.data(), size), sender);
    }
    wait();
}

/// Who is named comes first.
void XctlDoor::pass_on(View packet, const udp::endpoint& sender)
{
    const auto now = Clock::now();
    const auto by_name = std::ranges::find_if(inners_, [&](const auto& one) { return one->is_named() && one->wants(sender, now); });
    const auto known = std::ranges::find_if(inners_, [&](const auto& one) { return one->surface == sender; });
    const auto open = std::ranges::find_if(inners_, [&](const auto& one) { return one->wants(sender, now); });
    const auto found = by_name != inners_.end() ? by_name : known != inners_.end() ? known : open;
    if (found == inners_.end()) return;
    const auto inner = *found;   // it may close the link while it is told
    inner->surface = sender;
    inner->heard = now;
    if (const auto listener = inner->on_packet) listener(packet);
}

void XctlDoor::down(const std::string& why)
{
    for (const auto& inner : std::exchange(inners_, {})) {
        inner->door.reset();
        inner->on_packet = nullptr;
        if (const auto listener = std::exchange(inner->on_down, nullptr)) listener(why);
    }
}

bool XctlDoor::send(const udp::endpoint& to, View packet)
{
    boost::system::error_code error;
    socket_.send_to(net::buffer(packet.data(), packet.size()), to, 0, error);
    // somebody else's refusal is reported here: it says nothing about this packet
    if (error == net::error::connection_refused) socket_.send_to(net::buffer(packet.data(), packet.size()), to, 0, error);
    return !error;
}

XctlLink::XctlLink(net::io_context& io, std::string listen, std::string surface, std::uint16_t port)
    : io_(io), listen_(std::move(listen)), surface_(std::move(surface)), port_(port)
{
}

XctlLink::~XctlLink() { close(); }

std::string XctlLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    boost::system::error_code error;
    const auto here = net::ip::make_address(listen_, error);
    if (error) return "\"" + listen_ + "\" is not an address of this machine, such as 0.0.0.0";
    auto inner = std::make_shared<Inner>();
    if (!surface_.empty()) {
        inner->named = net::ip::make_address(surface_, error);
        if (error) return "\"" + surface_ + "\" is not the address of a surface, such as 192.168.1.30";
        inner->surface = udp::endpoint(*inner->named, port_);
    }
    try {
        inner->door = XctlDoor::at(io_, {here, port_});
    } catch (const boost::system::system_error& failed) {
        return "cannot open " + where() + ": " + failed.code().message();
    }
    inner->on_packet = std::move(on_packet);
    inner->on_down = std::move(on_down);
    inner->door->add(inner);
    inner_ = std::move(inner);
    return {};
}

void XctlLink::close()
{
    if (!inner_) return;
    const auto inner = std::exchange(inner_, nullptr);
    inner->on_packet = nullptr;
    inner->on_down = nullptr;
    if (const auto door = std::exchange(inner->door, nullptr)) door->remove(inner);
}

bool XctlLink::send(View packet) { return inner_ && inner_->door && inner_->surface && inner_->door->send(*inner_->surface, packet); }

std::string XctlLink::where() const { return "xctl " + (surface_.empty() ? "" : surface_ + " ") + "at " + listen_ + ":" + std::to_string(port_); }

}  // namespace recalld::link
