#pragma once

#include "midi/message.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace recalld::midi {

/// Which part of a number, or which bit of a byte, comes first.
enum class Order : std::uint8_t { high_first, low_first };

/// A maker's number: one byte, or three of which the first is 00. 7E and 7F are the universal ones.
struct Manufacturer {
    std::array<std::byte, 3> id{};
    std::size_t size = 1;

    View bytes() const { return View(id).first(size); }
    bool operator==(const Manufacturer&) const = default;
};

/// What stands between F0 and F7. Fault::truncated, ::unknown when it does not begin with F0, ::unterminated, and
/// ::malformed for a status byte inside.
Result<View> sysex_content(View message);

/// F0, the content, F7. Content is data bytes only.
Bytes sysex(View content);

/// The number at the front of a content. Fault::truncated.
Result<Manufacturer> read_manufacturer(wire::Reader& content);

/// The maker of a whole SysEx message.
Result<Manufacturer> manufacturer_of(View message);

/// Numbers of seven bits a byte: addresses, sizes and counts, which carry at 80h.
Bytes split_sevens(std::uint64_t value, std::size_t count, Order order = Order::high_first);

/// The way back. Fault::out_of_range above nine bytes, ::malformed for a byte of eight bits.
Result<std::uint64_t> join_sevens(View bytes, Order order = Order::high_first);

/// How bytes of eight bits travel in bytes of seven.
enum class Packing : std::uint8_t {
    none,
    sevens_low_first,    ///< one byte of top bits, bit 0 for the first byte, then up to seven bytes
    sevens_high_first,   ///< the same, bit 6 for the first byte
    nibbles_low_first,   ///< two bytes for one, the low half first
    nibbles_high_first,  ///< two bytes for one, the high half first
};

/// With Packing::none the bytes go as they are; they must have seven bits then.
Bytes pack(View bytes, Packing packing);

/// Fault::malformed for a byte that is no data byte or no nibble, ::truncated for half a byte or top bits alone. Top
/// bits for bytes that are not there do not matter: some senders leave them set.
Result<Bytes> unpack(View packed, Packing packing);

/// Where a checksum stands and what it is of, as data. Places count from F0 = 0; negative ones from the end, F7 = -1.
struct Checksum {
    enum class Kind : std::uint8_t {
        none,
        twos_complement,  ///< added to the sum it gives 0 in seven bits
        ones_complement,  ///< the sum with every bit turned
        sum,              ///< the low seven bits
        exclusive_or,
        sum_14,  ///< fourteen bits in two bytes, high one first
    };

    Kind kind = Kind::none;
    int begin = 1;                    ///< the first byte it is of
    int end = -2;                     ///< one past the last
    int at = -2;                      ///< where it stands itself
    int seed = 0;                     ///< what the sum starts from
    Packing packing = Packing::none;  ///< when it is of the bytes before they were packed

    bool operator==(const Checksum&) const = default;
};

/// The checksum that belongs into the message: one byte, two, or none. Fault::out_of_range when the places are
/// not in the message, and the faults of unpack().
Result<Bytes> checksum_of(const Checksum& checksum, View message);

/// The message carries its right checksum.
Result<bool> is_sound(const Checksum& checksum, View message);

/// Writes the right checksum to its place in the message.
Result<void> seal(const Checksum& checksum, std::span<std::byte> message);

}  // namespace recalld::midi
