#include "link/tcp_link.hpp"

#include <array>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace recalld::link {

namespace {

using net::ip::tcp;
using namespace std::chrono_literals;

constexpr std::size_t most_waiting = 1 << 20;   // bytes
constexpr auto patience = 5s;                   // to connect

}  // namespace

struct TcpLink::Inner : std::enable_shared_from_this<Inner> {
    explicit Inner(net::io_context& io) : resolver(io), socket(io), bell(io) {}

    void look_up(const std::string& host, const std::string& port)
    {
        bell.expires_after(patience);
        bell.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error) self->down("no answer within 5 s");
        });
        resolver.async_resolve(host, port, [self = shared_from_this()](boost::system::error_code error, const tcp::resolver::results_type& found) {
            if (error) return self->down("cannot find it: " + error.message());
            self->connect(found);
        });
    }

    void connect(const tcp::resolver::results_type& places)
    {
        if (!on_packet) return;
        net::async_connect(socket, places, [self = shared_from_this()](boost::system::error_code error, const tcp::endpoint&) {
            if (!self->on_packet) return;
            self->bell.cancel();
            if (error) return self->down(error == net::error::connection_refused ? "nobody listens there" : error.message());
            self->socket.set_option(tcp::no_delay(true), error);
            self->is_connected = true;
            self->read();
            self->write();
        });
    }

    void read()
    {
        socket.async_read_some(net::buffer(buffer), [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
            if (!self->on_packet) return;
            if (error) return self->down(error == net::error::eof ? "it closed the connection" : error.message());
            const auto listener = self->on_packet;   // it may close the link while it is told
            listener(View(self->buffer.data(), size));
            if (self->on_packet) self->read();
        });
    }

    void write()
    {
        if (!is_connected || waiting.empty() || !leaving.empty()) return;
        leaving.swap(waiting);
        net::async_write(socket, net::buffer(leaving), [self = shared_from_this()](boost::system::error_code error, std::size_t) {
            self->leaving.clear();
            if (!self->on_packet) return;
            if (error) return self->down(error.message());
            self->write();
        });
    }

    void down(const std::string& why)
    {
        const auto listener = std::exchange(on_down, nullptr);
        end();
        if (listener) listener(why);
    }

    void end()
    {
        on_packet = nullptr;
        on_down = nullptr;
        boost::system::error_code ignored;
        resolver.cancel();
        bell.cancel();
        socket.close(ignored);
    }

    tcp::resolver resolver;
    tcp::socket socket;
    net::steady_timer bell;
    PacketListener on_packet;
    DownListener on_down;
    bool is_connected = false;
    std::vector<std::byte> waiting, leaving;
    std::array<std::byte, 4096> buffer;
};

TcpLink::TcpLink(net::io_context& io, std::string host, std::uint16_t port) : io_(io), host_(std::move(host)), port_(port) {}

TcpLink::~TcpLink() { close(); }

std::string TcpLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    inner_ = std::make_shared<Inner>(io_);
    inner_->on_packet = std::move(on_packet);
    inner_->on_down = std::move(on_down);
    inner_->look_up(host_, std::to_string(port_));
    return {};
}

void TcpLink::close()
{
    if (!inner_) return;
    inner_->end();
    inner_.reset();
}

bool TcpLink::send(View packet)
{
    if (!inner_ || !inner_->on_packet || inner_->waiting.size() + packet.size() > most_waiting) return false;
    inner_->waiting.insert(inner_->waiting.end(), packet.begin(), packet.end());
    inner_->write();
    return true;
}

std::string TcpLink::where() const { return "tcp " + host_ + ":" + std::to_string(port_); }

}  // namespace recalld::link
