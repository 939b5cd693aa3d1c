#include "simulate/typed_lines.hpp"

#include <string>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <unistd.h>

namespace recalld::simulate {

namespace {

constexpr std::size_t longest_line = 4096;

}  // namespace

struct TypedLines::Inner : std::enable_shared_from_this<Inner> {
    Inner(net::io_context& io, Listener tell) : input(io), listener(std::move(tell)) {}

    void listen()
    {
        const auto take = [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
            if (error || !self->listener) return;
            self->listener(std::string_view(self->text).substr(0, size - 1));
            self->text.erase(0, size);
            if (self->listener) self->listen();
        };
        net::async_read_until(input, net::dynamic_buffer(text, longest_line), '\n', take);
    }

    net::posix::stream_descriptor input;
    Listener listener;
    std::string text;
};

TypedLines::TypedLines(net::io_context& io, int descriptor, Listener listener) : inner_(std::make_shared<Inner>(io, std::move(listener)))
{
    boost::system::error_code unreadable;
    inner_->input.assign(::dup(descriptor), unreadable);
    if (!unreadable) inner_->listen();
}

TypedLines::~TypedLines()
{
    boost::system::error_code already_closed;
    inner_->listener = nullptr;
    inner_->input.close(already_closed);
}

}  // namespace recalld::simulate
