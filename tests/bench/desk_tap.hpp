#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "link/link.hpp"

namespace recalld::bench {

/// Nanoseconds of the clock that the system stamps packets with.
std::int64_t stamp_now();

/// A channel's fader as a packet tells it: `/ch/03/mix/fader ,f 0.5`.
struct FaderTold {
    std::size_t channel = 0;      ///< from 0
    float wire = 0;
    std::int64_t at = 0;          ///< when the system had the packet
};
/// Nothing when the packet tells of something else; `at` stays 0.
std::optional<FaderTold> fader_told(link::View packet);

/// A UDP socket on loopback that plays the desk: hands packets on to the one at host:port and back, and notes each fader that is told. Has a
/// thread of its own; its functions may be called from any. Throws std::system_error.
class DeskTap {
public:
    DeskTap(const std::string& host, std::uint16_t port);
    ~DeskTap();
    DeskTap(const DeskTap&) = delete;
    DeskTap& operator=(const DeskTap&) = delete;

    std::uint16_t port() const { return port_; }
    /// Waits for this word, told after `since`; nothing when it does not come within a second.
    std::optional<FaderTold> wait_for(std::size_t channel, float wire, std::int64_t since);

private:
    void pass();
    bool take_from_daemon();
    bool take_from_desk();

    int daemon_ = -1, desk_ = -1, bell_ = -1;
    std::uint16_t port_ = 0;
    std::vector<char> daemon_address_;
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<FaderTold> told_;
    std::atomic<bool> ends_{false};
    std::thread thread_;
};

}  // namespace recalld::bench
