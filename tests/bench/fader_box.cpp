#include "bench/fader_box.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "mackie/mcu.hpp"

namespace recalld::bench {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), "fader box: " + what); }

}  // namespace

FaderBox::FaderBox(std::uint8_t model_byte)
    : model_(model_byte), server_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), bell_(::eventfd(0, EFD_CLOEXEC)),
      query_(mackie::mcu::write(mackie::mcu::DeviceQuery{}, {model_byte, {}, {}}))
{
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    if (::bind(server_, reinterpret_cast<sockaddr*>(&here), sizeof here) != 0 || ::listen(server_, 1) != 0) fail("no port");
    ::getsockname(server_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::thread([this] { serve(); });
}

FaderBox::~FaderBox()
{
    ends_ = true;
    const std::uint64_t one = 1;
    if (::write(bell_, &one, sizeof one) == sizeof one) thread_.join();
    else thread_.detach();
    for (const int socket : {server_, bell_, peer_.load()})
        if (socket >= 0) ::close(socket);
}

void FaderBox::serve()
{
    while (!ends_) {
        std::array<pollfd, 3> ready{{{server_, POLLIN, 0}, {bell_, POLLIN, 0}, {peer_, POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), -1) < 0) continue;
        if ((ready[0].revents & POLLIN) != 0) welcome();
        if (ready[2].revents != 0 && !listen_to_peer()) ::close(peer_.exchange(-1));
    }
}

void FaderBox::welcome()
{
    const int peer = ::accept4(server_, nullptr, nullptr, SOCK_CLOEXEC);
    const int yes = 1;
    ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const int before = peer_.exchange(peer);
    if (before >= 0) ::close(before);
}

bool FaderBox::listen_to_peer()
{
    std::array<std::byte, 4096> bytes;
    const auto size = ::recv(peer_, bytes.data(), bytes.size(), 0);
    if (size <= 0) return false;
    heard_ += static_cast<std::uint64_t>(size);
    tail_.insert(tail_.end(), bytes.begin(), bytes.begin() + size);
    const auto found = std::ranges::search(tail_, query_);
    if (!found.empty()) {
        tail_.erase(tail_.begin(), found.end());
        say(mackie::mcu::write(mackie::mcu::HostConnectionQuery{{'B', 'E', 'N', 'C', 'H', '0', '1'}, {1, 2, 3, 4}}, {model_, {}, {}}));
    }
    if (tail_.size() > query_.size()) tail_.erase(tail_.begin(), tail_.end() - static_cast<std::ptrdiff_t>(query_.size()));
    return true;
}

void FaderBox::say(wire::View bytes)
{
    said_ += bytes.size();
    while (!bytes.empty()) {
        const auto size = ::send(peer_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size < 0) fail("the daemon hung up");
        bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
}

}  // namespace recalld::bench
