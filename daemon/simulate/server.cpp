#include "simulate/server.hpp"

#include <array>
#include <stdexcept>

#include "simulate/clients.hpp"
#include "simulate/desk_queue.hpp"
#include "simulate/path.hpp"
#include "simulate/person.hpp"

namespace recalld::simulate {

namespace {

using net::ip::udp;

constexpr int socket_buffer = 4 << 20;
constexpr std::chrono::milliseconds meters_every{50};
constexpr int packets_a_wake = 128;  // then others on the io_context have their turn

udp::socket open_socket(net::io_context& io, const udp::endpoint& listen)
{
    udp::socket socket(io, listen);
    boost::system::error_code as_large_as_the_system_allows;
    socket.set_option(net::socket_base::receive_buffer_size(socket_buffer), as_large_as_the_system_allows);
    socket.set_option(net::socket_base::send_buffer_size(socket_buffer), as_large_as_the_system_allows);
    socket.non_blocking(true);
    return socket;
}

void hide_all(Console& console, const std::vector<std::string>& paths)
{
    for (const auto& path : paths)
        if (!console.hide(path)) throw std::invalid_argument("fault silent: the profile has no node \"" + path + "\"");
}

}  // namespace

/// Kept alive by its own pending wait until stop().
struct Server::Inner : std::enable_shared_from_this<Inner> {
    Inner(net::io_context& io, Console made, const udp::endpoint& listen, Faults given)
        : socket(open_socket(io, listen)),
          port(socket.local_endpoint().port()),
          console(std::move(made)),
          faults(std::move(given)),
          schedule(io),
          in(schedule, faults, 0, faults.seed, [this](Datagram datagram) { reach_desk(std::move(datagram)); }),
          queue(schedule, faults, [this](Datagram datagram) { serve(datagram.client, datagram.packet); }),
          out(schedule, faults, faults.reorder, faults.seed + 1,
              [this](Datagram datagram) { send(datagram.client, datagram.packet); }),
          person(console.profile(), faults.seed + 2)
    {
        hide_all(console, faults.silent);
    }

    void listen();
    void drain();
    void take(wire::View packet);
    void reach_desk(Datagram datagram);
    void serve(Client client, wire::View packet);
    void say(std::vector<Outgoing> answers);
    void send(Client client, wire::View packet);

    void plan_faults();
    void plan_reboot(Clock::time_point when);
    void power(bool up);
    void plan_meters(Clock::time_point when);
    void plan_move(Clock::time_point when);
    void stop();

    udp::socket socket;
    std::uint16_t port;
    Console console;
    Faults faults;
    bool direct = faults.none();  ///< packets go straight to the console, answers straight back
    Clients clients;
    Schedule schedule;
    Path in;
    DeskQueue queue;
    Path out;
    Person person;
    bool is_up = true;
    std::uint64_t received = 0, served = 0, unheard = 0;
    udp::endpoint sender;
    std::array<std::byte, 65'536> buffer;
};

void Server::Inner::listen()
{
    socket.async_wait(udp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
        if (error) return;
        self->drain();
        if (self->socket.is_open()) self->listen();
    });
}

void Server::Inner::drain()
{
    for (int i = 0; i < packets_a_wake; ++i) {
        boost::system::error_code error;
        const auto size = socket.receive_from(net::buffer(buffer), sender, 0, error);
        if (error) return;
        take(wire::View(buffer).first(size));
    }
}

void Server::Inner::take(wire::View packet)
{
    ++received;
    const auto client = clients.number_of(sender);
    if (direct) return serve(client, packet);
    in.send({client, {packet.begin(), packet.end()}});
}

void Server::Inner::reach_desk(Datagram datagram)
{
    if (is_up)
        queue.arrive(std::move(datagram));
    else
        ++unheard;
}

void Server::Inner::serve(Client client, wire::View packet)
{
    ++served;
    say(console.receive(client, packet, Clock::now()));
}

void Server::Inner::say(std::vector<Outgoing> answers)
{
    for (auto& answer : answers) {
        if (direct)
            send(answer.to, answer.packet);
        else
            out.send({answer.to, std::move(answer.packet)});
    }
}

void Server::Inner::send(Client client, wire::View packet)
{
    boost::system::error_code error;
    socket.send_to(net::buffer(packet.data(), packet.size()), clients.endpoint_of(client), 0, error);
    if (error) ++unheard;
}

void Server::Inner::plan_faults()
{
    const auto start = Clock::now();
    if (faults.reboot_every.count() > 0) plan_reboot(start + faults.reboot_every);
    if (faults.freeze_for.count() > 0) {
        schedule.at(start + faults.freeze_after, [this] { queue.freeze(); });
        schedule.at(start + faults.freeze_after + faults.freeze_for, [this] { queue.thaw(); });
    }
    if (faults.person > 0) plan_move(start);
    if (!console.profile().meters.blocks.empty()) plan_meters(start + meters_every);
}

void Server::Inner::plan_reboot(Clock::time_point when)
{
    schedule.at(when, [this, when] {
        power(false);
        schedule.at(when + faults.reboot_for, [this] { power(true); });
        plan_reboot(when + faults.reboot_every);
    });
}

void Server::Inner::power(bool up)
{
    is_up = up;
    console.reboot();
    queue.clear();
}

void Server::Inner::plan_meters(Clock::time_point when)
{
    schedule.at(when, [this, when] {
        if (is_up && !queue.is_frozen()) say(console.meters(Clock::now()));
        plan_meters(when + meters_every);
    });
}

void Server::Inner::plan_move(Clock::time_point when)
{
    const auto next = when + std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / faults.person));
    schedule.at(next, [this, next] {
        if (is_up && !queue.is_frozen()) say(person.move_something(console, Clock::now()));
        plan_move(next);
    });
}

void Server::Inner::stop()
{
    boost::system::error_code already_closed;
    socket.close(already_closed);
    schedule.stop();
}

Server::Server(net::io_context& io, Console console, const udp::endpoint& listen, Faults faults)
    : inner_(std::make_shared<Inner>(io, std::move(console), listen, std::move(faults)))
{
    inner_->listen();
    inner_->plan_faults();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return inner_->port; }
Console& Server::console() { return inner_->console; }

Server::Counts Server::counts() const
{
    const auto lost = inner_->in.lost() + inner_->out.lost() + inner_->unheard;
    return {inner_->received, inner_->served, inner_->queue.overflowed(), lost};
}

void Server::stop() { inner_->stop(); }

}  // namespace recalld::simulate
