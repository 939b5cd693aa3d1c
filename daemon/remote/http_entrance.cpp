#include "remote/http_entrance.hpp"

#include <sys/socket.h>

#include <optional>

#include "remote/socket_file.hpp"

namespace recalld::remote {

namespace {

using boost::system::error_code;
using net::ip::tcp;

[[noreturn]] void refuse(const NetworkDoor& door, const std::string& why)
{
    throw std::runtime_error("http " + door.address + ":" + std::to_string(door.port) + ": " + why);
}

tcp::acceptor listen(net::io_context& io, const NetworkDoor& door)
{
    error_code fault;
    const auto address = net::ip::make_address(door.address, fault);
    if (fault) refuse(door, "this is no address; 127.0.0.1 is this machine alone, 0.0.0.0 every network card");
    tcp::acceptor acceptor(io);
    const tcp::endpoint place(address, door.port);
    acceptor.open(place.protocol(), fault);
    if (!fault) acceptor.set_option(tcp::acceptor::reuse_address(true), fault);
    if (!fault) acceptor.bind(place, fault);
    if (!fault) acceptor.listen(net::socket_base::max_listen_connections, fault);
    if (fault) refuse(door, fault == net::error::address_in_use ? "another program listens there; choose another port in the rig" : fault.message());
    return acceptor;
}

std::optional<std::uint32_t> user_behind(int descriptor)
{
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return {};
    return credentials.uid;
}

std::string plain_text(const net::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace

struct HttpEntrance::Network {
    tcp::acceptor acceptor;
};

struct HttpEntrance::Unix {
    SocketFile file;
};

HttpEntrance::HttpEntrance(net::io_context& io, const HttpDoor& door)
{
    if (const auto* network = std::get_if<NetworkDoor>(&door)) network_ = std::make_unique<Network>(Network{listen(io, *network)});
    else unix_.reset(new Unix{SocketFile(io, std::get<UnixDoor>(door).path)});
}

HttpEntrance::~HttpEntrance() = default;

bool HttpEntrance::is_open() const { return network_ ? network_->acceptor.is_open() : unix_->file.acceptor().is_open(); }

std::uint16_t HttpEntrance::port() const
{
    error_code ignored;
    return network_ ? network_->acceptor.local_endpoint(ignored).port() : std::uint16_t{0};
}

void HttpEntrance::close()
{
    error_code ignored;
    if (network_) network_->acceptor.close(ignored);
    else unix_->file.close();
}

task<HttpEntrance::Guest> HttpEntrance::admit(std::shared_ptr<HttpEntrance> self)
{
    Guest guest;
    error_code fault;
    if (self->network_) {
        tcp::endpoint from;
        auto socket = co_await self->network_->acceptor.async_accept(from, net::redirect_error(net::use_awaitable, fault));
        if (fault) co_return guest;
        socket.set_option(tcp::no_delay(true), fault);
        guest.peer.address = plain_text(from.address());
        guest.stream = std::make_shared<Stream>(std::move(socket));
        co_return guest;
    }
    auto socket = co_await self->unix_->file.acceptor().async_accept(net::redirect_error(net::use_awaitable, fault));
    if (fault) co_return guest;
    guest.peer.user = user_behind(socket.native_handle());
    guest.stream = std::make_shared<Stream>(std::move(socket));
    co_return guest;
}

}  // namespace recalld::remote
