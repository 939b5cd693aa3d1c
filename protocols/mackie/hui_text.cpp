#include "mackie/hui_text.hpp"

#include "mackie/ascii.hpp"

#include <algorithm>
#include <cstdint>

namespace recalld::mackie::hui {

namespace {

constexpr std::array header{std::byte{0x00}, std::byte{0x00}, std::byte{0x66}, std::byte{0x05}, std::byte{0x00}};

constexpr int small_displays = strips + 1;
constexpr int main_zones = 8;

enum class Kind : std::uint8_t { small = 0x10, time = 0x11, main = 0x12 };

constexpr int dot_bit = 0x10;
constexpr int blank = 0x20;

/// Groups of a number below `count` and its letters, end to end: one host sends all displays in one message.
template <class Text>
Result<void> read_groups(View groups, int count, const Decoder::Sink& sink)
{
    constexpr auto letters = std::tuple_size_v<decltype(Text::codes)>;
    constexpr auto size = letters + 1;
    if (groups.empty() || groups.size() % size != 0) return Fault::truncated;
    for (auto rest = groups; !rest.empty(); rest = rest.subspan(size))
        if (to_int(rest[0]) >= count) return Fault::out_of_range;
    for (; !groups.empty(); groups = groups.subspan(size)) {
        Text text{to_int(groups[0]), {}};
        std::ranges::copy(wire::as_text(groups.subspan(1, letters)), text.codes.begin());
        sink(text);
    }
    return {};
}

/// 00…1F a figure, with its dot from 10 on; 20 and 30 nothing, likewise.
Result<TimeDigit> read_digit(std::byte byte)
{
    const auto code = to_int(byte);
    const auto dot = (code & dot_bit) != 0;
    if (code < blank) return TimeDigit{code & 0x0f, dot};
    if ((code & ~dot_bit) == blank) return TimeDigit{std::nullopt, dot};
    return Fault::out_of_range;
}

std::byte digit_byte(const TimeDigit& digit)
{
    const auto code = digit.figure ? *digit.figure & 0x0f : blank;
    return static_cast<std::byte>(code | (digit.dot ? dot_bit : 0));
}

Result<void> read_time(View codes, const Decoder::Sink& sink)
{
    if (codes.empty()) return Fault::truncated;
    if (codes.size() > time_digits) return Fault::trailing;
    TimeText text{static_cast<int>(codes.size()), {}};
    for (std::size_t index = 0; index < codes.size(); ++index) {
        const auto digit = read_digit(codes[index]);
        if (!digit) return digit.error();
        text.digits[index] = *digit;
    }
    sink(text);
    return {};
}

wire::Writer begun(Kind kind)
{
    wire::Writer writer;
    writer.append(header).big(static_cast<std::uint8_t>(kind));
    return writer;
}

template <std::size_t Count>
Bytes group(Kind kind, int number, const std::array<char, Count>& codes)
{
    auto body = begun(kind).take();
    body.push_back(seven_bits(number));
    std::ranges::transform(codes, std::back_inserter(body), seven_bits);
    return sysex(body);
}

template <std::size_t Count>
std::array<char, Count> filled(std::string_view utf8)
{
    std::array<char, Count> codes{};
    auto text = ascii(utf8);
    std::ranges::replace(text, '~', '_');  // an arrow here
    text.resize(Count, ' ');
    std::ranges::copy(text, codes.begin());
    return codes;
}

std::optional<int> figure_of(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    return std::nullopt;
}

}  // namespace

SmallText small_text(int display, std::string_view utf8) { return {display, filled<4>(utf8)}; }
MainText main_text(int zone, std::string_view utf8) { return {zone, filled<10>(utf8)}; }

TimeText time_text(std::string_view text)
{
    TimeText time;
    bool dot = false;
    for (; !text.empty() && time.count < time_digits; text.remove_suffix(1)) {
        const auto is_dot = text.back() == '.';
        if (!is_dot) time.digits[static_cast<std::size_t>(time.count++)] = {figure_of(text.back()), dot};
        dot = is_dot;
    }
    return time;
}

std::string plain(std::string_view codes)
{
    std::string text(codes);
    std::ranges::replace_if(
        text, [](char code) { return code < ' ' || code > '}'; }, '_');
    return text;
}

Result<void> read_display(View message, const Decoder::Sink& sink)
{
    const auto body = read_sysex(message);
    if (!body) return body.error();
    const auto size = std::min(body->size(), header.size());
    if (!std::ranges::equal(body->first(size), View(header).first(size))) return Fault::unknown;
    if (body->size() <= header.size()) return Fault::truncated;
    const auto groups = body->subspan(header.size() + 1);
    switch (static_cast<Kind>((*body)[header.size()])) {
        case Kind::small: return read_groups<SmallText>(groups, small_displays, sink);
        case Kind::time: return read_time(groups, sink);
        case Kind::main: return read_groups<MainText>(groups, main_zones, sink);
    }
    return Fault::unknown;
}

Bytes display(const SmallText& text) { return group(Kind::small, text.display, text.codes); }
Bytes display(const MainText& text) { return group(Kind::main, text.zone, text.codes); }

Bytes display(const TimeText& text)
{
    auto body = begun(Kind::time).take();
    for (int index = 0; index < std::min(text.count, time_digits); ++index)
        body.push_back(digit_byte(text.digits[static_cast<std::size_t>(index)]));
    return sysex(body);
}

}  // namespace recalld::mackie::hui
