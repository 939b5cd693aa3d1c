#include "midi/message.hpp"

#include <cassert>
#include <string_view>

namespace recalld::midi {

namespace {

constexpr std::size_t shown_bytes = 32;  // of a SysEx

/// A message of fixed length: how many data bytes it has, and what each is called.
struct Shape {
    Kind kind;
    int data;
    std::string_view words;
    std::string_view first;
    std::string_view second;
};

constexpr std::array shapes{
    Shape{Kind::note_off, 2, "note off", "", "velocity"},
    Shape{Kind::note_on, 2, "note on", "", "velocity"},
    Shape{Kind::poly_pressure, 2, "poly pressure", "", "pressure"},
    Shape{Kind::control_change, 2, "control", "", "value"},
    Shape{Kind::program_change, 1, "program", "", ""},
    Shape{Kind::channel_pressure, 1, "pressure", "", ""},
    Shape{Kind::pitch_bend, 2, "pitch bend", "", ""},
    Shape{Kind::quarter_frame, 1, "quarter frame", "", ""},
    Shape{Kind::song_position, 2, "song position", "", ""},
    Shape{Kind::song_select, 1, "song", "", ""},
    Shape{Kind::tune_request, 0, "tune request", "", ""},
    Shape{Kind::clock, 0, "clock", "", ""},
    Shape{Kind::start, 0, "start", "", ""},
    Shape{Kind::resume, 0, "continue", "", ""},
    Shape{Kind::stop, 0, "stop", "", ""},
    Shape{Kind::active_sensing, 0, "active sensing", "", ""},
    Shape{Kind::reset, 0, "reset", "", ""},
};

constexpr Kind kind_of(std::byte status)
{
    return static_cast<Kind>(is_channel(status) ? status & std::byte{0xF0} : status);
}

constexpr const Shape* shape_of(std::byte status)
{
    for (const auto& shape : shapes)
        if (shape.kind == kind_of(status)) return &shape;
    return nullptr;
}

constexpr auto data_sizes = [] {
    std::array<std::int8_t, 256> sizes{};
    for (std::size_t status = 0; status < sizes.size(); ++status) {
        const auto* shape = shape_of(static_cast<std::byte>(status));
        sizes[status] = static_cast<std::int8_t>(shape != nullptr ? shape->data : -1);
    }
    return sizes;
}();

[[maybe_unused]] constexpr bool is_within(int value, int limit) { return value >= 0 && value < limit; }

Message short_message(int status, int first, int second)
{
    assert(is_within(first, 128) && is_within(second, 128));
    const std::array bytes{static_cast<std::byte>(status), seven_bits(first), seven_bits(second)};
    return Message(View(bytes).first(1 + static_cast<std::size_t>(data_size(bytes[0]))));
}

Message channel_message(Kind kind, int channel, int first, int second = 0)
{
    assert(is_within(channel, 16));
    return short_message(static_cast<int>(kind) | (channel & 0x0f), first, second);
}

Result<Message> read_sysex(View bytes)
{
    const auto end = std::find_if(bytes.begin() + 1, bytes.end(), is_status);
    if (end == bytes.end()) return Fault::unterminated;
    if (*end != sysex_end) return Fault::malformed;
    if (end + 1 != bytes.end()) return Fault::trailing;
    return Message(bytes);
}

}  // namespace

int data_size(std::byte status) { return data_sizes[std::to_integer<std::size_t>(status)]; }

Kind Message::kind() const { return kind_of(status()); }

Result<Message> read_message(View bytes)
{
    if (bytes.empty()) return Fault::missing;
    if (bytes[0] == sysex_begin) return read_sysex(bytes);
    const auto data = data_size(bytes[0]);
    if (data < 0) return Fault::unknown;
    const auto size = 1 + static_cast<std::size_t>(data);
    if (bytes.size() < size) return Fault::truncated;
    if (std::any_of(bytes.begin() + 1, bytes.begin() + 1 + data, is_status)) return Fault::malformed;
    if (bytes.size() > size) return Fault::trailing;
    return Message(bytes);
}

Message note_off(int channel, int note, int velocity)
{
    return channel_message(Kind::note_off, channel, note, velocity);
}

Message note_on(int channel, int note, int velocity) { return channel_message(Kind::note_on, channel, note, velocity); }

Message poly_pressure(int channel, int note, int pressure)
{
    return channel_message(Kind::poly_pressure, channel, note, pressure);
}

Message control_change(int channel, int controller, int value)
{
    return channel_message(Kind::control_change, channel, controller, value);
}

Message program_change(int channel, int program) { return channel_message(Kind::program_change, channel, program); }

Message channel_pressure(int channel, int pressure)
{
    return channel_message(Kind::channel_pressure, channel, pressure);
}

Message pitch_bend(int channel, int value)
{
    return channel_message(Kind::pitch_bend, channel, value & 0x7f, value >> 7);
}

Message song_position(int sixteenths)
{
    return short_message(static_cast<int>(Kind::song_position), sixteenths & 0x7f, sixteenths >> 7);
}

Message song_select(int song) { return short_message(static_cast<int>(Kind::song_select), song, 0); }

Message quarter_frame(int data) { return short_message(static_cast<int>(Kind::quarter_frame), data, 0); }

Message plain(Kind kind)
{
    assert(data_size(static_cast<std::byte>(kind)) == 0);
    return short_message(static_cast<int>(kind), 0, 0);
}

namespace {

std::string described_sysex(View bytes)
{
    return "sysex, " + std::to_string(bytes.size()) + " bytes: "
           + wire::hex(bytes.first(std::min(bytes.size(), shown_bytes))) + (bytes.size() > shown_bytes ? " …" : "");
}

std::string named(std::string_view name, int value)
{
    return std::string(name.empty() ? "" : " ").append(name).append(" ").append(std::to_string(value));
}

std::string described_data(const Message& message, const Shape& shape)
{
    const bool is_wide = shape.data == 2 && shape.second.empty();
    if (is_wide) return named("", message.data14());
    return (shape.data > 0 ? named(shape.first, message.data1()) : "")
           + (shape.data > 1 ? named(shape.second, message.data2()) : "");
}

}  // namespace

std::string describe(const Message& message)
{
    const auto* shape = shape_of(message.status());
    if (shape == nullptr) return described_sysex(message.bytes());
    const auto where = message.is_channel_message() ? "ch " + std::to_string(message.channel() + 1) + " " : "";
    return where + std::string(shape->words) + described_data(message, *shape);
}

}  // namespace recalld::midi
