#include "driver/surface_steps.hpp"
#include "driver/surface_buttons.hpp"
#include "mackie/hui_buttons.hpp"
#include "mackie/mcu_buttons.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <string>

using namespace recalld;
using namespace recalld::driver;
using mackie::RingMode;
using studio::RingStyle;

namespace {

studio::Surface with_way(int bits, int lowest, int highest)
{
    studio::Surface surface;
    surface.fader_bits = static_cast<std::uint8_t>(bits);
    surface.lowest = static_cast<std::uint16_t>(lowest);
    surface.highest = static_cast<std::uint16_t>(highest);
    return surface;
}

}  // namespace

TEST_CASE("a fader's way goes from end to end and back, whatever the box's codes are")
{
    const auto [bits, lowest, highest] = GENERATE(table<int, int, int>({
        {10, 0, 16383}, {14, 0, 16383}, {12, 0, 15999}, {7, 0, 16383}, {10, 100, 15935}, {1, 0, 16383}, {10, 16383, 0},
        {200, 0, 65535}, {0, 0, 0}}));
    const FaderWay way(with_way(bits, lowest, highest));
    CHECK(way.position_heard(way.said(static_cast<int>(way.code_at(0)))) == 0);
    int before = -1;
    for (int position = 0; position <= 16383; position += 9) {
        const auto said = way.said(static_cast<int>(way.code_at(position) + 0.5));
        CHECK((said >= 0 && said <= 16383));
        CHECK(said >= before);
        before = said;
    }
    if (lowest < highest && bits > 0) {
        CHECK(way.said(static_cast<int>(way.code_at(16383))) == std::min(highest, 16383));
        CHECK(way.position_heard(highest) == 16383);
        CHECK(way.position_heard(lowest) == 0);
    }
}

TEST_CASE("rings: lights of a value")
{
    const auto [mode, value, eleven, thirteen] = GENERATE(table<RingMode, double, int, int>({
        {RingMode::dot, 0, 1, 1},
        {RingMode::dot, 0.5, 6, 7},
        {RingMode::dot, 1, 11, 13},
        {RingMode::boost_cut, 0.25, 4, 4},
        {RingMode::wrap, 2, 11, 13},
        {RingMode::spread, 0, 1, 1},
        {RingMode::spread, 1, 6, 7},
        {RingMode::dot, std::numeric_limits<double>::quiet_NaN(), 1, 1},
    }));
    CHECK(ring_value(mode, {RingStyle::dot, value, true, false}, 11) == eleven);
    CHECK(ring_value(mode, {RingStyle::dot, value, true, false}, 13) == thirteen);
    CHECK(ring_value(mode, {RingStyle::dot, value, false, false}, 11) == 0);
}

TEST_CASE("meters: a level and its decibels")
{
    for (int level = 0; level <= 12; ++level) CHECK(level_of(twelve_steps, decibels_of(twelve_steps, level)) == level);
    for (int level = 0; level <= 8; ++level) CHECK(level_of(eight_steps, decibels_of(eight_steps, level)) == level);
    CHECK(level_of(twelve_steps, std::numeric_limits<float>::quiet_NaN()) == 0);
    CHECK(decibels_of(twelve_steps, 99) == 0);
    CHECK(decibels_of(twelve_steps, -1) == no_signal);
}

TEST_CASE("digits: text from the right, dots on the digit before them")
{
    const auto [text, last, first] = GENERATE(table<std::string, mackie::mcu::Glyph, mackie::mcu::Glyph>({
        {"12", {'2', false}, {'1', false}},
        {"1.2", {'2', false}, {'1', true}},
        {"1:2.", {'2', true}, {'1', true}},
        {"912", {'2', false}, {'1', false}},
        {"2", {'2', false}, {' ', false}},
        {"", {' ', false}, {' ', false}},
        {"..", {' ', false}, {' ', false}},
    }));
    const auto glyphs = glyphs_of<2>(text);
    CHECK(glyphs[0] == last);
    CHECK(glyphs[1] == first);
}

TEST_CASE("buttons: a number has one name and a name has one number")
{
    const auto* names = GENERATE(&mackie::mcu::button_names, &mackie::hui::button_names);
    studio::Surface surface;
    surface.buttons = {{"flip", 0x01}, {"own", 0x02}, {"own", 0x03}};
    const SurfaceButtons buttons(*names, surface);
    for (int number = 0; number < most_buttons; ++number) {
        INFO(buttons.name(number));
        CHECK(buttons.number(buttons.name(number)) == number);
    }
    CHECK(buttons.name(1) == "flip");
    CHECK(buttons.name(2) == "own");
    CHECK(buttons.name(3) != "own");
}

TEST_CASE("buttons: what is no name has no number")
{
    const auto* const name = GENERATE("", "note", "note/", "note/1", "note/123", "note/G0",
                                      "note/-1", "rec/9", "rec/0", "REC/1", "note/ 1");
    CHECK_FALSE(SurfaceButtons(mackie::mcu::button_names, {}).number(name));
}

TEST_CASE("buttons: lights of hands, feet and strips that are not there are left alone")
{
    studio::Surface surface;
    surface.strips = 2;
    const SurfaceButtons buttons(mackie::mcu::button_names, surface);
    const auto has = [&](int number) { return std::ranges::count(buttons.lights(), number) == 1; };
    CHECK(has(0x00));
    CHECK(has(0x01));
    CHECK_FALSE(has(0x02));
    CHECK(has(0x5E));
    CHECK_FALSE(has(0x66));
    CHECK_FALSE(has(0x68));
    CHECK_FALSE(has(0x74));
    CHECK_FALSE(has(0x7F));
}
