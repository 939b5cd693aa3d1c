#include "mackie/control.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::mackie;

namespace {

/// The lights from left to right: `.` is dark.
std::string shown(int lights, int count)
{
    std::string text;
    for (int index = 0; index < count; ++index) text += (lights >> index & 1) != 0 ? '#' : '.';
    return text;
}

}  // namespace

TEST_CASE("ring bytes carry mode, value and dot")
{
    const auto [data, ring] = GENERATE(table<int, VPotRing>({
        {0x00, {0, RingMode::dot, 0, false}},
        {0x01, {1, RingMode::dot, 1, false}},
        {0x0B, {2, RingMode::dot, 11, false}},
        {0x10, {3, RingMode::boost_cut, 0, false}},
        {0x16, {3, RingMode::boost_cut, 6, false}},
        {0x1B, {4, RingMode::boost_cut, 11, false}},
        {0x21, {5, RingMode::wrap, 1, false}},
        {0x2B, {5, RingMode::wrap, 11, false}},
        {0x31, {6, RingMode::spread, 1, false}},
        {0x36, {6, RingMode::spread, 6, false}},
        {0x40, {7, RingMode::dot, 0, true}},
        {0x56, {7, RingMode::boost_cut, 6, true}},
        {0x76, {7, RingMode::spread, 6, true}},
    }));
    CHECK(read_ring(ring.strip, data).value() == ring);
    CHECK(ring_byte(ring) == data);
}

TEST_CASE("a ring has eleven lights")
{
    const auto data = GENERATE(0x0C, 0x0F, 0x1C, 0x2D, 0x3E, 0x4F, 0x7C);
    CHECK(read_ring(0, data).error() == recalld::wire::Fault::out_of_range);
}

TEST_CASE("ring modes light what they say")
{
    const auto [mode, value, lights] = GENERATE(table<RingMode, int, std::string>({
        {RingMode::dot, 0, "..........."},       {RingMode::dot, 1, "#.........."},
        {RingMode::dot, 6, ".....#....."},       {RingMode::dot, 11, "..........#"},
        {RingMode::boost_cut, 0, "..........."}, {RingMode::boost_cut, 1, "######....."},
        {RingMode::boost_cut, 4, "...###....."}, {RingMode::boost_cut, 6, ".....#....."},
        {RingMode::boost_cut, 7, ".....##...."}, {RingMode::boost_cut, 11, ".....######"},
        {RingMode::wrap, 0, "..........."},      {RingMode::wrap, 1, "#.........."},
        {RingMode::wrap, 5, "#####......"},      {RingMode::wrap, 11, "###########"},
        {RingMode::spread, 0, "..........."},    {RingMode::spread, 1, ".....#....."},
        {RingMode::spread, 2, "....###...."},    {RingMode::spread, 6, "###########"},
        {RingMode::spread, 11, "###########"},   {RingMode::dot, 99, "..........#"},
        {RingMode::wrap, -1, "..........."},
    }));
    CHECK(shown(ring_lights(mode, value, 11), 11) == lights);
}

TEST_CASE("a ring may have other numbers of lights")
{
    CHECK(shown(ring_lights(RingMode::boost_cut, 13, 13), 13) == "......#######");
    CHECK(shown(ring_lights(RingMode::spread, 7, 13), 13) == "#############");
    CHECK(shown(ring_lights(RingMode::wrap, 15, 15), 15) == "###############");
    CHECK(shown(ring_lights(RingMode::dot, 1, 1), 1) == "#");
}
