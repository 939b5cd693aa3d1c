#include "store/unit_state.hpp"

#include "made_up.hpp"

#include <bit>
#include <limits>
#include <random>

using namespace recalld::store;
using namespace recalld::studio;
using Catch::Contains;

namespace {

UnitState one(Value value, Standing standing = Standing::confirmed)
{
    static const auto profile = made_up_profile({"ch/01/fader"});
    UnitState state("desk", profile);
    state.set(0, std::move(value), standing);
    return state;
}

}  // namespace

TEST_CASE("every kind of value comes back exactly")
{
    const auto value = GENERATE(
        as<Value>(), 0, 1, -1, 63, 64, -64, -65, 1023, 8191, std::numeric_limits<std::int32_t>::min(),
        std::numeric_limits<std::int32_t>::max(), 0.0f, -0.0f, 0.4312f, 1e-42f, std::numeric_limits<float>::infinity(),
        std::string(), std::string("Lead Vox"), std::string("a\0b\n", 4), std::string("Süß"), std::string(1000, 'x'));
    const auto read = read_state(write_state(one(value)));
    REQUIRE(read.values.size() == 1);
    CHECK(read.values[0] == value);
    CHECK(read.standings[0] == Standing::confirmed);
}

TEST_CASE("floats come back bit by bit, even those that equal nothing")
{
    const auto bits = GENERATE(0x7fc00001u, 0xffc12345u, 0x80000000u, 0x00000001u);
    const auto read = read_state(write_state(one(std::bit_cast<float>(bits))));
    CHECK(std::bit_cast<std::uint32_t>(std::get<float>(read.values[0])) == bits);
}

TEST_CASE("every standing comes back, and those that carry no value lose it")
{
    const auto [standing, kept] = GENERATE(table<Standing, bool>({{Standing::confirmed, true},
                                                                  {Standing::assumed, true},
                                                                  {Standing::by_hand, true},
                                                                  {Standing::unknown, false},
                                                                  {Standing::not_exposed, false},
                                                                  {Standing::out_of_scope, false}}));
    const auto read = read_state(write_state(one(512, standing)));
    CHECK(read.standings[0] == standing);
    CHECK(read.values[0] == Value(kept ? 512 : 0));
}

TEST_CASE("what stands behind a value that nobody asked for does not make states differ")
{
    CHECK(write_state(one(1, Standing::out_of_scope)) == write_state(one(2, Standing::out_of_scope)));
    CHECK(write_state(one(1)) != write_state(one(2)));
    CHECK(write_state(one(1, Standing::assumed)) != write_state(one(1, Standing::confirmed)));
    CHECK(write_state(one(1)) != write_state(one(1.0f)));
}

TEST_CASE("the bytes on disk are these, from release to release")
{
    CHECK(write_state(desk_at(-2))
          == std::string("\x01"
                         "\x04"
                         "\x01\x01\x01\x02"
                         "\x01\x02\x03\x01"
                         "\x03"
                         "\x00\x00\x80\x3e"
                         "\x04"
                         "Kick"
                         "\x0e",
                         21));
}

TEST_CASE("a unit without parameters has a state too")
{
    const UnitState nothing("rack", made_up_profile({}));
    CHECK(read_state(write_state(nothing)).values.empty());
    CHECK(names_in(layout_of(*nothing.profile)).empty());
}

TEST_CASE("a layout names the parameters in order")
{
    const auto layout = layout_of(*small_desk());
    CHECK(names_in(layout) == std::vector<std::string_view>{"ch/01/fader", "ch/01/gain", "ch/01/name", "ch/02/fader"});
}

TEST_CASE("bytes that end too early, or too late, are refused")
{
    const auto bytes = write_state(desk_at(100'000));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_THAT(complaint_of([&] { read_state(bytes.substr(0, size)); }), Contains("damaged"));
    CHECK_THAT(complaint_of([&] { read_state(bytes + "x"); }), Contains("damaged"));
}

TEST_CASE("whatever the bytes are, reading them ends in values or in words")
{
    std::mt19937 random(20260131);
    const auto sane = write_state(desk_at(512));
    for (int round = 0; round < 20'000; ++round) {
        auto bytes = sane;
        for (int flips = 0; flips < 3; ++flips) bytes[random() % bytes.size()] = static_cast<char>(random());
        const auto complaint = complaint_of([&] { read_state(bytes); });
        if (!complaint.empty()) REQUIRE_THAT(complaint, Contains("damaged"));
    }
}
