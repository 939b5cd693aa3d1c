#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "net.hpp"

namespace recalld::remote {

/// A client's socket whose reads and writes have deadlines, and what it sent that nobody has parsed yet.
/// Lives as long as its coroutine. Core thread only.
class PatientSocket : public std::enable_shared_from_this<PatientSocket> {
public:
    using Stream = net::generic::stream_protocol::socket;
    explicit PatientSocket(Stream stream) : stream_(std::move(stream)), timer_(stream_.get_executor()) {}

    auto executor() { return stream_.get_executor(); }
    std::string& pending() { return pending_; }
    void read_within(std::chrono::milliseconds time);  ///< all reads from now on together
    bool expired() const { return expired_; }          ///< the last read_within() ran out
    void take_your_time() { timer_.cancel(); }
    void end_sending();
    void close();
    /// Hands the connection over, as it is; this object is closed then.
    Stream release();

    /// Appends what is there to pending(). False at the end, at the deadline or after close().
    static task<bool> read_some(std::shared_ptr<PatientSocket> self);
    /// False when the other side is gone or does not read; the socket is closed then.
    static task<bool> send(std::shared_ptr<PatientSocket> self, std::string bytes, std::chrono::milliseconds patience);

private:
    void stop_reading();
    void after(std::chrono::milliseconds time, void (PatientSocket::*what)());
    Stream stream_;
    net::steady_timer timer_;
    std::string pending_;
    bool expired_ = false;
};

}  // namespace recalld::remote
