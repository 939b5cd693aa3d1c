#include "midi/sysex.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <optional>

namespace recalld::midi {

Result<View> sysex_content(View message)
{
    if (message.size() < 2) return Fault::truncated;
    if (message.front() != sysex_begin) return Fault::unknown;
    if (message.back() != sysex_end) return Fault::unterminated;
    const auto content = message.subspan(1, message.size() - 2);
    if (std::ranges::any_of(content, is_status)) return Fault::malformed;
    return content;
}

Bytes sysex(View content)
{
    assert(std::ranges::none_of(content, is_status));
    Bytes message;
    message.reserve(content.size() + 2);
    message.push_back(sysex_begin);
    message.insert(message.end(), content.begin(), content.end());
    message.push_back(sysex_end);
    return message;
}

Result<Manufacturer> read_manufacturer(wire::Reader& content)
{
    if (content.empty()) return Fault::truncated;
    Manufacturer maker;
    maker.size = content.rest().front() == std::byte{0} ? 3 : 1;
    const auto id = content.take(maker.size);
    if (!id) return id.error();
    std::ranges::copy(*id, maker.id.begin());
    return maker;
}

Result<Manufacturer> manufacturer_of(View message)
{
    const auto content = sysex_content(message);
    if (!content) return content.error();
    wire::Reader reader(*content);
    return read_manufacturer(reader);
}

Bytes split_sevens(std::uint64_t value, std::size_t count, Order order)
{
    Bytes bytes(count);
    for (auto& byte : bytes) {
        byte = static_cast<std::byte>(value & 0x7f);
        value >>= 7;
    }
    if (order == Order::high_first) std::ranges::reverse(bytes);
    return bytes;
}

Result<std::uint64_t> join_sevens(View bytes, Order order)
{
    if (bytes.size() > 9) return Fault::out_of_range;
    if (std::ranges::any_of(bytes, is_status)) return Fault::malformed;
    const auto add = [](std::uint64_t value, std::byte byte) { return value << 7 | std::to_integer<unsigned>(byte); };
    return order == Order::high_first ? std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0}, add)
                                      : std::accumulate(bytes.rbegin(), bytes.rend(), std::uint64_t{0}, add);
}

namespace {

constexpr std::size_t group = 7;  // bytes that share one byte of top bits
constexpr std::byte top_bit{0x80};
constexpr std::byte low_half{0x0f};

/// The bit in the byte of top bits that belongs to the nth byte of its group.
std::byte bit_for(std::size_t index, Order order)
{
    return static_cast<std::byte>(1U << (order == Order::low_first ? index : group - 1 - index));
}

Bytes pack_sevens(View bytes, Order order)
{
    Bytes packed;
    packed.reserve(bytes.size() + bytes.size() / group + 1);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(group, bytes.size()))) {
        const auto part = bytes.first(std::min(group, bytes.size()));
        const auto tops = packed.size();
        packed.emplace_back();
        for (std::size_t index = 0; index < part.size(); ++index) {
            if (is_status(part[index])) packed[tops] |= bit_for(index, order);
            packed.push_back(part[index] & ~top_bit);
        }
    }
    return packed;
}

Result<Bytes> unpack_sevens(View packed, Order order)
{
    if (std::ranges::any_of(packed, is_status)) return Fault::malformed;
    Bytes bytes;
    bytes.reserve(packed.size());
    while (!packed.empty()) {
        const auto part = packed.first(std::min(group + 1, packed.size()));
        if (part.size() < 2) return Fault::truncated;
        for (std::size_t index = 0; index + 1 < part.size(); ++index) {
            const bool top = (part[0] & bit_for(index, order)) != std::byte{0};
            bytes.push_back(part[index + 1] | (top ? top_bit : std::byte{0}));
        }
        packed = packed.subspan(part.size());
    }
    return bytes;
}

Bytes pack_nibbles(View bytes, Order order)
{
    Bytes packed;
    packed.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        packed.push_back(order == Order::high_first ? byte >> 4 : byte & low_half);
        packed.push_back(order == Order::high_first ? byte & low_half : byte >> 4);
    }
    return packed;
}

Result<Bytes> unpack_nibbles(View packed, Order order)
{
    if (std::ranges::any_of(packed, [](std::byte byte) { return byte > low_half; })) return Fault::malformed;
    if (packed.size() % 2 != 0) return Fault::truncated;
    Bytes bytes(packed.size() / 2);
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        const auto first = packed[2 * index];
        const auto second = packed[2 * index + 1];
        bytes[index] = order == Order::high_first ? first << 4 | second : second << 4 | first;
    }
    return bytes;
}

