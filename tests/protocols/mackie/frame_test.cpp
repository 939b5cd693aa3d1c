#include "mackie/frame.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::mackie;
using recalld::wire::bytes;
using recalld::wire::hex;

TEST_CASE("a channel message is taken apart and put together again")
{
    const auto [wire, kind, channel, data1, data2] = GENERATE(table<std::string, int, int, int, int>({
        {"80 68 40", note_off, 0, 0x68, 0x40},
        {"90 00 7F", note_on, 0, 0, 0x7F},
        {"A7 07 1C", poly_pressure, 7, 7, 0x1C},
        {"BF 40 30", control_change, 15, 0x40, 0x30},
        {"C0 05", 0xC, 0, 5, 0},
        {"D0 0E", channel_pressure, 0, 0x0E, 0},
        {"E8 7F 7F", pitch_bend, 8, 0x7F, 0x7F},
    }));
    const auto read = read_channel_message(bytes(wire)).value();
    CHECK(read.kind == kind);
    CHECK(read.channel == channel);
    CHECK(read.data1 == data1);
    CHECK(read.data2 == data2);
    CHECK(hex(channel_message(kind, channel, data1, data2)) == wire);
}

TEST_CASE("what is no channel message is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::missing},
        {"7F", Fault::unknown},
        {"F8", Fault::unknown},
        {"F0 F7", Fault::unknown},
        {"90", Fault::truncated},
        {"90 00", Fault::truncated},
        {"D0", Fault::truncated},
        {"90 00 00 00", Fault::trailing},
        {"D0 00 00", Fault::trailing},
        {"90 80 00", Fault::malformed},
        {"90 00 80", Fault::malformed},
        {"D0 F7", Fault::malformed},
    }));
    CHECK(read_channel_message(bytes(wire)).error() == fault);
}

TEST_CASE("a SysEx is what stands between its ends")
{
    CHECK(hex(read_sysex(bytes("F0 00 00 66 14 00 F7")).value()) == "00 00 66 14 00");
    CHECK(read_sysex(bytes("F0 F7")).value().empty());
    CHECK(hex(sysex(bytes("00 00 66"))) == "F0 00 00 66 F7");
}

TEST_CASE("a broken SysEx is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::missing},
        {"90 00 00", Fault::unknown},
        {"F7", Fault::unknown},
        {"F0", Fault::unterminated},
        {"F0 00 00 66", Fault::unterminated},
        {"F0 00 F7 00", Fault::unterminated},
        {"F0 00 90 66 F7", Fault::malformed},
        {"F0 F8 F7", Fault::malformed},
        {"F0 00 F7 F7", Fault::malformed},
        {"F0 F0 F7", Fault::malformed},
    }));
    CHECK(read_sysex(bytes(wire)).error() == fault);
}

TEST_CASE("turns are ticks and a direction, in either sense")
{
    const auto [data, sense, ticks] = GENERATE(table<int, Bit6, int>({
        {0x01, Bit6::anticlockwise, 1},
        {0x41, Bit6::anticlockwise, -1},
        {0x3F, Bit6::anticlockwise, 63},
        {0x7F, Bit6::anticlockwise, -63},
        {0x41, Bit6::clockwise, 1},
        {0x01, Bit6::clockwise, -1},
        {0x45, Bit6::clockwise, 5},
    }));
    CHECK(read_ticks(data, sense) == ticks);
    CHECK(ticks_byte(ticks, sense) == data);
}

TEST_CASE("no ticks are one, and too many are sixty-three")
{
    CHECK(read_ticks(0x00, Bit6::anticlockwise) == 1);
    CHECK(read_ticks(0x40, Bit6::anticlockwise) == -1);
    CHECK(read_ticks(0x40, Bit6::clockwise) == 1);
    CHECK(ticks_byte(64, Bit6::anticlockwise) == 0x3F);
    CHECK(ticks_byte(-1000, Bit6::anticlockwise) == 0x7F);
}
