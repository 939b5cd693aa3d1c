#include "simulate/midi_server.hpp"

#include <array>
#include <deque>
#include <list>
#include <stdexcept>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include "midi/stream.hpp"
#include "simulate/luck.hpp"
#include "simulate/schedule.hpp"

namespace recalld::simulate {

namespace {

using net::ip::tcp;
using std::chrono::microseconds;

constexpr std::size_t longest_sysex = std::size_t{8} << 20;

/// One direction of the cable: one message after the other.
struct Cable {
    Clock::time_point clear_at{};

    Clock::time_point arrival(std::size_t bytes, const Faults& faults)
    {
        const auto now = Clock::now();
        const auto time = faults.line > 0 ? microseconds(bytes * 1'000'000 / faults.line) : microseconds(0);
        clear_at = std::max(clear_at, now) + time;
        return clear_at + faults.delay;
    }
};

tcp::acceptor listening(net::io_context& io, const std::string& address, std::uint16_t port)
{
    return {io, tcp::endpoint(net::ip::make_address(address), port)};
}

}  // namespace

/// Kept alive by its own pending operations until stop().
struct MidiServer::Inner : std::enable_shared_from_this<Inner> {
    struct Client {
        explicit Client(tcp::socket its_socket) : socket(std::move(its_socket)) {}
        tcp::socket socket;
        midi::Stream stream{longest_sysex};
        std::array<std::byte, 4096> buffer;
        std::deque<wire::Bytes> leaving;
    };
    using ClientPtr = std::shared_ptr<Client>;

    Inner(net::io_context& io, MidiBox made, const std::string& address, std::uint16_t at, Faults given)
        : acceptor(listening(io, address, at)), port(acceptor.local_endpoint().port()), box(std::move(made)), faults(std::move(given)),
          schedule(io), luck(faults.seed)
    {
        for (const auto& path : faults.silent)
            if (!box.hide(path)) throw std::invalid_argument("fault silent: the profile has no node \"" + path + "\"");
    }

    void accept()
    {
        acceptor.async_accept([self = shared_from_this()](boost::system::error_code error, tcp::socket socket) {
            if (error) return;
            socket.set_option(tcp::no_delay(true), error);   // a cable does not wait for more
            self->clients.push_back(std::make_shared<Client>(std::move(socket)));
            self->read(self->clients.back());
            self->accept();
        });
    }

    void read(const ClientPtr& client)
    {
        client->socket.async_read_some(net::buffer(client->buffer), [self = shared_from_this(), client](boost::system::error_code error, std::size_t size) {
            if (error) return self->forget(client);
            client->stream.feed(wire::View(client->buffer).first(size), [&self](const midi::Message& message) { self->take(message.bytes()); });
            self->read(client);
        });
    }

    void take(wire::View message)
    {
        ++counts.received;
        if (luck.happens(faults.loss)) return void(++counts.lost);
        if (faults.line == 0 && faults.delay.count() == 0) return say(box.hear(message));
        schedule.at(in.arrival(message.size(), faults), [this, kept = wire::Bytes(message.begin(), message.end())] { say(box.hear(kept)); });
    }

    void say(std::vector<wire::Bytes> answers)
    {
        const int times = luck.happens(faults.duplicate) ? 2 : 1;
        for (int i = 0; i < times; ++i)
            for (const auto& answer : answers) send(answer);
    }

    void send(wire::Bytes message)
    {
        if (luck.happens(faults.loss)) return void(++counts.lost);
        if (message.size() > 3 && luck.happens(faults.garble)) garble(message);
        if (faults.line == 0 && faults.delay.count() == 0) return deliver(message);
        const auto when = out.arrival(message.size(), faults);
        schedule.at(when, [this, kept = std::move(message)] { deliver(kept); });
    }

    /// One bit of one data byte.
    void garble(wire::Bytes& message)
    {
        auto& byte = message[1 + luck.below(static_cast<std::uint32_t>(message.size() - 2))];
        if (byte < std::byte{0x80}) byte ^= std::byte{1};
    }

    void deliver(const wire::Bytes& message)
    {
        ++counts.sent;
        for (const auto& client : clients) {
            client->leaving.push_back(message);
            if (client->leaving.size() == 1) write(client);
        }
    }

    void write(const ClientPtr& client)
    {
        net::async_write(client->socket, net::buffer(client->leaving.front()), [self = shared_from_this(), client](boost::system::error_code error, std::size_t) {
            if (error) return self->forget(client);
            client->leaving.pop_front();
            if (!client->leaving.empty()) self->write(client);
        });
    }

    void forget(const ClientPtr& client) { clients.remove(client); }

    void hang_up()
    {
        boost::system::error_code ignored;
        for (const auto& client : clients) client->socket.close(ignored);
        clients.clear();
    }

    void stop()
    {
        boost::system::error_code ignored;
        acceptor.close(ignored);
        schedule.stop();
        hang_up();
    }

    tcp::acceptor acceptor;
    std::uint16_t port;
    MidiBox box;
    Faults faults;
    Schedule schedule;
    Luck luck;
    Cable in, out;
    std::list<ClientPtr> clients;
    Counts counts;
};

MidiServer::MidiServer(net::io_context& io, MidiBox box, const std::string& address, std::uint16_t port, Faults faults)
    : inner_(std::make_shared<Inner>(io, std::move(box), address, port, std::move(faults)))
{
    inner_->accept();
}

MidiServer::~MidiServer() { stop(); }

std::uint16_t MidiServer::port() const { return inner_->port; }
MidiBox& MidiServer::box() { return inner_->box; }
void MidiServer::start_dump(const std::string& name) { inner_->say(inner_->box.dump(name)); }
MidiServer::Counts MidiServer::counts() const { return inner_->counts; }
void MidiServer::hang_up() { inner_->hang_up(); }
void MidiServer::stop() { inner_->stop(); }

}  // namespace recalld::simulate
