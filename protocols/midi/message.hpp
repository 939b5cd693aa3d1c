#pragma once

#include "wire/bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace recalld::midi {

using wire::Bytes;
using wire::Fault;
using wire::Result;
using wire::View;

/// What a message is: its status byte, without the channel where it has one.
enum class Kind : std::uint8_t {
    note_off = 0x80,
    note_on = 0x90,
    poly_pressure = 0xA0,
    control_change = 0xB0,
    program_change = 0xC0,
    channel_pressure = 0xD0,
    pitch_bend = 0xE0,
    sysex = 0xF0,
    quarter_frame = 0xF1,
    song_position = 0xF2,
    song_select = 0xF3,
    tune_request = 0xF6,
    clock = 0xF8,
    start = 0xFA,
    resume = 0xFB,
    stop = 0xFC,
    active_sensing = 0xFE,
    reset = 0xFF,
};

inline constexpr std::byte sysex_begin{0xF0};
inline constexpr std::byte sysex_end{0xF7};
inline constexpr int bend_centre = 8192;

constexpr int to_int(std::byte byte) { return std::to_integer<int>(byte); }
/// The low seven bits: all that a data byte holds.
constexpr std::byte seven_bits(int value) { return static_cast<std::byte>(value & 0x7f); }
constexpr int fourteen_bits(std::byte high, std::byte low) { return to_int(high) << 7 | to_int(low); }

constexpr bool is_status(std::byte byte) { return byte >= std::byte{0x80}; }
constexpr bool is_real_time(std::byte status) { return status >= std::byte{0xF8}; }
constexpr bool is_channel(std::byte status) { return is_status(status) && status < sysex_begin; }

/// Data bytes behind a status of fixed length; -1 for SysEx, its end, undefined statuses and data bytes.
int data_size(std::byte status);

/// One whole message with its status byte, as it travelled: a note-on of velocity 0 stays a note-on.
/// Up to three bytes are held inside; a longer SysEx is a view that lives as long as the bytes it was read from.
class Message {
public:
    /// `whole` is one message from its status to its last byte; read_message() is for bytes that may be anything.
    explicit Message(View whole) : size_(whole.size())
    {
        if (size_ <= short_.size())
            std::ranges::copy(whole, short_.begin());
        else
            long_ = whole.data();
    }

    /// As long as this message lives, and for a SysEx the bytes it views.
    View bytes() const { return {size_ <= short_.size() ? short_.data() : long_, size_}; }
    /// The bytes to keep.
    Bytes copy() const { return {bytes().begin(), bytes().end()}; }

    std::byte status() const { return bytes().front(); }
    Kind kind() const;
    bool is_channel_message() const { return is_channel(status()); }
    /// 0…15, of a channel message.
    int channel() const { return to_int(status()) & 0x0f; }
    /// The data bytes, 0…127; 0 where the message has none.
    int data1() const { return size_ > 1 ? to_int(bytes()[1]) : 0; }
    int data2() const { return size_ > 2 ? to_int(bytes()[2]) : 0; }
    /// Both data bytes, low one first: the value of a pitch bend or a song position, 0…16383.
    int data14() const { return data2() << 7 | data1(); }

    bool operator==(const Message& other) const { return std::ranges::equal(bytes(), other.bytes()); }

private:
    std::array<std::byte, 3> short_{};
    std::size_t size_;
    const std::byte* long_ = nullptr;
};

/// Reads exactly one message. Fault::missing for nothing, ::unknown for an undefined status or none, ::truncated,
/// ::trailing, ::malformed for a status among the data, ::unterminated for a SysEx without F7.
Result<Message> read_message(View bytes);

/// Channels are 0…15, data 0…127; what is larger is a mistake of the caller and cut to its bits.
Message note_off(int channel, int note, int velocity = 64);
Message note_on(int channel, int note, int velocity);
Message poly_pressure(int channel, int note, int pressure);
Message control_change(int channel, int controller, int value);
Message program_change(int channel, int program);
Message channel_pressure(int channel, int pressure);
/// 0…16383, at rest bend_centre.
Message pitch_bend(int channel, int value);
/// In sixteenth notes, 0…16383.
Message song_position(int sixteenths);
Message song_select(int song);
/// One eighth of a timecode; mtc.hpp builds and reads the nibbles.
Message quarter_frame(int data);
/// One of the messages without data: tune request, clock, start, resume, stop, active sensing, reset.
Message plain(Kind kind);

/// One line for people, channels counted from 1: `ch 1 note on 60 velocity 0`, `sysex, 6 bytes: F0 7E 7F 06 01 F7`.
std::string describe(const Message& message);

}  // namespace recalld::midi
