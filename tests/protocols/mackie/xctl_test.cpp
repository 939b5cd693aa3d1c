#include "mackie/xctl.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace recalld::mackie;
using namespace recalld::mackie::xctl;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

Event on_strip(int strip, Colour colour, bool inverted, const Line& top, const Line& bottom)
{
    return ScribbleStrip{strip, colour, inverted, top, bottom};
}

}  // namespace

TEST_CASE("xctl: its own messages, read and written")
{
    const auto [wire, from, event] = GENERATE(table<std::string, From, Event>({
        {"F0 00 20 32 58 54 00 F7", From::surface, Probe{}},
        {"F0 00 20 32 58 54 01 F7", From::host, ProbeReply{}},
        {"F0 00 00 66 58 01 '01564066740' F7", From::surface, Announcement{"01564066740"}},
        {"F0 00 00 66 58 20 41 'Ch 1' 00 00 00 '    aB3' F7", From::host,
         on_strip(0, Colour::red, true, centred("Ch 1"), from_left("    aB3"))},
        {"F0 00 00 66 58 27 07 'Main   -5.3   ' F7", From::host,
         on_strip(7, Colour::white, false, from_left("Main"), from_left("-5.3"))},
        {"F0 00 00 66 58 23 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 F7", From::host,
         on_strip(3, Colour::off, false, {}, {})},
        {"B0 30 00", From::host, RingHalf{0, false, 0}},
        {"B0 37 7F", From::host, RingHalf{7, false, 0x7F}},
        {"B0 38 01", From::host, RingHalf{0, true, 1}},
        {"B0 3F 3F", From::host, RingHalf{7, true, 0x3F}},
        {"B0 60 77", From::host, Segments{11, 0x77, false}},
        {"B0 61 73", From::host, Segments{10, 0x73, false}},
        {"B0 62 06", From::host, Segments{9, 0x06, false}},
        {"B0 6B 3F", From::host, Segments{0, 0x3F, false}},
        {"B0 70 77", From::host, Segments{11, 0x77, true}},
        {"B0 7B 00", From::host, Segments{0, 0, true}},
        {"D0 00", From::host, xctl::Meter{0, 0}},
        {"D0 38", From::host, xctl::Meter{3, 8}},
        {"D0 75", From::host, xctl::Meter{7, 5}},
    }));
    const auto message = bytes(wire);
    CHECK(read(message, from).value() == event);
    CHECK(hex(write(event)) == hex(message));
}

TEST_CASE("xctl: all else is as in mcu")
{
    const auto [wire, from, event] = GENERATE(table<std::string, From, mcu::Event>({
        {"E0 2C 62", From::surface, FaderMoved{0, 12588}},
        {"E8 7F 7F", From::host, FaderMoved{8, 16383}},
        {"90 68 7F", From::surface, FaderTouched{0, true}},
        {"90 5E 7F", From::surface, Button{0x5E, true}},
        {"90 5E 00", From::host, Led{0x5E, Light::off}},
        {"90 5E 01", From::host, Led{0x5E, Light::flash}},
        {"90 5E 7F", From::host, Led{0x5E, Light::on}},
        {"B0 10 01", From::surface, VPotTurned{0, 1}},
        {"B0 3C 41", From::surface, JogTurned{-1}},
        {"F0 00 00 66 14 00 F7", From::host, mcu::DeviceQuery{}},
    }));
    const auto message = bytes(wire);
    CHECK(read(message, from).value() == Event(event));
    CHECK(hex(write(event)) == hex(message));
}

TEST_CASE("xctl: the idle packet") { CHECK(hex(idle()) == "F0 00 00 66 14 00 F7"); }

TEST_CASE("xctl: velocities from 2 on are on, levels from 8 on are 8, idle bits of colours fall away")
{
    CHECK(read(bytes("90 10 02"), From::host).value() == Event(mcu::Event(Led{0x10, Light::on})));
    CHECK(read(bytes("80 10 00"), From::surface).value() == Event(mcu::Event(Button{0x10, false})));
    CHECK(read(bytes("D0 0F"), From::host).value() == Event(xctl::Meter{0, 8}));
    CHECK(read(bytes("D0 7E"), From::host).value() == Event(xctl::Meter{7, 8}));
    const auto strip = read(bytes("F0 00 00 66 58 20 7A '1234567abcdefg' F7"), From::host).value();
    CHECK(std::get<ScribbleStrip>(strip).colour == Colour::green);
    CHECK(std::get<ScribbleStrip>(strip).inverted);
}

