#pragma once

#include "midi/message.hpp"
#include "midi/timecode.hpp"
#include "midi/universal.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recalld::midi {

using TimePoint = std::chrono::steady_clock::time_point;

/// Hours with the rate in bits 5 and 6, minutes, seconds, frames: as full frames and machine control carry them.
std::array<std::byte, 4> timecode_bytes(const Timecode& time);
/// Of four such bytes. Fault::truncated, ::out_of_range for a time that does not exist.
Result<Timecode> read_timecode(View bytes);

/// The whole time in one SysEx: sent when a machine has located and stands.
struct FullFrame {
    int device = all_devices;
    Timecode time;
    bool operator==(const FullFrame&) const = default;
};

Bytes full_frame(const FullFrame& frame);
/// Fault::unknown for another message, ::truncated, ::trailing, ::out_of_range.
Result<FullFrame> read_full_frame(View message);

/// The 32 bits of the tape's user in eight groups of four, and the two flags that say what they are.
struct UserBits {
    int device = all_devices;
    std::array<int, 8> groups{};  ///< 0…15 each
    int format = 0;               ///< 0…3
    bool operator==(const UserBits&) const = default;
};

Bytes user_bits(const UserBits& bits);
Result<UserBits> read_user_bits(View message);

enum class Direction : std::uint8_t { forward, backward };

/// One of the eight pieces (0…7) of a time: four bits of it.
Message quarter_frame_of(const Timecode& time, int piece);

/// What a timecode reader found out.
struct TimecodeEvent {
    enum class Kind : std::uint8_t {
        located,  ///< a full frame: the machine stands there
        locked,   ///< timecode runs
        moved,    ///< the next two frames, without a gap
        jumped,   ///< it runs on somewhere else
        lost,     ///< silence; `time` is the last known place
    };

    Kind kind = Kind::located;
    Timecode time;
    Direction direction = Direction::forward;
    bool operator==(const TimecodeEvent&) const = default;
};

std::string describe(const TimecodeEvent& event);

/// Puts quarter frames together, in either direction, and understands full frames. Locks with the first eight pieces
/// of one time in order; takes one missing piece a time in its stride when locked; anything else out of order makes it
/// gather anew. Piece n is sent n quarters of a frame after the time it belongs to, so forwards the whole time is
/// known two frames late (added here), backwards just in time. A value; never waits: `now` comes from the caller.
///
///     stopped ──eight pieces──▶ locked ──out of order──▶ gathering ──eight pieces──▶ locked
///     locked, gathering ──silence──▶ stopped             any ──full frame──▶ stopped
class TimecodeReader {
public:
    static constexpr std::chrono::milliseconds default_silence{200};

    explicit TimecodeReader(std::chrono::milliseconds silence = default_silence) : silence_(silence) {}

    /// Quarter frames and full frames; other messages say nothing.
    std::optional<TimecodeEvent> read(const Message& message, TimePoint now);

    /// `lost`, once, when nothing useful came for longer than the silence. For a timer of the caller.
    std::optional<TimecodeEvent> check(TimePoint now);

    bool is_locked() const { return state_ == State::locked; }
    /// Where the tape was when it was last known.
    std::optional<Timecode> position() const { return position_; }

private:
    enum class State : std::uint8_t { stopped, locked, gathering };

    std::optional<TimecodeEvent> on_full_frame(const Timecode& time);
    std::optional<TimecodeEvent> on_piece(int piece, int bits, TimePoint now);
    bool follows(int piece);
    void gather_anew();
    std::optional<TimecodeEvent> finish_before(int piece);
    std::optional<TimecodeEvent> finish();
    std::optional<Timecode> finished_time() const;
    TimecodeEvent::Kind arrival(const Timecode& time) const;

    std::chrono::milliseconds silence_;
    State state_ = State::stopped;
    std::optional<Direction> direction_;
    std::optional<int> last_;      // piece
    std::array<int, 8> pieces_{};  // four bits each
    unsigned seen_ = 0;            // a bit for each piece of the time that is being gathered
    bool finished_ = false;        // that time was told
    Timecode time_;                // the last whole time, as it was sent
    std::optional<Timecode> position_;
    TimePoint heard_;   // the last piece
    TimePoint useful_;  // the last piece in order while locked, or whole time
};

/// Gives the quarter frames of a tape that runs at its rate from `start` since `started`. A value.
class QuarterFrameWriter {
public:
    /// Pieces that are sent late together; when more are due, the older ones are left out.
    static constexpr std::int64_t max_late = 32;

    QuarterFrameWriter(const Timecode& start, TimePoint started, Direction direction = Direction::forward);

    /// What is due by now and was not given yet, in order.
    std::vector<Message> due(TimePoint now);

    /// When the next piece is due.
    TimePoint next() const;

private:
    Message piece(std::int64_t number) const;

    Timecode start_;
    TimePoint started_;
    Direction direction_;
    std::int64_t given_ = 0;
};

}  // namespace recalld::midi
