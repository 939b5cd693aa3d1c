#pragma once

#include "midi/message.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace recalld::midi {

inline constexpr std::size_t default_max_sysex = std::size_t{1} << 20;  ///< bytes, F0 and F7 counted

/// What a stream held that was no message. Only ever grows.
struct Losses {
    std::uint64_t garbage = 0;    ///< data bytes without a status, F7 without F0
    std::uint64_t undefined = 0;  ///< statuses without a meaning: F4 F5 F9 FD
    std::uint64_t cut_short = 0;  ///< short messages ended by another status
    std::uint64_t broken = 0;     ///< SysEx ended by another status
    std::uint64_t oversized = 0;  ///< SysEx longer than allowed
    bool operator==(const Losses&) const = default;
};

/// Cuts a stream of bytes, in pieces of any size, into messages. Knows running status, real-time bytes anywhere
/// (also inside a SysEx, which they do not disturb) and SysEx of any number of pieces. Holds at most one SysEx of
/// the allowed size. Not thread-safe; throws only what the visitor throws.
///
///     idle ──status──▶ message ──last data──▶ idle (a channel status is remembered: running status)
///     any  ──F0──▶ sysex ──F7──▶ idle         sysex ──too long──▶ oversized ──any status but real time──▶ idle
class Stream {
public:
    /// Sees each message; its bytes live until the visitor returns. It must not feed the same stream.
    using Visitor = std::function<void(const Message&)>;

    explicit Stream(std::size_t max_sysex = default_max_sysex) : max_sysex_(max_sysex) {}

    void feed(View bytes, const Visitor& visit);

    /// Something was begun and has not ended. After some two seconds of silence, give it up with abandon().
    bool is_open() const { return inside_ != Inside::idle; }

    /// Counts what was begun as lost and forgets the running status: after silence, or when a port came back.
    void abandon();

    const Losses& losses() const { return losses_; }

private:
    enum class Inside : std::uint8_t { idle, message, sysex, oversized };

    std::size_t take_sysex_data(View bytes);
    void on_data(std::byte byte, const Visitor& visit);
    void on_real_time(std::byte status, const Visitor& visit);
    void on_status(std::byte status, const Visitor& visit);
    void on_sysex_end(const Visitor& visit);
    void begin(std::byte status, const Visitor& visit);
    void deliver(const Visitor& visit);
    void interrupt();

    std::size_t max_sysex_;
    Bytes sysex_;
    std::array<std::byte, 3> short_{};  // status and data so far; after a channel message its status remains
    std::size_t size_ = 0;              // of short_; 0: no status
    std::size_t whole_ = 0;             // what size_ comes to
    Inside inside_ = Inside::idle;
    Losses losses_;
};

}  // namespace recalld::midi
