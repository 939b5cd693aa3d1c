#include "check/told_branches.hpp"

#include "check/desk_routing.hpp"
#include "check/rooms.hpp"
#include "profile_here.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;
using recalld::testing::profile_here;
using Words = std::vector<std::string>;

namespace {

Words told(const std::string& point, const Cords& cords, const Surroundings& surroundings)
{
    const PatchGraph graph(small_room(), cords, surroundings);
    const auto start = graph.find(point);
    REQUIRE(start);
    const auto found = trace(graph, *start);
    Words words;
    for (const auto& branch : told_branches(graph, found)) words.push_back(branch.words);
    return words;
}

/// A desk whose socket 1 is sent on to so many outputs of its own.
Surroundings sending_to(int outputs)
{
    auto all = around();
    all.kinds["desk in 1"] = PointKind::socket;
    for (int n = 1; n <= outputs; ++n) {
        const auto name = "desk out " + std::to_string(n);
        all.leads.push_back({"desk in 1", name, How::inside});
        all.kinds[name] = PointKind::socket;
    }
    return all;
}

}  // namespace

TEST_CASE("ends inside one desk are told together, the first few by name")
{
    const auto [outputs, words] = GENERATE(table<int, Words>({
        {1, {}},
        {2, {"also goes: desk in 1 -> desk out 2"}},
        {5, {"also goes: desk in 1 -> desk out 2, desk out 3, desk out 4, desk out 5"}},
        {6, {"also goes: desk in 1 -> desk out 2, desk out 3, desk out 4, desk out 5 and 1 more"}},
        {40, {"also goes: desk in 1 -> desk out 2, desk out 3, desk out 4, desk out 5 and 35 more"}}}));
    CAPTURE(outputs);
    CHECK(told("line 1", {}, sending_to(outputs)) == words);
}

TEST_CASE("a strip is told by itself, and so is what goes on from the desk")
{
    auto all = sending_to(3);
    all.leads.push_back({"desk in 1", "desk ch 2", How::inside});
    all.leads.push_back({"desk in 1", "desk ch 9", How::inside});
    all.kinds["desk ch 2"] = all.kinds["desk ch 9"] = PointKind::strip;
    CHECK(told("line 1", {}, all) == Words{"also goes: desk in 1 -> desk out 2, desk out 3", "also goes: desk ch 2 -> DAW 2", "also goes: desk ch 9"});
}

TEST_CASE("a way that ends where nobody sees anything is not told")
{
    auto all = around({{"desk in 1", "desk ch 1"}, {"desk in 1", "desk slot 1"}, {"desk slot 1", "desk user 1"}});
    all.kinds = {{"desk in 1", PointKind::socket}, {"desk ch 1", PointKind::strip}, {"desk slot 1", PointKind::hidden}, {"desk user 1", PointKind::hidden}};
    CHECK(told("line 1", {}, all).empty());
}

TEST_CASE("what is told together keeps every branch, and is drawn as one box")
{
    const PatchGraph graph(small_room(), {}, sending_to(9));
    const auto found = trace(graph, graph.find("line 1").value());
    const auto told = told_branches(graph, found);
    REQUIRE(told.size() == 1);
    CHECK(told[0].of.size() == 8);
    REQUIRE(told[0].stops.size() == 2);
    CHECK(told[0].stops[1].words == "desk out 2, desk out 3, desk out 4, desk out 5 and 4 more");
    CHECK(told[0].stops[1].how == "inside");
}

TEST_CASE("sources inside a desk are told together as well")
{
    auto all = around({{"desk USB 1", "desk in 2"}, {"desk USB 2", "desk in 2"}, {"desk USB 3", "desk in 2"}});
    for (const auto* name : {"desk USB 1", "desk USB 2", "desk USB 3", "desk in 2"}) all.kinds[name] = PointKind::socket;
    CHECK(told("desk in 2", {}, all) == Words{"also comes in: desk USB 1, desk USB 2, desk USB 3 -> desk in 2"});
}

TEST_CASE("other branches keep their own words, each once")
{
    CHECK(told("line 1", {{"B1", "B31"}, {"B15", "B18"}}, around()) == Words{"also goes: bay B1 -> A/D 1 -> desk in 1"});
    CHECK(told("LA2A", {{"B16", "M1"}, {"M2", "B17"}}, around()) == Words{"also goes: bay M1 -> bay M3", "also goes: bay M1 -> bay M4"});
    CHECK(told("line 1", {}, around()).empty());
}

TEST_CASE("a big desk that sends an input to all its cards is told in few lines")
{
    studio::UnitState desk("desk", profile_here("consoles/x32"));
    const auto& profile = *desk.profile;
    for (studio::ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (const auto& law = profile.law_of(id); law.kind != studio::LawKind::text && law.kind != studio::LawKind::blob) desk.set(id, law.lowest(), studio::Standing::confirmed);
    auto all = around();
    add_desk_routing(desk, all);
    const auto words = told("line 1", {}, all);
    CHECK_FALSE(words.empty());
    CHECK(words.size() < 8);
    CHECK(std::set<std::string>(words.begin(), words.end()).size() == words.size());
}
