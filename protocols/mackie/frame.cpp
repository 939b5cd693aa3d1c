#include "mackie/frame.hpp"

#include <algorithm>
#include <cstdlib>

namespace recalld::mackie {

namespace {

constexpr std::byte sysex_begin{0xF0};
constexpr std::byte sysex_end{0xF7};
constexpr int direction_bit = 0x40;
constexpr int most_ticks = 0x3f;

bool is_data(std::byte byte) { return byte < std::byte{0x80}; }

/// One data byte or two, status counted.
std::size_t size_of(int kind) { return kind == 0xC || kind == channel_pressure ? 2 : 3; }

}  // namespace

Result<ChannelMessage> read_channel_message(View message)
{
    if (message.empty()) return Fault::missing;
    const auto status = to_int(message[0]);
    if (status < 0x80 || status >= 0xF0) return Fault::unknown;
    const auto size = size_of(status >> 4);
    if (message.size() < size) return Fault::truncated;
    if (message.size() > size) return Fault::trailing;
    if (!std::ranges::all_of(message.subspan(1), is_data)) return Fault::malformed;
    return ChannelMessage{status >> 4, status & 0x0f, to_int(message[1]), size > 2 ? to_int(message[2]) : 0};
}

Bytes channel_message(int kind, int channel, int data1, int data2)
{
    Bytes bytes{static_cast<std::byte>(kind << 4 | (channel & 0x0f)), seven_bits(data1), seven_bits(data2)};
    bytes.resize(size_of(kind));
    return bytes;
}

Bytes control(int controller, int value) { return channel_message(control_change, 0, controller, value); }

bool is_sysex(View message) { return !message.empty() && message.front() == sysex_begin; }

Result<View> read_sysex(View message)
{
    if (!is_sysex(message)) return message.empty() ? Fault::missing : Fault::unknown;
    if (message.size() < 2 || message.back() != sysex_end) return Fault::unterminated;
    const auto body = message.subspan(1, message.size() - 2);
    if (!std::ranges::all_of(body, is_data)) return Fault::malformed;
    return body;
}

Bytes sysex(View body)
{
    Bytes bytes{sysex_begin};
    bytes.reserve(body.size() + 2);
    bytes.insert(bytes.end(), body.begin(), body.end());
    bytes.push_back(sysex_end);
    return bytes;
}

int read_ticks(int data, Bit6 sense)
{
    const auto ticks = std::max(data & most_ticks, 1);
    const auto is_clockwise = ((data & direction_bit) != 0) == (sense == Bit6::clockwise);
    return is_clockwise ? ticks : -ticks;
}

int ticks_byte(int ticks, Bit6 sense)
{
    const auto is_set = (ticks > 0) == (sense == Bit6::clockwise);
    return std::min(std::abs(ticks), most_ticks) | (is_set ? direction_bit : 0);
}

}  // namespace recalld::mackie
