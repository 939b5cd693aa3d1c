#include "mackie/xctl.hpp"

#include "mackie/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace recalld::mackie::xctl {

namespace {

constexpr std::array probe_header{std::byte{0x00}, std::byte{0x20}, std::byte{0x32}, std::byte{0x58}, std::byte{0x54}};
constexpr std::array header{std::byte{0x00}, std::byte{0x00}, std::byte{0x66}, std::byte{0x58}};

constexpr int announcement = 0x01;
constexpr int first_scribble = 0x20;
constexpr int inverted_bit = 0x40;

constexpr int left_rings = 0x30;
constexpr int right_rings = 0x38;
constexpr int left_lights = 7;
constexpr int digits = mcu::timecode_digits + mcu::assignment_digits;
constexpr int plain_digits = 0x60;  // from the left, which is the last index
constexpr int dotted_digits = 0x70;

bool starts_with(View body, View front)
{
    return body.size() >= front.size() && std::ranges::equal(body.first(front.size()), front);
}

Result<Event> read_probe(View behind, From from)
{
    if (behind.size() != 1) return behind.empty() ? Fault::truncated : Fault::trailing;
    if (from == From::surface && behind[0] == std::byte{0}) return Probe{};
    if (from == From::host && behind[0] == std::byte{1}) return ProbeReply{};
    return Fault::unknown;
}

Line read_line(View codes)
{
    Line line{};
    std::ranges::copy(wire::as_text(codes), line.begin());
    return line;
}

Result<Event> read_scribble(int strip, View behind)
{
    constexpr auto letters = std::tuple_size_v<Line>;
    if (behind.size() < 1 + 2 * letters) return Fault::truncated;
    if (behind.size() > 1 + 2 * letters) return Fault::trailing;
    const auto colour = to_int(behind[0]);
    return ScribbleStrip{strip, static_cast<Colour>(colour & 7), (colour & inverted_bit) != 0,
                         read_line(behind.subspan(1, letters)), read_line(behind.subspan(1 + letters))};
}

Result<Event> read_own(View behind, From from)
{
    if (behind.empty()) return Fault::truncated;
    const auto command = to_int(behind[0]);
    const auto strip = command - first_scribble;
    if (from == From::host && is_within(strip, strips)) return read_scribble(strip, behind.subspan(1));
    if (from == From::surface && command == announcement) return Announcement{wire::as_text(behind.subspan(1))};
    return Fault::unknown;
}

Result<Event> read_common(View message, From from)
{
    const auto event = mcu::read(message, from);
    if (!event) return event.error();
    return *event;
}

Result<Event> read_system(View message, From from)
{
    const auto body = read_sysex(message);
    if (!body) return body.error();
    if (starts_with(*body, probe_header)) return read_probe(body->subspan(probe_header.size()), from);
    if (starts_with(*body, header)) return read_own(body->subspan(header.size()), from);
    return read_common(message, from);
}

bool is_digit(int controller)
{
    return is_within(controller - plain_digits, digits) || is_within(controller - dotted_digits, digits);
}

Segments read_segments(int controller, int value)
{
    const auto dot = controller >= dotted_digits;
    return {digits - 1 - (controller - (dot ? dotted_digits : plain_digits)), value, dot};
}

Result<Event> read_meter(int value)
{
    if (!is_within(value >> 4, strips)) return Fault::out_of_range;
    return Meter{value >> 4, std::min(value & 0x0f, most_level)};
}

/// What a host sends in another way than in mcu.
bool is_own(const ChannelMessage& message)
{
    if (message.channel != 0) return false;
    const auto controller = message.data1;
    const auto is_ring = is_within(controller - left_rings, 2 * strips);
    return message.kind == channel_pressure || (message.kind == control_change && (is_ring || is_digit(controller)));
}

Result<Event> read_host_channel(const ChannelMessage& message)
{
    if (message.kind == channel_pressure) return read_meter(message.data1);
    if (is_digit(message.data1)) return read_segments(message.data1, message.data2);
    const auto ring = message.data1 - left_rings;
    return RingHalf{ring % strips, ring >= strips, message.data2};
}

Bytes spoken(const Probe&) { return sysex(wire::Writer().append(probe_header).zeros(1).take()); }
Bytes spoken(const ProbeReply&) { return sysex(wire::Writer().append(probe_header).big(std::uint8_t{1}).take()); }
Bytes spoken(const Announcement& event)
{
    Bytes body(header.begin(), header.end());
    body.push_back(seven_bits(announcement));
    std::ranges::transform(event.text, std::back_inserter(body), seven_bits);
    return sysex(body);
}
Bytes spoken(const ScribbleStrip& event)
{
    Bytes body(header.begin(), header.end());
    body.push_back(seven_bits(first_scribble + event.strip));
    body.push_back(seven_bits(static_cast<int>(event.colour) | (event.inverted ? inverted_bit : 0)));
    std::ranges::transform(event.top, std::back_inserter(body), seven_bits);
    std::ranges::transform(event.bottom, std::back_inserter(body), seven_bits);
    return sysex(body);
}
Bytes spoken(const RingHalf& event)
{
    return control((event.right ? right_rings : left_rings) + event.strip, event.lights);
}
Bytes spoken(const Segments& event)
{
    return control((event.dot ? dotted_digits : plain_digits) + digits - 1 - event.index, event.lights);
}
Bytes spoken(const Meter& event) { return channel_message(channel_pressure, 0, event.strip << 4 | event.level, 0); }
Bytes spoken(const mcu::Event& event) { return mcu::write(event); }

struct Shape {
    std::string_view letters;
    int lights = 0;
};

/// `a` on top is 01, then clockwise b 02, c 04, d 08, e 10, f 20, and the middle g 40.
constexpr Shape shapes[] = {
    {"0O", 0x3f}, {"1I", 0x06}, {"2Z", 0x5b},   {"3", 0x4f},    {"4", 0x66},  {"5S", 0x6d},    {"6", 0x7d},
    {"7", 0x07},  {"8", 0x7f},  {"9", 0x6f},    {"aA", 0x77},   {"bB", 0x7c}, {"C([", 0x39},   {"c", 0x58},
    {"dD", 0x5e}, {"eE", 0x79}, {"fF", 0x71},   {"gG", 0x3d},   {"h", 0x74},  {"HkKxX", 0x76}, {"i", 0x04},
    {"jJ", 0x1e}, {"lL", 0x38}, {"mMnN", 0x54}, {"o", 0x5c},    {"pP", 0x73}, {"qQ", 0x67},    {"rR", 0x50},
    {"s", 0x6d},  {"tT", 0x78}, {"uv", 0x1c},   {"UVwW", 0x3e}, {"yY", 0x6e}, {"z", 0x5b},     {"-", 0x40},
    {"_", 0x08},  {"=", 0x48},  {")]", 0x0f},   {"'", 0x20},    {"\"", 0x22}, {"?", 0x53},
};

}  // namespace

