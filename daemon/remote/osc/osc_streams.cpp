#include "remote/osc/osc_streams.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace recalld::remote {

namespace {

using net::ip::tcp;

constexpr std::size_t bytes_at_a_time = 16 * 1024;
constexpr std::chrono::milliseconds after_refusal{100};   // no more files: a moment of rest, not a loop

}  // namespace

struct OscStreams::Inner : std::enable_shared_from_this<Inner> {
    struct Stream {
        Stream(tcp::socket its_socket, OscPlace its_place) : socket(std::move(its_socket)), place(std::move(its_place)) {}
        tcp::socket socket;
        OscPlace place;
        osc::StreamReader reader;
        std::array<std::byte, bytes_at_a_time> buffer;
        std::deque<osc::Bytes> waiting;
        std::size_t bytes_waiting = 0;
        bool is_writing = false, is_over = false;
        OscTime heard = std::chrono::steady_clock::now();
    };
    using Shared = std::shared_ptr<Stream>;

    Inner(net::io_context& its_io, tcp::acceptor its_acceptor, Listener its_listener)
        : io(its_io), acceptor(std::move(its_acceptor)), rest(its_io), listener(std::move(its_listener))
    {
    }

    void accept()
    {
        acceptor.async_accept([self = shared_from_this()](boost::system::error_code error, tcp::socket socket) {
            if (error == net::error::operation_aborted || !self->acceptor.is_open()) return;
            if (error) return self->accept_later();
            self->welcome(std::move(socket));
            self->accept();
        });
    }

    void accept_later()
    {
        rest.expires_after(after_refusal);
        rest.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error) self->accept();
        });
    }

    void welcome(tcp::socket socket)
    {
        boost::system::error_code fault;
        const auto from = socket.remote_endpoint(fault);
        if (fault || streams.size() >= most_streams) return;   // the socket closes with us
        socket.set_option(tcp::no_delay(true), fault);
        auto stream = std::make_shared<Stream>(std::move(socket), OscPlace{from.address(), from.port(), ++newest});
        streams[newest] = stream;
        read(stream);
    }

    void read(const Shared& stream)
    {
        stream->socket.async_read_some(net::buffer(stream->buffer), [self = shared_from_this(), stream](boost::system::error_code error, std::size_t size) {
            if (stream->is_over) return;
            if (error) return self->end(stream);
            stream->heard = std::chrono::steady_clock::now();
            const auto read = stream->reader.feed(osc::View(stream->buffer).first(size), [&](osc::View packet) {
                if (!stream->is_over && self->listener.on_packet) self->listener.on_packet(packet, stream->place);
            });
            if (!read) return self->end(stream);
            if (!stream->is_over) self->read(stream);
        });
    }

    void write(const Shared& stream)
    {
        if (stream->is_writing || stream->waiting.empty() || stream->is_over) return;
        stream->is_writing = true;
        net::async_write(stream->socket, net::buffer(stream->waiting.front()), [self = shared_from_this(), stream](boost::system::error_code error, std::size_t) {
            stream->is_writing = false;
            if (stream->is_over) return;
            if (error) return self->end(stream);
            stream->bytes_waiting -= stream->waiting.front().size();
            stream->waiting.pop_front();
            self->write(stream);
        });
    }

    void send(const Shared& stream, const osc::Bytes& packet)
    {
        stream->waiting.push_back(osc::framed(packet, stream->reader.framing()));
        stream->bytes_waiting += stream->waiting.back().size();
        if (stream->bytes_waiting <= most_waiting) return write(stream);
        stream->is_over = true;   // nothing more goes there; it is cleared away when nobody is in the middle of it
        net::post(io, [self = shared_from_this(), stream] {
            stream->is_over = false;
            self->end(stream);
        });
    }

    void end(const Shared& stream)
    {
        if (std::exchange(stream->is_over, true)) return;
        boost::system::error_code ignored;
        stream->socket.close(ignored);
        streams.erase(stream->place.stream);
        if (listener.on_gone) listener.on_gone(stream->place);
    }

    void stop()
    {
        listener = {};
        boost::system::error_code ignored;
        acceptor.close(ignored);
        rest.cancel();
        const auto all = streams;
        for (const auto& [number, stream] : all) end(stream);
    }

    net::io_context& io;
    tcp::acceptor acceptor;
    net::steady_timer rest;
    Listener listener;
    std::map<std::uint64_t, Shared> streams;
    std::uint64_t newest = 0;
};

OscStreams::OscStreams(net::io_context& io, tcp::acceptor acceptor, Listener listener)
    : inner_(std::make_shared<Inner>(io, std::move(acceptor), std::move(listener)))
{
    inner_->accept();
}

OscStreams::~OscStreams() { inner_->stop(); }

void OscStreams::send(const OscPlace& place, const osc::Bytes& packet)
{
    const auto found = inner_->streams.find(place.stream);
    if (found != inner_->streams.end() && !found->second->is_over) inner_->send(found->second, packet);
}

bool OscStreams::takes_more(const OscPlace& place) const
{
    const auto found = inner_->streams.find(place.stream);
    return found != inner_->streams.end() && found->second->bytes_waiting < waits_for_reader;
}

std::size_t OscStreams::size() const { return inner_->streams.size(); }

void OscStreams::end_idle(OscTime now)
{
    const auto all = inner_->streams;
    for (const auto& [number, stream] : all)
        if (now - stream->heard >= most_idle) inner_->end(stream);
}

}  // namespace recalld::remote
