#include "bench/desk_tap.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <bit>
#include <cstring>
#include <ctime>
#include <system_error>

namespace recalld::bench {

namespace {

constexpr std::size_t largest_datagram = 65'507;
constexpr int socket_buffer = 4 << 20;
constexpr std::size_t fader_bytes = 28;   // address, tags and one number, each padded to four
constexpr int packets_a_turn = 64;

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), "desk tap: " + what); }

int udp_socket()
{
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0) fail("no socket");
    ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &socket_buffer, sizeof socket_buffer);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &socket_buffer, sizeof socket_buffer);
    return socket;
}

void join(int socket, const std::string& host, std::uint16_t port)
{
    addrinfo wanted{}, *found = nullptr;
    wanted.ai_family = AF_INET;
    wanted.ai_socktype = SOCK_DGRAM;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) fail("cannot find " + host);
    const int joined = ::connect(socket, found->ai_addr, found->ai_addrlen);
    ::freeaddrinfo(found);
    if (joined != 0) fail("cannot reach " + host);
}

/// When the system had it.
std::int64_t stamp_of(msghdr& message)
{
    for (auto* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS) continue;
        timespec time{};
        std::memcpy(&time, CMSG_DATA(part), sizeof time);
        return time.tv_sec * 1'000'000'000 + time.tv_nsec;
    }
    return 0;
}

}  // namespace

std::int64_t stamp_now()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

std::optional<FaderTold> fader_told(link::View packet)
{
    static constexpr char tail[] = "/mix/fader\0\0\0\0,f\0\0";
    if (packet.size() != fader_bytes || std::memcmp(packet.data(), "/ch/", 4) != 0 || std::memcmp(packet.data() + 6, tail, sizeof tail - 1) != 0) return std::nullopt;
    const auto digit = [&](std::size_t at) { return static_cast<std::size_t>(std::to_integer<int>(packet[at]) - '0'); };
    std::uint32_t bits = 0;
    for (std::size_t at = fader_bytes - 4; at < fader_bytes; ++at) bits = bits << 8 | std::to_integer<std::uint32_t>(packet[at]);
    return FaderTold{digit(4) * 10 + digit(5) - 1, std::bit_cast<float>(bits), 0};
}

DeskTap::DeskTap(const std::string& host, std::uint16_t port) : daemon_(udp_socket()), desk_(udp_socket()), bell_(::eventfd(0, EFD_CLOEXEC))
{
    join(desk_, host, port);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    const int yes = 1;
    ::setsockopt(daemon_, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
    if (::bind(daemon_, reinterpret_cast<sockaddr*>(&here), sizeof here) != 0) fail("no port");
    ::getsockname(daemon_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::thread([this] { pass(); });
}

DeskTap::~DeskTap()
{
    ends_ = true;
    const std::uint64_t one = 1;
    if (::write(bell_, &one, sizeof one) == sizeof one) thread_.join();
    else thread_.detach();
    for (const int socket : {daemon_, desk_, bell_}) ::close(socket);
}

void DeskTap::pass()
{
    std::array<pollfd, 3> ready{{{daemon_, POLLIN, 0}, {desk_, POLLIN, 0}, {bell_, POLLIN, 0}}};
    while (!ends_ && ::poll(ready.data(), ready.size(), -1) > 0) {
        for (int i = 0; i < packets_a_turn && take_from_daemon(); ++i) {}
        for (int i = 0; i < packets_a_turn && take_from_desk(); ++i) {}
    }
}

bool DeskTap::take_from_daemon()
{
    std::array<std::byte, largest_datagram> bytes;
    std::array<char, 256> about;
    sockaddr_in sender{};
    iovec piece{bytes.data(), bytes.size()};
    msghdr message{&sender, sizeof sender, &piece, 1, about.data(), about.size(), 0};
    const auto size = ::recvmsg(daemon_, &message, 0);
    if (size < 0) return false;
    const link::View packet(bytes.data(), static_cast<std::size_t>(size));
    daemon_address_.assign(reinterpret_cast<const char*>(&sender), reinterpret_cast<const char*>(&sender) + message.msg_namelen);
    if (auto fader = fader_told(packet)) {
        fader->at = stamp_of(message);
        const std::lock_guard lock(mutex_);
        told_.push_back(*fader);
        came_.notify_all();
    }
    ::send(desk_, packet.data(), packet.size(), 0);
    return true;
}

bool DeskTap::take_from_desk()
{
    std::array<std::byte, largest_datagram> bytes;
    const auto size = ::recv(desk_, bytes.data(), bytes.size(), 0);
    if (size < 0) return false;
    if (!daemon_address_.empty())
        ::sendto(daemon_, bytes.data(), static_cast<std::size_t>(size), 0, reinterpret_cast<const sockaddr*>(daemon_address_.data()), static_cast<socklen_t>(daemon_address_.size()));
    return true;
}

std::optional<FaderTold> DeskTap::wait_for(std::size_t channel, float wire, std::int64_t since)
{
    std::optional<FaderTold> found;
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, std::chrono::seconds(1), [&] {
        for (auto one = told_.rbegin(); one != told_.rend() && one->at >= since && !found; ++one)
            if (one->channel == channel && one->wire == wire) found = *one;
        return found.has_value();
    });
    return found;
}

}  // namespace recalld::bench