TEST_CASE("xctl: a bent message is refused")
{
    const auto [wire, from, fault] = GENERATE(table<std::string, From, Fault>({
        {"", From::host, Fault::missing},
        {"F0 00 20 32 58 54 F7", From::surface, Fault::truncated},
        {"F0 00 20 32 58 54 00 00 F7", From::surface, Fault::trailing},
        {"F0 00 20 32 58 54 01 F7", From::surface, Fault::unknown},
        {"F0 00 20 32 58 54 00 F7", From::host, Fault::unknown},
        {"F0 00 20 32 58 F7", From::surface, Fault::unknown},
        {"F0 00 20 32 58 54 00", From::surface, Fault::unterminated},
        {"F0 00 00 66 58 F7", From::host, Fault::truncated},
        {"F0 00 00 66 58 28 07 '1234567abcdefg' F7", From::host, Fault::unknown},
        {"F0 00 00 66 58 20 07 '1234567abcdefg' F7", From::surface, Fault::unknown},
        {"F0 00 00 66 58 01 '0' F7", From::host, Fault::unknown},
        {"F0 00 00 66 58 20 F7", From::host, Fault::truncated},
        {"F0 00 00 66 58 20 07 '1234567abcdef' F7", From::host, Fault::truncated},
        {"F0 00 00 66 58 20 07 '1234567abcdefgh' F7", From::host, Fault::trailing},
        {"F0 00 00 66 58 20 80 '1234567abcdefg' F7", From::host, Fault::malformed},
        {"D0 80", From::host, Fault::malformed},
        {"D0 00", From::surface, Fault::unknown},
        {"B0 30 00", From::surface, Fault::unknown},
        {"B0 6C 00", From::host, Fault::unknown},
        {"B0 7C 00", From::host, Fault::unknown},
        {"B1 30 00", From::host, Fault::unknown},
        {"B0 30", From::host, Fault::truncated},
    }));
    CHECK(read(bytes(wire), from).error() == fault);
}

TEST_CASE("xctl: zeros centre a line, blanks do not")
{
    CHECK(from_left("Vox") == Line{'V', 'o', 'x', ' ', ' ', ' ', ' '});
    CHECK(centred("Vox") == Line{'V', 'o', 'x', 0, 0, 0, 0});
    CHECK(from_left("Overheads") == Line{'O', 'v', 'e', 'r', 'h', 'e', 'a'});
    CHECK(centred("Overheads") == from_left("Overheads"));
    CHECK(centred("Groß") == Line{'G', 'r', 'o', 's', 's', 0, 0});
    CHECK(plain(centred("Vox")) == "Vox");
    CHECK(plain(from_left("  Vox")) == "Vox");
    CHECK(plain(Line{}).empty());
    CHECK(plain(Line{'a', 0, 'b', 0x1F, 0, 0, 0}) == "a_b_");
}

TEST_CASE("xctl: a ring is seven lights and six")
{
    const auto [mode, value, left, right] = GENERATE(table<RingMode, int, int, int>({
        {RingMode::dot, 0, 0x00, 0x00},
        {RingMode::dot, 1, 0x01, 0x00},
        {RingMode::dot, 7, 0x40, 0x00},
        {RingMode::dot, 8, 0x00, 0x01},
        {RingMode::dot, 13, 0x00, 0x20},
        {RingMode::wrap, 3, 0x07, 0x00},
        {RingMode::wrap, 13, 0x7F, 0x3F},
        {RingMode::boost_cut, 7, 0x40, 0x00},
        {RingMode::boost_cut, 1, 0x7F, 0x00},
        {RingMode::boost_cut, 13, 0x40, 0x3F},
        {RingMode::spread, 1, 0x40, 0x00},
        {RingMode::spread, 2, 0x60, 0x01},
        {RingMode::spread, 7, 0x7F, 0x3F},
    }));
    const auto halves = ring(5, mode, value);
    CHECK(halves[0] == RingHalf{5, false, left});
    CHECK(halves[1] == RingHalf{5, true, right});
}

TEST_CASE("xctl: digits have their shapes")
{
    const auto [letter, lights] = GENERATE(table<char, int>({
        {'0', 0x3F}, {'1', 0x06}, {'2', 0x5B}, {'3', 0x4F},  {'4', 0x66},    {'5', 0x6D}, {'6', 0x7D},
        {'7', 0x07}, {'8', 0x7F}, {'9', 0x6F}, {'-', 0x40},  {'_', 0x08},    {'=', 0x48}, {' ', 0x00},
        {'A', 0x77}, {'b', 0x7C}, {'C', 0x39}, {'d', 0x5E},  {'E', 0x79},    {'F', 0x71}, {'P', 0x73},
        {'n', 0x54}, {'H', 0x76}, {'%', 0x00}, {'\0', 0x00}, {'\xFF', 0x00},
    }));
    CHECK(segments_of(letter) == lights);
}

TEST_CASE("xctl: every letter and figure has a shape")
{
    for (char letter = 'A'; letter <= 'Z'; ++letter) CHECK(segments_of(letter) != 0);
    for (char letter = 'a'; letter <= 'z'; ++letter) CHECK(segments_of(letter) != 0);
    for (char letter = '0'; letter <= '9'; ++letter) CHECK(segments_of(letter) != 0);
}

TEST_CASE("xctl: all meters fit into one running status")
{
    const auto datagram = meters({0, 1, 2, 3, 4, 5, 6, 8});
    CHECK(hex(datagram) == "D0 00 11 22 33 44 55 66 78");
    std::vector<Event> events;
    REQUIRE(for_each_message(datagram, [&](View message) { events.push_back(read(message, From::host).value()); }));
    REQUIRE(events.size() == 8);
    CHECK(events[0] == Event(xctl::Meter{0, 0}));
    CHECK(events[7] == Event(xctl::Meter{7, 8}));
}

TEST_CASE("xctl: every ring half and digit comes back")
{
    const auto lights = GENERATE(range(0, 128));
    const Event half = RingHalf{lights % 8, lights % 2 == 0, lights};
    CHECK(read(write(half), From::host).value() == half);
    const Event digit = Segments{lights % 12, lights, lights % 3 == 0};
    CHECK(read(write(digit), From::host).value() == digit);
}
