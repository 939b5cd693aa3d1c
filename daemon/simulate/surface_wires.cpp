#include "simulate/surface_wires.hpp"

#include <array>
#include <deque>

#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace recalld::simulate {

namespace {

using net::ip::tcp;
using net::ip::udp;
using boost::system::error_code;

constexpr std::size_t largest_datagram = 65'507;
constexpr std::size_t most_waiting = 1 << 20;   // bytes for a host that does not read
constexpr std::uint16_t first_ipmidi_port = 21'928;
const net::ip::address_v4 ipmidi_group({225, 0, 0, 37});

/// One host after the other.
class TcpWire : public SurfaceWire, public std::enable_shared_from_this<TcpWire> {
public:
    TcpWire(net::io_context& io, const tcp::endpoint& listen) : acceptor_(io, listen), host_(io) {}

    void open(Heard heard) override
    {
        heard_ = std::move(heard);
        accept();
    }

    void send(const wire::Bytes& message) override
    {
        if (!host_.is_open() || waiting_ + message.size() > most_waiting) return;
        waiting_ += message.size();
        queue_.push_back(message);
        if (queue_.size() == 1) write();
    }

    void close() override
    {
        error_code already_closed;
        heard_ = nullptr;
        acceptor_.close(already_closed);
        hang_up();
    }

    std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

private:
    void accept()
    {
        acceptor_.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
            if (!self->heard_) return;
            if (!error) self->take(std::move(socket));
            self->accept();
        });
    }

    void take(tcp::socket socket)
    {
        hang_up();
        error_code unimportant;
        socket.set_option(tcp::no_delay(true), unimportant);
        host_ = std::move(socket);
        read();
    }

    void hang_up()
    {
        error_code already_closed;
        host_.close(already_closed);
        queue_.clear();
        waiting_ = 0;
        ++call_;
    }

    void read()
    {
        host_.async_read_some(net::buffer(buffer_), [self = shared_from_this(), call = call_](error_code error, std::size_t size) {
            if (call != self->call_ || !self->heard_) return;
            if (error) return self->hang_up();
            self->heard_(wire::View(self->buffer_.data(), size));
            if (call == self->call_) self->read();
        });
    }

    void write()
    {
        const auto message = std::make_shared<wire::Bytes>(queue_.front());
        net::async_write(host_, net::buffer(*message), [self = shared_from_this(), call = call_, message](error_code error, std::size_t) {
            if (call != self->call_) return;
            if (error) return self->hang_up();
            self->waiting_ -= message->size();
            self->queue_.pop_front();
            if (!self->queue_.empty()) self->write();
        });
    }

    tcp::acceptor acceptor_;
    tcp::socket host_;
    unsigned call_ = 0;   ///< counts hosts: what belongs to one who left is not heard
    Heard heard_;
    std::deque<wire::Bytes> queue_;
    std::size_t waiting_ = 0;
    std::array<std::byte, 4096> buffer_;
};

/// Everybody on the port hears everybody; one socket hears, another one sends, so that it knows its own.
class IpMidiWire : public SurfaceWire, public std::enable_shared_from_this<IpMidiWire> {
public:
    IpMidiWire(net::io_context& io, const net::ip::address_v4& card, std::uint16_t number)
        : hearing_(io, udp::v4()), sending_(io, udp::v4()), number_(number),
          everybody_(ipmidi_group, static_cast<std::uint16_t>(first_ipmidi_port + number - 1))
    {
        hearing_.set_option(net::socket_base::reuse_address(true));
        hearing_.bind(everybody_);
        hearing_.set_option(net::ip::multicast::join_group(ipmidi_group, card));
        sending_.set_option(net::ip::multicast::outbound_interface(card));
        sending_.set_option(net::ip::multicast::enable_loopback(true));
        sending_.bind({card, 0});
        us_ = sending_.local_endpoint();
    }

    void open(Heard heard) override
    {
        heard_ = std::move(heard);
        read();
    }

    void send(const wire::Bytes& message) override
    {
        error_code lost;
        sending_.send_to(net::buffer(message), everybody_, 0, lost);
    }

    void close() override
    {
        error_code already_closed;
        heard_ = nullptr;
        hearing_.close(already_closed);
        sending_.close(already_closed);
    }

    std::uint16_t port() const override { return number_; }

private:
    void read()
    {
        hearing_.async_receive_from(net::buffer(buffer_), sender_, [self = shared_from_this()](error_code error, std::size_t size) {
            if (error || !self->heard_) return;
            if (self->sender_ != self->us_) self->heard_(wire::View(self->buffer_.data(), size));
            if (self->heard_) self->read();
        });
    }

    udp::socket hearing_, sending_;
    std::uint16_t number_;
    udp::endpoint everybody_, us_, sender_;
    Heard heard_;
    std::array<std::byte, largest_datagram> buffer_;
};

}  // namespace

std::shared_ptr<SurfaceWire> make_surface_wire(net::io_context& io, const SurfaceListen& listen)
{
    const auto address = net::ip::make_address(listen.address);
    if (listen.is_ipmidi) return std::make_shared<IpMidiWire>(io, address.to_v4(), listen.port);
    return std::make_shared<TcpWire>(io, tcp::endpoint(address, listen.port));
}

}  // namespace recalld::simulate
