#pragma once

#include "wire/bytes.hpp"

#include <cstddef>

namespace recalld::mackie {

using wire::Bytes;
using wire::Fault;
using wire::Result;
using wire::View;

constexpr int to_int(std::byte byte) { return std::to_integer<int>(byte); }
/// The low seven bits: all that a data byte holds.
constexpr std::byte seven_bits(int value) { return static_cast<std::byte>(value & 0x7f); }
/// One of 0…`count` - 1.
constexpr bool is_within(int value, int count) { return value >= 0 && value < count; }

/// A message of two or three bytes taken apart. `kind` is the high nibble of the status, 8…14; channels are 0…15;
/// data2 is 0 where the message has one data byte.
struct ChannelMessage {
    int kind = 0;
    int channel = 0;
    int data1 = 0;
    int data2 = 0;
};

inline constexpr int note_off = 0x8;
inline constexpr int note_on = 0x9;
inline constexpr int poly_pressure = 0xA;
inline constexpr int control_change = 0xB;
inline constexpr int channel_pressure = 0xD;
inline constexpr int pitch_bend = 0xE;

/// Fault::missing for nothing, ::unknown for any other status, ::truncated, ::trailing, ::malformed for a status among
/// the data.
Result<ChannelMessage> read_channel_message(View message);
Bytes channel_message(int kind, int channel, int data1, int data2);
/// Controls travel on the first channel.
Bytes control(int controller, int value);

bool is_sysex(View message);
/// What stands between F0 and F7. Fault::unknown for another message, ::unterminated, ::malformed for a status inside.
Result<View> read_sysex(View message);
Bytes sysex(View body);

/// A turn of a knob or wheel travels as six bits of ticks and one of direction, whose sense differs between protocols.
enum class Bit6 { clockwise, anticlockwise };
/// Positive is clockwise, never 0: some surfaces send 0 ticks and mean one.
int read_ticks(int data, Bit6 sense);
/// More than 63 ticks either way are written as 63.
int ticks_byte(int ticks, Bit6 sense);

}  // namespace recalld::mackie
