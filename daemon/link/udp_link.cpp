#include "link/udp_link.hpp"

#include <array>

namespace recalld::link {

namespace {

// Some 277 small datagrams fill the default buffer of 212,992 bytes; a desk answers faster than that is read.
constexpr int buffer_bytes = 4 << 20;
constexpr int packets_a_turn = 8;   // each may be answered by a send; then a hand on a fader has its turn
constexpr std::size_t largest_datagram = 65'507;

}  // namespace

struct UdpLink::Inner : std::enable_shared_from_this<Inner> {
    explicit Inner(net::io_context& io) : socket(io) {}

    void wait()
    {
        socket.async_wait(net::ip::udp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
            if (error || !self->on_packet) return;
            self->drain();
        });
    }

    void drain()
    {
        const auto listener = on_packet;   // it may close the link while it is told
        for (int i = 0; i < packets_a_turn && on_packet; ++i) {
            boost::system::error_code error;
            const auto size = socket.receive(net::buffer(buffer), 0, error);
            if (error == net::error::would_block) break;
            if (error) return down(error);
            listener(View(buffer.data(), size));
        }
        if (on_packet) wait();
    }

    void down(const boost::system::error_code& error)
    {
        const auto listener = std::exchange(on_down, nullptr);
        on_packet = nullptr;
        if (listener) listener(error == net::error::connection_refused ? "nobody listens there" : error.message());
    }

    net::ip::udp::socket socket;
    PacketListener on_packet;
    DownListener on_down;
    std::array<std::byte, largest_datagram> buffer;
};

UdpLink::UdpLink(net::io_context& io, std::string host, std::uint16_t port) : io_(io), host_(std::move(host)), port_(port) {}

UdpLink::~UdpLink() { close(); }

std::string UdpLink::connect()
{
    boost::system::error_code error;
    net::ip::udp::resolver resolver(io_);
    auto found = resolver.resolve(net::ip::udp::v4(), host_, std::to_string(port_), error);   // `localhost` is two places
    if (error || found.empty()) found = resolver.resolve(host_, std::to_string(port_), error);
    if (error || found.empty()) return "cannot find host " + host_ + ": " + error.message();
    inner_->socket.connect(found.begin()->endpoint(), error);
    if (error) return "cannot reach " + where() + ": " + error.message();
    inner_->socket.non_blocking(true);
    inner_->socket.set_option(net::socket_base::receive_buffer_size(buffer_bytes), error);
    inner_->socket.set_option(net::socket_base::send_buffer_size(buffer_bytes), error);
    return {};
}

std::string UdpLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    inner_ = std::make_shared<Inner>(io_);
    if (auto fault = connect(); !fault.empty()) return fault;
    inner_->on_packet = std::move(on_packet);
    inner_->on_down = std::move(on_down);
    inner_->wait();
    return {};
}

void UdpLink::close()
{
    if (!inner_) return;
    inner_->on_packet = nullptr;
    inner_->on_down = nullptr;
    boost::system::error_code ignored;
    inner_->socket.close(ignored);
    inner_.reset();
}

bool UdpLink::send(View packet)
{
    if (!inner_) return false;
    boost::system::error_code error;
    inner_->socket.send(net::buffer(packet.data(), packet.size()), 0, error);
    // whoever hears of a refusal first takes it from the socket: the next read would not
    if (error == net::error::connection_refused) net::post(io_, [inner = inner_, error] { inner->down(error); });
    return !error;
}

std::string UdpLink::where() const { return "udp " + host_ + ":" + std::to_string(port_); }

}  // namespace recalld::link
