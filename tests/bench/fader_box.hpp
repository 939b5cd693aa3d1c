#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "wire/bytes.hpp"

namespace recalld::bench {

/// The other end of a fader box's cable, MIDI bytes over TCP on loopback: says that it is there when it is asked, counts what it is told, and
/// says what a hand does. One thread listens; say() may be called from one other. Throws std::system_error.
class FaderBox {
public:
    explicit FaderBox(std::uint8_t model_byte);
    ~FaderBox();
    FaderBox(const FaderBox&) = delete;
    FaderBox& operator=(const FaderBox&) = delete;

    std::uint16_t port() const { return port_; }
    bool is_joined() const { return peer_ >= 0; }
    void say(wire::View bytes);
    std::uint64_t said() const { return said_; }     ///< bytes
    std::uint64_t heard() const { return heard_; }

private:
    void serve();
    void welcome();
    bool listen_to_peer();

    std::uint8_t model_;
    int server_ = -1, bell_ = -1;
    std::atomic<int> peer_{-1};
    std::uint16_t port_ = 0;
    wire::Bytes query_, tail_;         ///< the question who is there; the end of what came last
    std::atomic<std::uint64_t> said_{0}, heard_{0};
    std::atomic<bool> ends_{false};
    std::thread thread_;
};

}  // namespace recalld::bench