Result<Bytes> unpack_plain(View packed)
{
    if (std::ranges::any_of(packed, is_status)) return Fault::malformed;
    return Bytes(packed.begin(), packed.end());
}

}  // namespace

Bytes pack(View bytes, Packing packing)
{
    switch (packing) {
        case Packing::none: return {bytes.begin(), bytes.end()};
        case Packing::sevens_low_first: return pack_sevens(bytes, Order::low_first);
        case Packing::sevens_high_first: return pack_sevens(bytes, Order::high_first);
        case Packing::nibbles_low_first: return pack_nibbles(bytes, Order::low_first);
        case Packing::nibbles_high_first: return pack_nibbles(bytes, Order::high_first);
    }
    return {};
}

Result<Bytes> unpack(View packed, Packing packing)
{
    switch (packing) {
        case Packing::none: return unpack_plain(packed);
        case Packing::sevens_low_first: return unpack_sevens(packed, Order::low_first);
        case Packing::sevens_high_first: return unpack_sevens(packed, Order::high_first);
        case Packing::nibbles_low_first: return unpack_nibbles(packed, Order::low_first);
        case Packing::nibbles_high_first: return unpack_nibbles(packed, Order::high_first);
    }
    return Fault::unknown;
}

namespace {

/// Where a place that may count from the end is in a message of that size.
std::size_t resolved(int place, std::size_t size)
{
    return place < 0 ? size - static_cast<std::size_t>(-static_cast<std::int64_t>(place))
                     : static_cast<std::size_t>(place);
}

std::size_t width_of(Checksum::Kind kind)
{
    if (kind == Checksum::Kind::none) return 0;
    return kind == Checksum::Kind::sum_14 ? 2 : 1;
}

/// Where the checksum stands.
Result<std::size_t> place_of(const Checksum& checksum, View message)
{
    const auto at = resolved(checksum.at, message.size());
    const auto width = width_of(checksum.kind);
    if (at > message.size() || message.size() - at < width) return Fault::out_of_range;
    return at;
}

/// The bytes it is of, unpacked.
Result<Bytes> covered(const Checksum& checksum, View message)
{
    const auto begin = resolved(checksum.begin, message.size());
    const auto end = resolved(checksum.end, message.size());
    if (begin > end || end > message.size()) return Fault::out_of_range;
    return unpack(message.subspan(begin, end - begin), checksum.packing);
}

unsigned total(View bytes, unsigned seed)
{
    return std::accumulate(bytes.begin(), bytes.end(), seed,
                           [](unsigned sum, std::byte byte) { return sum + std::to_integer<unsigned>(byte); });
}

unsigned exclusive_or(View bytes, unsigned seed)
{
    return std::accumulate(bytes.begin(), bytes.end(), seed,
                           [](unsigned sum, std::byte byte) { return sum ^ std::to_integer<unsigned>(byte); });
}

unsigned value_of(const Checksum& checksum, View bytes)
{
    const auto seed = static_cast<unsigned>(checksum.seed);
    switch (checksum.kind) {
        case Checksum::Kind::none: return 0;
        case Checksum::Kind::twos_complement: return 0U - total(bytes, seed);
        case Checksum::Kind::ones_complement: return ~total(bytes, seed);
        case Checksum::Kind::sum:
        case Checksum::Kind::sum_14: return total(bytes, seed);
        case Checksum::Kind::exclusive_or: return exclusive_or(bytes, seed);
    }
    return 0;
}

}  // namespace

Result<Bytes> checksum_of(const Checksum& checksum, View message)
{
    if (checksum.kind == Checksum::Kind::none) return Bytes();
    const auto bytes = covered(checksum, message);
    if (!bytes) return bytes.error();
    return split_sevens(value_of(checksum, *bytes), width_of(checksum.kind));
}

Result<bool> is_sound(const Checksum& checksum, View message)
{
    const auto at = place_of(checksum, message);
    if (!at) return at.error();
    const auto wanted = checksum_of(checksum, message);
    if (!wanted) return wanted.error();
    return std::ranges::equal(message.subspan(*at, wanted->size()), *wanted);
}

Result<void> seal(const Checksum& checksum, std::span<std::byte> message)
{
    const auto at = place_of(checksum, message);
    if (!at) return at.error();
    const auto wanted = checksum_of(checksum, message);
    if (!wanted) return wanted.error();
    std::ranges::copy(*wanted, message.begin() + static_cast<std::ptrdiff_t>(*at));
    return {};
}

}  // namespace recalld::midi
