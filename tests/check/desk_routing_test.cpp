#include "check/desk_routing.hpp"

#include "check/rooms.hpp"
#include "check/trace_words.hpp"
#include "profile_here.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using recalld::testing::profile_here;

namespace {

void set(studio::UnitState& state, const std::string& parameter, const std::string& words_of_value)
{
    const auto id = state.profile->find(parameter).value();
    state.set(id, state.profile->law_of(id).parse(words_of_value).value(), studio::Standing::confirmed);
}

std::string way(const studio::UnitState& state, const std::string& point)
{
    Surroundings all;
    all.units = {"desk"};
    add_desk_routing(state, all);
    const PatchGraph graph({}, {}, all);
    const auto start = graph.find(point);
    return start ? joined(stops_of(graph, trace(graph, *start))) : "nothing";
}

}  // namespace

TEST_CASE("a socket of the big desk leads through its banks to the channels that hear it")
{
    studio::UnitState desk("desk", profile_here("consoles/x32"));
    CHECK(way(desk, "desk in 3") == "desk in 3");
    CHECK(way(desk, "desk in 33") == "nothing");
    set(desk, "config/routing/routswitch", "REC");
    set(desk, "config/routing/IN/1-8", "AN1-8");
    set(desk, "ch/17/config/source", "In 3");
    set(desk, "ch/18/config/source", "OFF");
    CHECK(way(desk, "desk in 3") == "desk ch 17");
    CHECK(way(desk, "desk ch 17") == "desk ch 17");
    CHECK(way(desk, "desk ch 18") == "desk ch 18");
    set(desk, "config/routing/routswitch", "PLAY");
    CHECK(way(desk, "desk in 3") == "desk in 3");
    CHECK(way(desk, "desk ch 17") == "desk ch 17");
}

TEST_CASE("outputs and cards of the big desk are fed as its routing says")
{
    studio::UnitState desk("desk", profile_here("consoles/x32"));
    set(desk, "outputs/main/06/src", "Ch 5");
    set(desk, "config/routing/OUT/5-8", "OUT5-8");
    set(desk, "config/routing/CARD/9-16", "AN25-32");
    CHECK(way(desk, "desk ch 5") == "desk ch 5 -> desk out 6");
    CHECK(way(desk, "desk card out 16") == "desk in 32 -> desk card out 16");
}

TEST_CASE("which of two inputs a channel hears can depend on a switch")
{
    studio::UnitState desk("desk", profile_here("consoles/x-air"));
    set(desk, "ch/02/config/insrc", "In02");
    set(desk, "ch/02/config/rtnsrc", "U05");
    CHECK(way(desk, "desk ch 2") == "desk ch 2");
    set(desk, "ch/02/preamp/rtnsw", "OFF");
    CHECK(way(desk, "desk in 2") == "desk ch 2");
    set(desk, "ch/02/preamp/rtnsw", "ON");
    CHECK(way(desk, "desk USB in 5") == "desk ch 2");
    CHECK(way(desk, "desk in 2") == "desk in 2");
}

TEST_CASE("units without facts on routing add nothing")
{
    Surroundings all;
    add_desk_routing(studio::UnitState("box", profile_here("outboard/generic-cc")), all);
    CHECK(all.leads.empty());
    CHECK(all.unfed.empty());
}

TEST_CASE("every point of a unit is known without a value, by its words and by its path")
{
    Surroundings all;
    all.units = {"desk", "1176-A"};
    add_unit_points("desk", *profile_here("consoles/x32"), all);
    add_unit_points("1176-A", *profile_here("analog/ua-1176ln"), all);
    const PatchGraph graph({}, {}, all);
    const auto [said, name, kind] = GENERATE(table<std::string, std::string, PointKind>({
        {"desk ch 18", "desk ch 18", PointKind::strip}, {"desk ch/018", "desk ch 18", PointKind::strip}, {"Desk Mtx/02", "desk matrix 2", PointKind::strip}, {"desk main/st", "desk main LR", PointKind::strip},
        {"desk in 3", "desk in 3", PointKind::socket}, {"desk slot 3", "desk slot 3", PointKind::hidden}, {"1176-a", "1176-A", PointKind::unit}}));
    CAPTURE(said);
    REQUIRE(graph.find(said));
    CHECK(graph.name(*graph.find(said)) == name);
    CHECK(graph.kind(*graph.find(said)) == kind);
    CHECK_FALSE(graph.find("desk ch 33"));
    CHECK(graph.suggestion("desk chh 3") == "; did you mean \"desk ch 3\"?");
    CHECK_FALSE(graph.find("desk"));
    CHECK(graph.suggestion("Desk") == "; say which point of it, such as \"desk ch 1\"");
}
