#include "remote/web_socket.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>

#include "log.hpp"

namespace recalld::remote {

namespace {

namespace websocket = boost::beast::websocket;
using boost::system::error_code;
using Stream = net::generic::stream_protocol::socket;

constexpr std::size_t longest_message = 64 * 1024;
constexpr std::size_t most_waiting = 1024 * 1024;   // bytes; more is a client that does not read

class Session : public WebSocket, public std::enable_shared_from_this<Session> {
public:
    explicit Session(Stream stream) : stream_(std::move(stream)) {}

    static task<bool> accept(std::shared_ptr<Session> self, std::string received)
    {
        self->stream_.read_message_max(longest_message);
        self->stream_.set_option(websocket::stream_base::timeout::suggested(boost::beast::role_type::server));
        error_code fault;
        co_await self->stream_.async_accept(net::buffer(received), net::redirect_error(net::use_awaitable, fault));
        self->over_ = fault.failed();
        co_return !fault;
    }

    task<std::optional<Message>> read() override { return take(shared_from_this()); }

    bool send(std::string bytes, bool is_text) override
    {
        if (over_) return false;
        waiting_ += bytes.size();
        if (waiting_ > most_waiting) return drop();
        queue_.push_back({std::move(bytes), is_text});
        if (!std::exchange(writes_, true)) net::co_spawn(stream_.get_executor(), write(shared_from_this()), net::detached);
        return true;
    }

    std::size_t waiting() const override { return waiting_; }

    /// What is queued still goes out; then the goodbye.
    void close() override
    {
        if (std::exchange(over_, true)) return;
        if (!writes_) net::co_spawn(stream_.get_executor(), say_goodbye(shared_from_this()), net::detached);
    }

private:
    bool drop()
    {
        over_ = true;
        queue_.clear();
        error_code ignored;
        stream_.next_layer().close(ignored);
        return false;
    }

    static task<std::optional<Message>> take(std::shared_ptr<Session> self)
    {
        boost::beast::flat_buffer buffer;
        error_code fault;
        co_await self->stream_.async_read(buffer, net::redirect_error(net::use_awaitable, fault));
        if (fault) self->over_ = true;
        std::optional<Message> message;
        if (!fault) message = Message{std::string(static_cast<const char*>(buffer.data().data()), buffer.size()), self->stream_.got_text()};
        co_return message;
    }

    static task<> write(std::shared_ptr<Session> self)
    {
        error_code fault;
        while (!fault && !self->queue_.empty()) {
            const Message message = std::move(self->queue_.front());
            self->queue_.pop_front();
            self->stream_.text(message.is_text);
            co_await self->stream_.async_write(net::buffer(message.bytes), net::redirect_error(net::use_awaitable, fault));
            self->waiting_ -= std::min(self->waiting_, message.bytes.size());
        }
        self->writes_ = false;
        if (fault) self->over_ = true;
        else if (self->over_) co_await say_goodbye(self);
    }

    static task<> say_goodbye(std::shared_ptr<Session> self)
    {
        error_code ignored;
        co_await self->stream_.async_close(websocket::close_code::normal, net::redirect_error(net::use_awaitable, ignored));
    }

    websocket::stream<Stream> stream_;
    std::deque<Message> queue_;
    std::size_t waiting_ = 0;
    bool writes_ = false, over_ = false;
};

}  // namespace

task<> converse(Stream stream, std::string received, Conversation conversation)
{
    const auto session = std::make_shared<Session>(std::move(stream));
    const bool accepted = co_await Session::accept(session, std::move(received));
    if (!accepted) co_return;
    try {
        co_await conversation(session);
    } catch (const std::exception& mistake) {
        log::remote().error("WebSocket: {} (fault: recalld)", mistake.what());
    }
    session->close();
}

}  // namespace recalld::remote
