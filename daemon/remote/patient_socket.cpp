#include "remote/patient_socket.hpp"

#include <utility>

namespace recalld::remote {

using boost::system::error_code;

namespace {

constexpr std::size_t read_size = 64 * 1024;

}  // namespace

void PatientSocket::after(std::chrono::milliseconds time, void (PatientSocket::*what)())
{
    timer_.expires_after(time);
    timer_.async_wait([weak = weak_from_this(), what](error_code failed) {
        const auto self = weak.lock();
        if (failed || !self || self->timer_.expiry() > std::chrono::steady_clock::now()) return;
        (*self.*what)();
    });
}

void PatientSocket::read_within(std::chrono::milliseconds time)
{
    expired_ = false;
    after(time, &PatientSocket::stop_reading);
}

/// Leaves the socket open: the other side still gets to read why.
void PatientSocket::stop_reading()
{
    expired_ = true;
    error_code ignored;
    stream_.cancel(ignored);
}

void PatientSocket::end_sending()
{
    error_code ignored;
    stream_.shutdown(Stream::shutdown_send, ignored);
}

void PatientSocket::close()
{
    timer_.cancel();
    error_code ignored;
    stream_.close(ignored);
}

PatientSocket::Stream PatientSocket::release()
{
    timer_.cancel();
    return std::move(stream_);
}

task<bool> PatientSocket::read_some(std::shared_ptr<PatientSocket> self)
{
    if (self->expired_ || !self->stream_.is_open()) co_return false;
    const std::size_t before = self->pending_.size();
    self->pending_.resize(before + read_size);
    error_code failed;
    const auto room = net::buffer(self->pending_.data() + before, read_size);
    const std::size_t count =
        co_await self->stream_.async_read_some(room, net::redirect_error(net::use_awaitable, failed));
    self->pending_.resize(before + (failed ? 0 : count));
    co_return !failed;
}

task<bool> PatientSocket::send(std::shared_ptr<PatientSocket> self, std::string bytes,
                               std::chrono::milliseconds patience)
{
    if (!self->stream_.is_open()) co_return false;
    self->after(patience, &PatientSocket::close);
    error_code failed;
    co_await net::async_write(self->stream_, net::buffer(bytes), net::redirect_error(net::use_awaitable, failed));
    self->take_your_time();
    if (failed) self->close();
    co_return !failed;
}

}  // namespace recalld::remote
