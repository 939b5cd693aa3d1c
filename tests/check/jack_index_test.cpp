#include "check/jack_index.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;

TEST_CASE("every jack is found by its name, at its place in the bay")
{
    const auto patch = small_room();
    const JackIndex jacks(patch);
    for (std::size_t i = 0; i < patch.jacks.size(); ++i) {
        CHECK(jacks.find(patch.jacks[i].name) == i);
        CHECK(jacks.place(patch.jacks[i].name) == i);
        CHECK(jacks.name(i) == patch.jacks[i].name);
    }
    CHECK_FALSE(jacks.find("b1"));
    CHECK_FALSE(jacks.find(""));
    CHECK(jacks.place("Z1") == patch.jacks.size());
}

TEST_CASE("both ends of a normal know it, and other jacks know none")
{
    const auto patch = small_room();
    const JackIndex jacks(patch);
    const auto [jack, kind] = GENERATE(table<std::string, rig::Normal>({
        {"B1", rig::Normal::half}, {"B17", rig::Normal::half}, {"B9", rig::Normal::full}, {"B25", rig::Normal::full}, {"B13", rig::Normal::parallel}, {"B29", rig::Normal::parallel}}));
    const auto* normal = jacks.normal_of(jacks.find(jack).value());
    REQUIRE(normal);
    CHECK(normal->kind == kind);
    for (const auto* none : {"M1", "M4"}) CHECK_FALSE(jacks.normal_of(jacks.find(none).value()));
}
