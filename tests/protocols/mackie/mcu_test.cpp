#include "mackie/mcu.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::mackie;
using namespace recalld::mackie::mcu;
using recalld::wire::bytes;
using recalld::wire::hex;

TEST_CASE("mcu: what surfaces say with channel messages, read and written")
{
    const auto [wire, event] = GENERATE(table<std::string, Event>({
        {"E0 00 00", FaderMoved{0, 0}},
        {"E0 08 64", FaderMoved{0, 12808}},
        {"E0 00 50", FaderMoved{0, 10240}},
        {"E2 00 60", FaderMoved{2, 12288}},
        {"E1 2C 62", FaderMoved{1, 12588}},
        {"E7 7C 7F", FaderMoved{7, 16380}},
        {"E8 7F 7F", FaderMoved{8, 16383}},
        {"90 68 7F", FaderTouched{0, true}},
        {"90 6F 00", FaderTouched{7, false}},
        {"90 70 7F", FaderTouched{8, true}},
        {"90 70 00", FaderTouched{8, false}},
        {"90 00 7F", Button{0x00, true}},
        {"90 00 00", Button{0x00, false}},
        {"90 20 7F", Button{0x20, true}},
        {"90 5E 7F", Button{0x5E, true}},
        {"90 66 7F", Button{0x66, true}},
        {"90 67 00", Button{0x67, false}},
        {"90 71 7F", Button{0x71, true}},
        {"B0 10 01", VPotTurned{0, 1}},
        {"B0 10 41", VPotTurned{0, -1}},
        {"B0 17 3F", VPotTurned{7, 63}},
        {"B0 17 7F", VPotTurned{7, -63}},
        {"B0 3C 01", JogTurned{1}},
        {"B0 3C 41", JogTurned{-1}},
        {"B0 2E 00", Pedal{0}},
        {"B0 2E 7F", Pedal{127}},
    }));
    CHECK(read(bytes(wire), From::surface).value() == event);
    CHECK(hex(write(event)) == wire);
}

TEST_CASE("mcu: what hosts say with channel messages, read and written")
{
    const auto [wire, event] = GENERATE(table<std::string, Event>({
        {"E0 08 64", FaderMoved{0, 12808}},
        {"E8 00 00", FaderMoved{8, 0}},
        {"90 00 00", Led{0x00, Light::off}},
        {"90 08 7F", Led{0x08, Light::on}},
        {"90 10 01", Led{0x10, Light::flash}},
        {"90 18 00", Led{0x18, Light::off}},
        {"90 2A 7F", Led{0x2A, Light::on}},
        {"90 5D 7F", Led{0x5D, Light::on}},
        {"90 5E 7F", Led{0x5E, Light::on}},
        {"90 68 00", Led{0x68, Light::off}},
        {"90 71 7F", Led{0x71, Light::on}},
        {"90 72 7F", Led{0x72, Light::on}},
        {"90 73 01", Led{0x73, Light::flash}},
        {"90 74 7F", Led{0x74, Light::on}},
        {"90 76 7F", Led{0x76, Light::on}},
        {"B0 30 00", VPotRing{0, RingMode::dot, 0, false}},
        {"B0 30 30", VPotRing{0, RingMode::spread, 0, false}},
        {"B0 31 06", VPotRing{1, RingMode::dot, 6, false}},
        {"B0 37 5B", VPotRing{7, RingMode::boost_cut, 11, true}},
        {"B0 33 2B", VPotRing{3, RingMode::wrap, 11, false}},
        {"D0 00", Meter{0, 0}},
        {"D0 0C", Meter{0, 12}},
        {"D0 3E", Overload{3, true}},
        {"D0 3F", Overload{3, false}},
        {"D0 7C", Meter{7, 12}},
        {"D1 00", MasterMeter{false, 0}},
        {"D1 0C", MasterMeter{false, 12}},
        {"D1 17", MasterMeter{true, 7}},
        {"B0 40 30", Digit{0, {'0', false}}},
        {"B0 49 39", Digit{9, {'9', false}}},
        {"B0 4A 01", Digit{10, {'A', false}}},
        {"B0 4B 50", Digit{11, {'P', true}}},
        {"B0 41 60", Digit{1, {' ', true}}},
        {"B0 42 00", Digit{2, {'@', false}}},
        {"B0 43 1F", Digit{3, {'_', false}}},
        {"B0 44 3F", Digit{4, {'?', false}}},
        {"B0 45 7F", Digit{5, {'?', true}}},
    }));
    CHECK(read(bytes(wire), From::host).value() == event);
    CHECK(hex(write(event)) == wire);
}

TEST_CASE("mcu: other spellings mean the same")
{
    const auto [wire, from, event] = GENERATE(table<std::string, From, Event>({
        {"80 5E 40", From::surface, Button{0x5E, false}},
        {"80 68 00", From::surface, FaderTouched{0, false}},
        {"90 68 01", From::surface, FaderTouched{0, true}},
        {"90 10 40", From::surface, Button{0x10, true}},
        {"80 10 7F", From::host, Led{0x10, Light::off}},
        {"90 10 02", From::host, Led{0x10, Light::on}},
        {"90 10 7E", From::host, Led{0x10, Light::on}},
        {"B0 10 00", From::surface, VPotTurned{0, 1}},
        {"B0 10 40", From::surface, VPotTurned{0, -1}},
        {"B0 3C 00", From::surface, JogTurned{1}},
        {"D0 0D", From::host, Meter{0, 12}},
        {"D1 1D", From::host, MasterMeter{true, 12}},
        {"BF 40 35", From::host, Digit{0, {'5', false}}},
        {"BF 4B 50", From::host, Digit{11, {'P', true}}},
    }));
    CHECK(read(bytes(wire), from).value() == event);
}

