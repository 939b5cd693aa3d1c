#include "osc/message.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace recalld::osc {

namespace {

/// Where an argument lies in the bytes that are left of a packet.
struct Extent {
    std::size_t start = 0;  ///< of the value
    std::size_t size = 0;   ///< of the value
    std::size_t whole = 0;  ///< with what stands before and the padding behind
};

Result<Extent> fixed_extent(View rest, std::size_t size)
{
    if (rest.size() < size) return Fault::truncated;
    return Extent{0, size, size};
}

/// Expects that `rest` is a multiple of four long, so that a text that ends in it also has its padding in it.
Result<Extent> text_extent(View rest)
{
    const auto* end = rest.empty() ? nullptr : std::memchr(rest.data(), 0, rest.size());
    if (end == nullptr) return Fault::unterminated;
    const auto size = static_cast<std::size_t>(static_cast<const std::byte*>(end) - rest.data());
    const auto whole = padded(size + 1);
    return Extent{0, size, whole};
}

Result<Extent> blob_extent(View rest)
{
    const auto length = wire::Reader(rest).big<std::int32_t>();
    if (!length) return length.error();
    if (*length < 0) return Fault::out_of_range;
    const auto size = static_cast<std::size_t>(*length);
    const auto whole = sizeof(*length) + padded(size);
    if (whole > rest.size()) return Fault::truncated;
    return Extent{sizeof(*length), size, whole};
}

Result<Extent> extent_of(Tag tag, View rest)
{
    switch (tag) {
        case Tag::integer:
        case Tag::real:
        case Tag::character:
        case Tag::colour:
        case Tag::midi:
            return fixed_extent(rest, 4);
        case Tag::large:
        case Tag::precise:
        case Tag::time:
            return fixed_extent(rest, 8);
        case Tag::text:
        case Tag::symbol:
            return text_extent(rest);
        case Tag::blob:
            return blob_extent(rest);
        case Tag::yes:
        case Tag::no:
        case Tag::nothing:
        case Tag::impulse:
        case Tag::array_begin:
        case Tag::array_end:
            return Extent{};
        case Tag::none:
            break;
    }
    return Fault::unknown_tag;
}

Result<void> check_brackets(std::string_view tags)
{
    int depth = 0;
    for (const auto tag : tags) {
        if (tag == '[' && ++depth > max_depth) return Fault::too_deep;
        if (tag == ']' && --depth < 0) return Fault::unbalanced;
    }
    if (depth != 0) return Fault::unbalanced;
    return {};
}

/// Every tag is known and has its value, and nothing is left behind.
Result<void> check_arguments(std::string_view tags, View data)
{
    for (const auto tag : tags) {
        const auto extent = extent_of(Tag{tag}, data);
        if (!extent) return extent.error();
        data = data.subspan(extent->whole);
    }
    if (!data.empty()) return Fault::trailing;
    return {};
}

/// The text at the front of `rest`, which it leaves there.
Result<std::string_view> take_text(View& rest)
{
    const auto extent = text_extent(rest);
    if (!extent) return extent.error();
    const auto text = wire::as_text(rest.first(extent->size));
    rest = rest.subspan(extent->whole);
    return text;
}

/// The tags at the front of `rest`, without their comma. Nothing left is as good as no tags.
Result<std::string_view> take_tags(View& rest)
{
    if (rest.empty()) return std::string_view{};
    if (rest.front() != std::byte{','}) return Fault::malformed;
    const auto text = take_text(rest);
    if (!text) return text.error();
    if (text->size() - 1 > max_tags) return Fault::too_many;
    return text->substr(1);
}

}  // namespace

template <class T>
Result<T> Argument::when(Tag expected) const
{
    return tag_ == expected ? wire::Reader(data_).big<T>() : refusal();
}

Result<std::int32_t> Argument::integer() const { return when<std::int32_t>(Tag::integer); }
Result<float> Argument::real() const { return when<float>(Tag::real); }
Result<std::int64_t> Argument::large() const { return when<std::int64_t>(Tag::large); }
Result<double> Argument::precise() const { return when<double>(Tag::precise); }

Result<std::string_view> Argument::text() const
{
    if (tag_ != Tag::text && tag_ != Tag::symbol) return refusal();
    return wire::as_text(data_);
}

Result<View> Argument::blob() const
{
    if (tag_ != Tag::blob) return refusal();
    return data_;
}

Result<TimeTag> Argument::time() const
{
    const auto word = when<std::uint64_t>(Tag::time);
    if (!word) return word.error();
    return TimeTag{static_cast<std::uint32_t>(*word >> 32), static_cast<std::uint32_t>(*word & 0xffff'ffff)};
}

Result<char> Argument::character() const
{
    const auto word = when<std::uint32_t>(Tag::character);
    if (!word) return word.error();
    return static_cast<char>(*word & 0xff);
}

Result<Colour> Argument::colour() const
{
    if (tag_ != Tag::colour) return refusal();
    const auto part = [this](std::size_t index) { return std::to_integer<std::uint8_t>(data_[index]); };
    return Colour{part(0), part(1), part(2), part(3)};
}

Result<Midi> Argument::midi() const
{
    if (tag_ != Tag::midi) return refusal();
    Midi message{};
    std::memcpy(message.data(), data_.data(), message.size());
    return message;
}

Result<bool> Argument::flag() const
{
    if (tag_ != Tag::yes && tag_ != Tag::no) return refusal();
    return tag_ == Tag::yes;
}

Result<double> Argument::number() const
{
    const auto widened = [](auto value) { return value ? Result<double>(static_cast<double>(*value)) : value.error(); };
    if (tag_ == Tag::integer) return widened(integer());
    if (tag_ == Tag::real) return widened(real());
    if (tag_ == Tag::large) return widened(large());
    if (tag_ == Tag::precise) return precise();
    return widened(flag());
}

Argument Message::argument(std::size_t index) const
{
    if (index >= tags_.size()) return {};
    return *std::ranges::next(begin(), static_cast<std::ptrdiff_t>(index));
}

Message::Iterator Message::begin() const { return {tags_.data(), data_}; }
Message::Iterator Message::end() const { return {tags_.data() + tags_.size(), {}}; }

Argument Message::Iterator::operator*() const
{
    const auto extent = extent_of(Tag{*tag_}, data_);
    assert(extent);  // read_message looked
    return {Tag{*tag_}, data_.subspan(extent->start, extent->size)};
}

Message::Iterator& Message::Iterator::operator++()
{
    data_ = data_.subspan(extent_of(Tag{*tag_}, data_)->whole);
    ++tag_;
    return *this;
}

Message::Iterator Message::Iterator::operator++(int)
{
    auto before = *this;
    ++*this;
    return before;
}

bool is_bundle(View packet) { return wire::as_text(packet).starts_with(bundle_mark); }

Result<Message> read_message(View packet)
{
    if (packet.size() > max_packet) return Fault::oversized;
    if (packet.size() % 4 != 0) return Fault::misaligned;
    if (is_bundle(packet)) return Fault::malformed;
    const auto address = take_text(packet);
    if (!address) return address.error();
    if (address->empty()) return Fault::missing;
    const auto tags = take_tags(packet);
    if (!tags) return tags.error();
    if (const auto balanced = check_brackets(*tags); !balanced) return balanced.error();
    if (const auto complete = check_arguments(*tags, packet); !complete) return complete.error();
    return Message(*address, *tags, packet);
}

}  // namespace recalld::osc
