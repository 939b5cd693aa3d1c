#include "midi/sysex.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

constexpr Packing packings[] = {Packing::none, Packing::sevens_low_first, Packing::sevens_high_first,
                                Packing::nibbles_low_first, Packing::nibbles_high_first};

Checksum sum_of(Checksum::Kind kind, int begin, int end = -2, int at = -2, int seed = 0)
{
    return {kind, begin, end, at, seed};
}

}  // namespace

TEST_CASE("a maker is one byte or three")
{
    const auto [wire, id] = GENERATE(table<std::string, std::string>({
        {"F0 41 10 42 F7", "41"},
        {"F0 43 00 F7", "43"},
        {"F0 42 30 F7", "42"},
        {"F0 7E 7F 06 01 F7", "7E"},
        {"F0 00 00 66 14 F7", "00 00 66"},
        {"F0 00 20 32 32 F7", "00 20 32"},
        {"F0 00 02 4E F7", "00 02 4E"},
        {"F0 00 01 06 F7", "00 01 06"},
        {"F0 00 00 1A F7", "00 00 1A"},
        {"F0 00 20 3C F7", "00 20 3C"},
    }));
    CAPTURE(wire);
    CHECK(hex(manufacturer_of(bytes(wire))->bytes()) == id);
}

TEST_CASE("a message without a maker is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::truncated},
        {"F0", Fault::truncated},
        {"F0 F7", Fault::truncated},
        {"F0 00 F7", Fault::truncated},
        {"F0 00 20 F7", Fault::truncated},
        {"F0 41 10", Fault::unterminated},
        {"90 41 F7", Fault::unknown},
        {"F0 41 F8 F7", Fault::malformed},
        {"F0 41 F7 F7", Fault::malformed},
    }));
    CAPTURE(wire);
    CHECK(manufacturer_of(bytes(wire)).error() == fault);
}

TEST_CASE("content goes between F0 and F7 and comes out again")
{
    const std::string content = GENERATE("", "41", "00 20 32 'X' 00");
    const auto message = sysex(bytes(content));
    CHECK(message.front() == sysex_begin);
    CHECK(message.back() == sysex_end);
    CHECK(hex(sysex_content(message).value()) == hex(bytes(content)));
}

TEST_CASE("numbers travel in sevens")
{
    const auto [value, wire, reversed] = GENERATE(table<std::uint64_t, std::string, std::string>({
        {0, "00 00", "00 00"},
        {4096, "20 00", "00 20"},  // the 32 voices of a DX7
        {127, "00 7F", "7F 00"},
        {128, "01 00", "00 01"},
        {16383, "7F 7F", "7F 7F"},
        {0x1234, "24 34", "34 24"},
    }));
    CAPTURE(value);
    CHECK(hex(split_sevens(value, 2)) == wire);
    CHECK(hex(split_sevens(value, 2, Order::low_first)) == reversed);
    CHECK(join_sevens(bytes(wire)).value() == value);
    CHECK(join_sevens(bytes(reversed), Order::low_first).value() == value);
}

TEST_CASE("addresses carry at 80h")
{
    const auto address = join_sevens(bytes("03 02 7F")).value();
    CHECK(hex(split_sevens(address + 1, 3)) == "03 03 00");
    CHECK(join_sevens(bytes("7F 7F 7F 7F 7F 7F 7F 7F 7F")).value() == 0x7FFF'FFFF'FFFF'FFFF);
    CHECK(join_sevens(bytes("")).value() == 0);
    CHECK(join_sevens(Bytes(10)).error() == Fault::out_of_range);
    CHECK(join_sevens(bytes("01 80")).error() == Fault::malformed);
}

TEST_CASE("eight bits travel in seven")
{
    const auto [packing, plain, packed] = GENERATE(table<Packing, std::string, std::string>({
        {Packing::none, "01 7F", "01 7F"},
        {Packing::sevens_low_first, "", ""},
        {Packing::sevens_low_first, "80", "01 00"},
        {Packing::sevens_low_first, "00 80", "02 00 00"},
        {Packing::sevens_low_first, "81 02 83 04 85 06 87", "55 01 02 03 04 05 06 07"},
        {Packing::sevens_low_first, "00 00 00 00 00 00 FF", "40 00 00 00 00 00 00 7F"},
        {Packing::sevens_low_first, "FF FF FF FF FF FF FF FF", "7F 7F 7F 7F 7F 7F 7F 7F 01 7F"},
        {Packing::sevens_high_first, "80", "40 00"},
        {Packing::sevens_high_first, "00 80", "20 00 00"},
        {Packing::sevens_high_first, "00 00 00 00 00 00 FF", "01 00 00 00 00 00 00 7F"},
        {Packing::sevens_high_first, "81 82 03 04 05 06 07 88", "60 01 02 03 04 05 06 07 40 08"},
        {Packing::nibbles_low_first, "A5 0F", "05 0A 0F 00"},
        {Packing::nibbles_high_first, "A5 0F", "0A 05 00 0F"},
        {Packing::nibbles_high_first, "", ""},
    }));
    CAPTURE(plain, packed);
    CHECK(hex(pack(bytes(plain), packing)) == packed);
    CHECK(hex(unpack(bytes(packed), packing).value()) == plain);
}

TEST_CASE("every packing of anything comes back")
{
    std::mt19937 engine(8);
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes plain(size);
        for (auto& byte : plain) byte = static_cast<std::byte>(engine());
        for (const auto packing : packings)
            if (packing != Packing::none) CHECK(unpack(pack(plain, packing), packing).value() == plain);
    }
}