TEST_CASE("mcu: meter levels 0 to 12 travel for every strip")
{
    const auto strip = GENERATE(range(0, 8));
    const auto level = GENERATE(range(0, 13));
    CHECK(read(write(Meter{strip, level}), From::host).value() == Event(Meter{strip, level}));
}

TEST_CASE("mcu: every ring in every mode comes back")
{
    const auto mode = GENERATE(RingMode::dot, RingMode::boost_cut, RingMode::wrap, RingMode::spread);
    const auto value = GENERATE(range(0, 12));
    const auto centre = GENERATE(true, false);
    const VPotRing ring{value % 8, mode, value, centre};
    CHECK(read(write(ring), From::host).value() == Event(ring));
}

TEST_CASE("mcu: every note is a button or a touch from below and a light from above")
{
    const auto note = GENERATE(range(0, 128));
    const auto wire = channel_message(note_on, 0, note, 0x7F);
    const auto below = read(wire, From::surface).value();
    const auto is_touch = note >= 0x68 && note <= 0x70;
    CHECK(below == (is_touch ? Event(FaderTouched{note - 0x68, true}) : Event(Button{note, true})));
    CHECK(write(below) == wire);
    CHECK(read(wire, From::host).value() == Event(Led{note, Light::on}));
}

TEST_CASE("mcu: digits show capitals, figures and signs")
{
    const auto [letter, wire] = GENERATE(table<char, std::string>({
        {'A', "B0 40 01"},
        {'a', "B0 40 01"},
        {'z', "B0 40 1A"},
        {'0', "B0 40 30"},
        {':', "B0 40 3A"},
        {' ', "B0 40 20"},
        {'~', "B0 40 20"},
        {'\n', "B0 40 20"},
        {'\xFF', "B0 40 20"},
    }));
    CHECK(hex(write(Digit{0, {letter, false}})) == wire);
}

TEST_CASE("mcu: a turn of nothing is not sent")
{
    CHECK(write(VPotTurned{0, 0}).empty());
    CHECK(write(JogTurned{0}).empty());
    CHECK(hex(write(VPotTurned{0, -200})) == "B0 10 7F");
}

TEST_CASE("mcu: channel messages that mean nothing are refused")
{
    const auto [wire, from, fault] = GENERATE(table<std::string, From, Fault>({
        {"", From::surface, Fault::missing},
        {"", From::host, Fault::missing},
        {"90", From::surface, Fault::truncated},
        {"90 00", From::surface, Fault::truncated},
        {"90 00 00 00", From::surface, Fault::trailing},
        {"90 00 90", From::surface, Fault::malformed},
        {"E0 00", From::host, Fault::truncated},
        {"E9 00 00", From::surface, Fault::out_of_range},
        {"EF 00 00", From::host, Fault::out_of_range},
        {"91 00 7F", From::surface, Fault::unknown},
        {"9F 00 7F", From::host, Fault::unknown},
        {"B1 10 01", From::surface, Fault::unknown},
        {"BF 10 01", From::surface, Fault::unknown},
        {"BF 30 01", From::host, Fault::unknown},
        {"B1 40 01", From::host, Fault::unknown},
        {"B0 18 01", From::surface, Fault::unknown},
        {"B0 0F 01", From::surface, Fault::unknown},
        {"B0 30 01", From::surface, Fault::unknown},
        {"B0 40 30", From::surface, Fault::unknown},
        {"BF 40 30", From::surface, Fault::unknown},
        {"B0 10 01", From::host, Fault::unknown},
        {"B0 3C 01", From::host, Fault::unknown},
        {"B0 38 01", From::host, Fault::unknown},
        {"B0 4C 01", From::host, Fault::unknown},
        {"B0 30 0C", From::host, Fault::out_of_range},
        {"D0 80", From::host, Fault::malformed},
        {"D0 00", From::surface, Fault::unknown},
        {"D2 00", From::host, Fault::unknown},
        {"D1 20", From::host, Fault::out_of_range},
        {"D1 0E", From::host, Fault::out_of_range},
        {"D1 1F", From::host, Fault::out_of_range},
        {"A0 00 00", From::host, Fault::unknown},
        {"C0 00", From::surface, Fault::unknown},
        {"F8", From::surface, Fault::unknown},
        {"FF", From::surface, Fault::unknown},
        {"00", From::surface, Fault::unknown},
    }));
    CHECK(read(bytes(wire), from).error() == fault);
}

TEST_CASE("mcu: the answer to a challenge is the manual's")
{
    const auto [challenge, response] = GENERATE(table<Challenge, Response>({
        {{0x57, 0x18, 0x61, 0x05}, {0x64, 0x5A, 0x5E, 0x57}},
        {{0x00, 0x00, 0x00, 0x00}, {0x0A, 0x00, 0x00, 0x70}},
        {{0x01, 0x02, 0x03, 0x04}, {0x05, 0x05, 0x7B, 0x2F}},
        {{0x7F, 0x7F, 0x7F, 0x7F}, {0x75, 0x79, 0x7C, 0x00}},
        {{0x12, 0x34, 0x56, 0x78}, {0x58, 0x0F, 0x16, 0x4E}},
    }));
    CHECK(response_to(challenge) == response);
}
