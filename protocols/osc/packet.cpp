#include "osc/packet.hpp"

#include <lo/lo.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <memory>

namespace recalld::osc {

namespace {

constexpr std::size_t bundle_head = bundle_mark.size() + sizeof(std::uint64_t);  // the mark and the time tag

/// One element of a bundle: its size, then that many bytes.
Result<View> take_element(wire::Reader& reader)
{
    const auto size = reader.big<std::int32_t>();
    if (!size) return size.error();
    if (*size <= 0) return Fault::out_of_range;
    return reader.take(static_cast<std::size_t>(*size));
}

/// Calls `visit`, which gives a Result<void>, with every element of a bundle until something is wrong.
template <class Visit>
Result<void> for_each_element(View bundle, const Visit& visit)
{
    wire::Reader reader(bundle.subspan(bundle_head));
    while (!reader.empty()) {
        const auto element = take_element(reader);
        if (!element) return element.error();
        if (const auto visited = visit(*element); !visited) return visited;
    }
    return {};
}

TimeTag time_of(View bundle) { return *Argument(Tag::time, bundle.subspan(bundle_mark.size(), 8)).time(); }

Result<void> check_bundle_head(View bundle, int depth)
{
    if (bundle.size() > max_packet) return Fault::oversized;
    if (bundle.size() < bundle_head) return Fault::truncated;
    if (depth >= max_depth) return Fault::too_deep;
    return {};
}

Result<void> walk(View packet, TimeTag time, int depth, const Visitor& visit)
{
    if (is_bundle(packet)) {
        if (const auto head = check_bundle_head(packet, depth); !head) return head;
        return for_each_element(
            packet, [&, inner = time_of(packet)](View element) { return walk(element, inner, depth + 1, visit); });
    }
    const auto message = read_message(packet);
    if (!message) return message.error();
    visit(*message, time);
    return {};
}

Result<void> check(View packet)
{
    static const Visitor ignore = [](const Message&, TimeTag) {};
    return walk(packet, immediately, 0, ignore);
}

}  // namespace

Result<void> for_each_message(View packet, const Visitor& visit)
{
    if (is_bundle(packet)) {
        if (const auto sound = check(packet); !sound) return sound;
    }
    return walk(packet, immediately, 0, visit);
}

namespace {

constexpr std::size_t shown_bytes = 32;  // of blobs and of packets that cannot be read

std::string first_bytes(View bytes)
{
    return wire::hex(bytes.first(std::min(bytes.size(), shown_bytes))) + (bytes.size() > shown_bytes ? " …" : "");
}

/// The text with everything a log line must not hold as \xNN.
std::string escaped(std::string_view text)
{
    std::string result;
    for (const auto letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20 || code == 0x7f)
            result.append("\\x").append(wire::hex(wire::as_bytes({&letter, 1})));
        else if (letter == '"' || letter == '\\')
            result += {'\\', letter};
        else
            result += letter;
    }
    return result;
}

template <class T>
std::string shortest(T value)
{
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

std::string described(TimeTag time)
{
    return time == immediately ? "now" : shortest(time.seconds + time.fraction / 4294967296.0);
}

std::string between(std::string_view open, std::string_view inside, std::string_view close)
{
    return std::string(open).append(inside).append(close);
}

/// How an owned argument is shown.
struct Shown {
    std::string operator()(auto number) const { return shortest(number); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(char value) const { return between("'", escaped({&value, 1}), "'"); }
    std::string operator()(const std::string& text) const { return between("\"", escaped(text), "\""); }
    std::string operator()(const Symbol& symbol) const { return (*this)(symbol.text); }
    std::string operator()(const Bytes& blob) const
    {
        return between("<", shortest(blob.size()) + ": " + first_bytes(blob), ">");
    }
    std::string operator()(TimeTag time) const { return described(time); }
    std::string operator()(Colour c) const
    {
        return between("<rgba ", wire::hex(std::as_bytes(std::span(&c, 1))), ">");
    }
    std::string operator()(Midi m) const { return between("<midi ", wire::hex(std::as_bytes(std::span(m))), ">"); }
    std::string operator()(Nothing) const { return "nil"; }
    std::string operator()(Impulse) const { return "impulse"; }
    std::string operator()(ArrayBegin) const { return "["; }
    std::string operator()(ArrayEnd) const { return "]"; }
};

std::string described(const Message& message)
{
    auto line = escaped(message.address());
    if (message.has_tags()) line.append(" ,").append(message.tags());
    for (const auto argument : message) line.append(" ").append(std::visit(Shown{}, owned(argument)));
    return line;
}

/// Of a packet that was checked.
std::string described(View packet)
{
    if (!is_bundle(packet)) return described(*read_message(packet));
    std::string inside;
    (void)for_each_element(packet, [&inside](View element) -> Result<void> {
        inside.append(inside.empty() ? "" : "; ").append(described(element));
        return {};
    });
    return between("#bundle ", described(time_of(packet)), between(" {", inside, "}"));
}

}  // namespace

std::string describe(View packet)
{
    const auto sound = check(packet);
    return sound ? described(packet) : std::string(wire::describe(sound.error())) + ": " + first_bytes(packet);
}

namespace {

struct Free {
    void operator()(lo_message message) const { lo_message_free(message); }
};
using LibloMessage = std::unique_ptr<void, Free>;

/// Adds one argument to a liblo message and says which tag stands for it. liblo knows neither colours, arrays
/// nor empty blobs: a stand-in of the same size goes in, and the tag is written over afterwards.
struct Add {
    lo_message to;

    Tag operator()(std::int32_t value) const { return lo_message_add_int32(to, value), Tag::integer; }
    Tag operator()(float value) const { return lo_message_add_float(to, value), Tag::real; }
    Tag operator()(const std::string& text) const { return lo_message_add_string(to, text.c_str()), Tag::text; }
    Tag operator()(const Symbol& symbol) const { return lo_message_add_symbol(to, symbol.text.c_str()), Tag::symbol; }
    Tag operator()(std::int64_t value) const { return lo_message_add_int64(to, value), Tag::large; }
    Tag operator()(double value) const { return lo_message_add_double(to, value), Tag::precise; }
    Tag operator()(TimeTag time) const { return lo_message_add_timetag(to, {time.seconds, time.fraction}), Tag::time; }
    Tag operator()(char letter) const { return lo_message_add_char(to, letter), Tag::character; }
    Tag operator()(Midi midi) const { return lo_message_add_midi(to, midi.data()), Tag::midi; }
    Tag operator()(Nothing) const { return lo_message_add_nil(to), Tag::nothing; }
    Tag operator()(Impulse) const { return lo_message_add_infinitum(to), Tag::impulse; }
    Tag operator()(ArrayBegin) const { return lo_message_add_nil(to), Tag::array_begin; }
    Tag operator()(ArrayEnd) const { return lo_message_add_nil(to), Tag::array_end; }
    Tag operator()(bool value) const
    {
        if (value) return lo_message_add_true(to), Tag::yes;
        return lo_message_add_false(to), Tag::no;
    }
    Tag operator()(Colour colour) const
    {
        const auto bytes = std::as_bytes(std::span(&colour, 1));
        return lo_message_add_int32(to, *wire::Reader(bytes).big<std::int32_t>()), Tag::colour;
    }
    Tag operator()(const Bytes& blob) const
    {
        if (blob.empty()) return lo_message_add_int32(to, 0), Tag::blob;
        auto* copy = lo_blob_new(static_cast<std::int32_t>(blob.size()), blob.data());
        lo_message_add_blob(to, copy);
        lo_blob_free(copy);
        return Tag::blob;
    }
};

Bytes serialised(lo_message message, const char* address)
{
    auto size = lo_message_length(message, address);
    Bytes packet(size);
    lo_message_serialise(message, address, packet.data(), &size);
    return packet;
}

/// OSC texts end at their first zero byte.
std::string before_zero(std::string_view text) { return std::string(text.substr(0, text.find('\0'))); }

}  // namespace

Bytes message(std::string_view address, std::span<const Arg> args)
{
    const auto path = before_zero(address);
    const LibloMessage built(lo_message_new());
    std::string tags;
    for (const auto& arg : args) tags += static_cast<char>(std::visit(Add{built.get()}, arg));
    auto packet = serialised(built.get(), path.c_str());
    std::ranges::copy(wire::as_bytes(tags), packet.begin() + static_cast<std::ptrdiff_t>(padded(path.size() + 1) + 1));
    return packet;
}

Bytes message(std::string_view address, std::initializer_list<Arg> args) { return message(address, std::span(args)); }

Bytes bare(std::string_view address)
{
    const auto path = before_zero(address);
    return wire::Writer().text(path).zeros(padded(path.size() + 1) - path.size()).take();
}

Bytes bundle(TimeTag time, std::span<const Bytes> packets)
{
    wire::Writer writer;
    writer.text(bundle_mark).big(time.seconds).big(time.fraction);
    for (const auto& packet : packets) writer.big(static_cast<std::int32_t>(packet.size())).append(packet);
    return writer.take();
}

Bytes bundle(TimeTag time, std::initializer_list<Bytes> packets) { return bundle(time, std::span(packets)); }

namespace {

/// Of a tag that is all there is to its argument.
Arg owned_mark(Tag tag)
{
    if (tag == Tag::array_begin) return ArrayBegin{};
    if (tag == Tag::array_end) return ArrayEnd{};
    if (tag == Tag::impulse) return Impulse{};
    if (tag == Tag::nothing) return Nothing{};
    return tag == Tag::yes;
}

}  // namespace

Arg owned(const Argument& argument)
{
    assert(argument.tag() != Tag::none);
    switch (argument.tag()) {
        case Tag::integer:
            return *argument.integer();
        case Tag::real:
            return *argument.real();
        case Tag::text:
            return std::string(*argument.text());
        case Tag::symbol:
            return Symbol{std::string(*argument.text())};
        case Tag::blob:
            return Bytes(argument.data().begin(), argument.data().end());
        case Tag::large:
            return *argument.large();
        case Tag::precise:
            return *argument.precise();
        case Tag::time:
            return *argument.time();
        case Tag::character:
            return *argument.character();
        case Tag::colour:
            return *argument.colour();
        case Tag::midi:
            return *argument.midi();
        case Tag::yes:
        case Tag::no:
        case Tag::nothing:
        case Tag::impulse:
        case Tag::array_begin:
        case Tag::array_end:
        case Tag::none:
            break;
    }
    return owned_mark(argument.tag());
}

}  // namespace recalld::osc