TEST_CASE("bytes that no packing gives are refused")
{
    const auto [packing, packed, fault] = GENERATE(table<Packing, std::string, Fault>({
        {Packing::none, "01 80", Fault::malformed},
        {Packing::sevens_low_first, "80 01", Fault::malformed},
        {Packing::sevens_low_first, "01", Fault::truncated},
        {Packing::sevens_high_first, "00 01 02 03 04 05 06 07 00", Fault::truncated},
        {Packing::nibbles_low_first, "10 00", Fault::malformed},
        {Packing::nibbles_high_first, "0F 80", Fault::malformed},
        {Packing::nibbles_high_first, "0F", Fault::truncated},
    }));
    CAPTURE(packed);
    CHECK(unpack(bytes(packed), packing).error() == fault);
}

TEST_CASE("top bits for bytes that are not there do not matter")
{
    CHECK(hex(unpack(bytes("7F 01"), Packing::sevens_low_first).value()) == "81");
    CHECK(hex(unpack(bytes("7F 01"), Packing::sevens_high_first).value()) == "81");
}

TEST_CASE("a checksum is data")
{
    using Kind = Checksum::Kind;
    const auto [checksum, wire] = GENERATE(table<Checksum, std::string>({
        // Roland, from address to data: MT-32 and two others of the makers' manuals
        {sum_of(Kind::twos_complement, 5), "F0 41 10 16 12 03 02 00 7F 64 07 01 7F 11 F7"},
        {sum_of(Kind::twos_complement, 6), "F0 41 10 00 3C 12 01 00 00 14 02 69 F7"},
        {sum_of(Kind::twos_complement, 5), "F0 41 10 6A 12 01 00 00 28 06 51 F7"},
        // Yamaha: old bulk is of the data, address-based bulk of count, address and data
        {sum_of(Kind::twos_complement, 6), "F0 43 00 09 00 03 01 02 03 7A F7"},
        {sum_of(Kind::twos_complement, 4), "F0 43 00 4C 00 02 30 00 00 10 20 1E F7"},
        {sum_of(Kind::twos_complement, 6), "F0 43 00 09 00 02 40 40 00 F7"},
        // sample dump: of everything from 7E
        {sum_of(Kind::exclusive_or, 1), "F0 7E 00 02 01 10 20 30 7D F7"},
        {sum_of(Kind::sum, 3), "F0 42 30 01 7F 05 05 F7"},
        {sum_of(Kind::sum, 3, -2, -2, 0xA5), "F0 40 00 01 02 28 F7"},
        {sum_of(Kind::ones_complement, 2), "F0 01 01 02 7C F7"},
        {sum_of(Kind::sum_14, 2, -3, -3), "F0 01 7F 7F 01 7E F7"},
        // in front of the data
        {sum_of(Kind::sum, 3, -1, 2), "F0 01 03 01 02 F7"},
        {{Kind::sum, 2, -2, -2, 0, Packing::nibbles_low_first}, "F0 10 05 0A 01 00 26 F7"},
        {sum_of(Kind::none, 1), "F0 01 02 F7"},
    }));
    CAPTURE(wire);
    auto message = bytes(wire);
    CHECK(is_sound(checksum, message).value());
    if (checksum.kind == Kind::none) return;
    const auto at = checksum.at < 0 ? message.size() - static_cast<std::size_t>(-checksum.at)
                                    : static_cast<std::size_t>(checksum.at);
    message[at] ^= std::byte{1};
    CHECK_FALSE(is_sound(checksum, message).value());
    CHECK(seal(checksum, message).has_value());
    CHECK(hex(message) == wire);
}

TEST_CASE("a 32-voice bulk has its checksum behind 4096 bytes")
{
    auto message = bytes("F0 43 00 09 20 00");
    message.resize(message.size() + 4096, std::byte{0x01});
    message.insert(message.end(), {std::byte{0x55}, sysex_end});
    const auto checksum = sum_of(Checksum::Kind::twos_complement, 6);
    CHECK(join_sevens(View(message).subspan(4, 2)).value() == 4096);
    CHECK_FALSE(is_sound(checksum, message).value());
    CHECK(seal(checksum, message).has_value());
    CHECK(message[message.size() - 2] == std::byte{0});
}

TEST_CASE("a checksum outside its message is a fault")
{
    using Kind = Checksum::Kind;
    const auto [checksum, wire] = GENERATE(table<Checksum, std::string>({
        {sum_of(Kind::sum, 5), "F0 41 00 F7"},
        {sum_of(Kind::sum, 1, 9), "F0 41 00 F7"},
        {sum_of(Kind::sum, 1, -9), "F0 41 00 F7"},
        {sum_of(Kind::sum, -9, -2), "F0 41 00 F7"},
        {sum_of(Kind::sum, 1, 2, 4), "F0 41 00 F7"},
        {sum_of(Kind::sum, 1, 2, -5), "F0 41 00 F7"},
        {sum_of(Kind::sum_14, 1, 2, -1), "F0 41 00 F7"},
        {sum_of(Kind::sum, 1), ""},
    }));
    CAPTURE(wire, checksum.begin, checksum.end, checksum.at);
    auto message = bytes(wire);
    CHECK(is_sound(checksum, message).error() == Fault::out_of_range);
    CHECK(seal(checksum, message).error() == Fault::out_of_range);
}

TEST_CASE("a checksum of packed bytes that cannot be unpacked is a fault")
{
    const Checksum checksum{Checksum::Kind::sum, 2, -2, -2, 0, Packing::nibbles_low_first};
    CHECK(is_sound(checksum, bytes("F0 10 05 26 F7")).error() == Fault::truncated);
    CHECK(is_sound(checksum, bytes("F0 10 15 00 26 F7")).error() == Fault::malformed);
}