Line from_left(std::string_view utf8)
{
    auto text = ascii(utf8);
    text.resize(std::tuple_size_v<Line>, ' ');
    return read_line(wire::as_bytes(text));
}

Line centred(std::string_view utf8)
{
    const auto text = ascii(utf8);
    return read_line(wire::as_bytes(std::string_view(text).substr(0, std::tuple_size_v<Line>)));
}

std::string plain(const Line& line)
{
    std::string text(line.begin(), line.end());
    const auto is_room = [](char code) { return code == '\0' || code == ' '; };
    text.erase(std::ranges::find_if_not(text.rbegin(), text.rend(), is_room).base(), text.end());
    text.erase(text.begin(), std::ranges::find_if_not(text, is_room));
    return ascii(text);
}

std::array<RingHalf, 2> ring(int strip, RingMode mode, int value)
{
    const auto lights = static_cast<int>(ring_lights(mode, value, ring_lights_count));
    return {RingHalf{strip, false, lights & 0x7f}, RingHalf{strip, true, lights >> left_lights}};
}

int segments_of(char letter)
{
    const auto has = [letter](const Shape& shape) { return shape.letters.find(letter) != std::string_view::npos; };
    const auto shape = std::ranges::find_if(shapes, has);
    return shape == std::end(shapes) ? 0 : shape->lights;
}

Result<Event> read(View message, From from)
{
    if (is_sysex(message)) return read_system(message, from);
    const auto channel = read_channel_message(message);
    if (!channel) return channel.error();
    if (from == From::host && is_own(*channel)) return read_host_channel(*channel);
    return read_common(message, from);
}

Bytes write(const Event& event)
{
    return std::visit([](const auto& one) { return spoken(one); }, event);
}

Bytes meters(const std::array<int, strips>& levels)
{
    auto bytes = spoken(Meter{0, levels[0]});
    for (int strip = 1; strip < strips; ++strip)
        bytes.push_back(seven_bits(strip << 4 | levels[static_cast<std::size_t>(strip)]));
    return bytes;
}

Bytes idle() { return mcu::write(mcu::DeviceQuery{}); }

}  // namespace recalld::mackie::xctl
