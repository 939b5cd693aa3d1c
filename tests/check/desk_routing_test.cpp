#include "check/desk_routing.hpp"

#include "check/rooms.hpp"
#include "check/trace_words.hpp"
#include "profile_here.hpp"
#include "studio/routing.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using recalld::testing::profile_here;
using Names = std::vector<std::string>;

namespace {

const studio::Routing words{{}, {{"A", "AES in"}, {"AN", "in"}, {"Local", "in"}, {"P16", "personal"}, {"Main L", "main L"}}, {}};

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

TEST_CASE("words of values are points, one or a block of them")
{
    const auto [word, points] = GENERATE(table<std::string, Names>({
        {"Local 3", {"in 3"}}, {"AN1-3", {"in 1", "in 2", "in 3"}}, {"A9", {"AES in 9"}}, {"P161-2", {"personal 1", "personal 2"}}, {"Local 07", {"in 7"}},
        {"Main L", {"main L"}}, {"OFF", {}}, {"Main R", {}}, {"Local", {"in"}}, {"Local x", {}}, {"AN8-1", {}}, {"AN-8", {}}, {"AN1-", {}}, {"AN1-8-9", {}},
        {"AN1-99999", {}}, {"AN99999999999", {}}, {"", {}}}));
    CAPTURE(word);
    CHECK(points_named(words, word) == points);
}

TEST_CASE("a socket of the big desk leads through its banks to the channels that hear it")
{
    studio::UnitState desk("desk", profile_here("consoles/x32"));
    CHECK(way(desk, "desk in 3") == "nothing");
    set(desk, "config/routing/routswitch", "REC");
    set(desk, "config/routing/IN/1-8", "AN1-8");
    set(desk, "ch/17/config/source", "In 3");
    set(desk, "ch/18/config/source", "OFF");
    CHECK(way(desk, "desk in 3") == "desk ch 17");
    CHECK(way(desk, "desk ch 17") == "desk ch 17");
    CHECK(way(desk, "desk ch 18") == "nothing");
    set(desk, "config/routing/routswitch", "PLAY");
    CHECK(way(desk, "desk in 3") == "nothing");
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
    CHECK(way(desk, "desk ch 2") == "nothing");
    set(desk, "ch/02/preamp/rtnsw", "OFF");
    CHECK(way(desk, "desk in 2") == "desk ch 2");
    set(desk, "ch/02/preamp/rtnsw", "ON");
    CHECK(way(desk, "desk USB in 5") == "desk ch 2");
    CHECK(way(desk, "desk in 2") == "nothing");
}

TEST_CASE("units without facts on routing add nothing")
{
    Surroundings all;
    add_desk_routing(studio::UnitState("box", profile_here("outboard/generic-cc")), all);
    CHECK(all.leads.empty());
}
