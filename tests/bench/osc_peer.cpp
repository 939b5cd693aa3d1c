#include "bench/osc_peer.hpp"

#include <lo/lo.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <deque>
#include <system_error>
#include <vector>

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t largest_datagram = 65'507;
constexpr int socket_buffer = 8 << 20;
constexpr double lost_ms = 1000;

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

double ms_between(Clock::time_point from, Clock::time_point to) { return std::chrono::duration<double, std::milli>(to - from).count(); }

int echo(const char* path, const char*, lo_arg**, int, lo_message message, void* server)
{
    return lo_send_message_from(lo_message_get_source(message), server, path, message) < 0 ? 1 : 0;
}

/// Never returns: the process is the server.
[[noreturn]] void serve(int port_pipe)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const auto server = lo_server_new(nullptr, nullptr);
    const std::uint16_t port = server ? static_cast<std::uint16_t>(lo_server_get_port(server)) : 0;
    if (::write(port_pipe, &port, sizeof port) != sizeof port || port == 0) ::_exit(1);
    lo_server_add_method(server, nullptr, nullptr, echo, server);
    for (;;) lo_server_recv(server);
}

}  // namespace

OscSocket::OscSocket(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)), buffer_(largest_datagram)
{
    if (socket_ < 0) fail("no socket");
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &socket_buffer, sizeof socket_buffer);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    there.sin_port = htons(port);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof there) != 0) fail("cannot reach the port");
}

OscSocket::~OscSocket() { ::close(socket_); }

bool OscSocket::send(const osc::Bytes& packet) const { return ::send(socket_, packet.data(), packet.size(), 0) == static_cast<ssize_t>(packet.size()); }

osc::View OscSocket::receive(int patience_ms)
{
    ssize_t size = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    pollfd ready{socket_, POLLIN, 0};
    if (size < 0 && patience_ms > 0 && ::poll(&ready, 1, patience_ms) > 0) size = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    return size < 0 ? osc::View() : osc::View(buffer_.data(), static_cast<std::size_t>(size));
}

EchoServer::EchoServer()
{
    int ends[2];
    if (::pipe(ends) != 0) fail("no pipe");
    process_ = ::fork();
    if (process_ == 0) serve(ends[1]);
    const bool told = ::read(ends[0], &port_, sizeof port_) == sizeof port_ && port_ != 0;
    ::close(ends[0]);
    ::close(ends[1]);
    if (!told) fail("liblo's server did not start");
}

EchoServer::~EchoServer()
{
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

double rate_of(OscSocket& socket, const osc::Bytes& question, std::size_t window, std::chrono::milliseconds time)
{
    std::size_t answered = 0;
    for (std::size_t i = 0; i < window; ++i) socket.send(question);
    const auto begun = Clock::now();
    while (Clock::now() - begun < time) {
        if (socket.receive(100).empty()) socket.send(question);   // one was lost
        else ++answered, socket.send(question);
    }
    const double seconds = ms_between(begun, Clock::now()) / 1000;
    while (!socket.receive(50).empty()) {}
    return static_cast<double>(answered) / seconds;
}

Series delays_of(OscSocket& socket, const osc::Bytes& question, double a_second, std::chrono::milliseconds time)
{
    Series delays;
    std::deque<Clock::time_point> asked;
    const auto begun = Clock::now();
    const auto between = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / a_second));
    auto next = begun;
    for (auto now = begun; now - begun < time; now = Clock::now()) {
        for (; next <= now; next += between)
            if (socket.send(question)) asked.push_back(Clock::now());
        while (!asked.empty() && !socket.receive(0).empty()) {
            delays.add(ms_between(asked.front(), Clock::now()));
            asked.pop_front();
        }
    }
    for (; !asked.empty() && !socket.receive(200).empty(); asked.pop_front()) delays.add(ms_between(asked.front(), Clock::now()));
    for (std::size_t i = 0; i < asked.size(); ++i) delays.add(lost_ms);
    return delays;
}

}  // namespace recalld::bench
