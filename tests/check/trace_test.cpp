#include "check/trace_words.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;

namespace {

struct Told {
    std::string way;
    std::vector<std::string> branches;
    bool is_loop = false;
};

Told told(const std::string& point, const Cords& cords, Surroundings surroundings = around())
{
    const PatchGraph graph(small_room(), cords, surroundings);
    const auto start = graph.find(point);
    REQUIRE(start);
    const auto found = trace(graph, *start);
    Told told{joined(stops_of(graph, found)), {}, found.is_loop};
    for (const auto& branch : found.branches) told.branches.push_back(words_of(graph, branch));
    return told;
}

Surroundings desk_room()
{
    auto all = around({{"Vox mic", "line 1", How::line}, {"desk in 1", "desk slot 1"}, {"desk slot 1", "desk ch 3"}});
    all.kinds = {{"Vox mic", PointKind::source}, {"desk in 1", PointKind::socket}, {"desk slot 1", PointKind::hidden}, {"desk ch 3", PointKind::strip}};
    return all;
}

}  // namespace

TEST_CASE("a signal is followed from its source to the end, from any point of its way")
{
    const auto point = GENERATE(as<std::string>{}, "Vox mic", "line 1", "1073-1", "B1", "B17", "A/D 1", "desk in 1", "desk ch 3", "DAW 3", "bay B1", "jack B17", "vox MIC");
    CHECK(told(point, {}, desk_room()).way == "Vox mic -> line 1 -> 1073-1 -> bay B1 -> A/D 1 -> desk ch 3 -> DAW 3");
}

TEST_CASE("cords lead through outboard and the normal that they tap is a branch")
{
    const auto found = told("Vox mic", {{"B1", "B31"}, {"B15", "B18"}}, desk_room());
    CHECK(found.way == "Vox mic -> line 1 -> 1073-1 -> bay B1 -> bay B31 -> 1176-A -> bay B15 -> bay B18 -> A/D 2 -> desk in 2");
    CHECK(found.branches == std::vector<std::string>{"also goes: bay B1 -> A/D 1 -> desk ch 3 -> DAW 3"});
}

TEST_CASE("a full normal is broken at either end, a parallel one never")
{
    CHECK(told("B9", {}).way == "bay B9 -> bay B25");
    CHECK(told("B25", {}).way == "bay B9 -> bay B25");
    CHECK(told("B9", {{"B9", "B31"}}).way == "bay B9 -> bay B31 -> 1176-A -> bay B15");
    CHECK(told("B25", {{"B9", "B31"}}).way == "bay B25");
    CHECK(told("B13", {{"B13", "B31"}}).branches == std::vector<std::string>{"also goes: bay B13 -> bay B29"});
}

TEST_CASE("a mult gives its signal to each jack")
{
    const auto found = told("LA2A", {{"B16", "M1"}, {"M2", "B17"}, {"M3", "B18"}});
    CHECK(found.way == "bay B32 -> LA2A -> bay B16 -> bay M1 -> bay M2 -> bay B17 -> A/D 1 -> desk in 1");
    CHECK(found.branches == std::vector<std::string>{"also goes: bay M1 -> bay M3 -> bay B18 -> A/D 2 -> desk in 2", "also goes: bay M1 -> bay M4"});
}

TEST_CASE("what meets is told from its other sources")
{
    const auto found = told("desk in 1", {{"B15", "B17"}}, around({{"USB 1", "desk in 1", How::inside}}));
    CHECK(found.way == "bay B31 -> 1176-A -> bay B15 -> bay B17 -> A/D 1 -> desk in 1");
    CHECK(found.branches == std::vector<std::string>{"also comes in: USB 1 -> desk in 1"});
}

TEST_CASE("who asks for what nobody sees is told its name")
{
    auto all = around();
    all.points = {"desk slot 9"};
    all.kinds = {{"desk slot 9", PointKind::hidden}};
    CHECK(told("desk slot 9", {}, all).way == "desk slot 9");
}

TEST_CASE("a loop ends and is said")
{
    const auto found = told("1176-A", {{"B15", "B31"}});
    CHECK(found.is_loop);
    CHECK(found.way == "1176-A -> bay B15 -> bay B31 -> 1176-A");
    CHECK(told("B31", {{"B15", "B31"}}).way == "bay B31 -> 1176-A -> bay B15 -> bay B31");
    CHECK(told("1176-A", {{"B15", "M1"}, {"M2", "B31"}, {"M3", "B17"}}).is_loop);
}

TEST_CASE("a misspelt point gets the nearest that is there")
{
    const PatchGraph graph(small_room(), {}, around());
    CHECK_FALSE(graph.find("lime 1"));
    CHECK(graph.suggestion("lime 1") == "; did you mean \"line 1\"?");
    CHECK(graph.suggestion("B111") == "; did you mean \"B11\"?");
}

TEST_CASE("in a room of a thousand jacks a signal goes through every cord of a long chain")
{
    const auto patch = patch_of("patch:\n  jacks: [{outputs: \"B{n:1..500}\", inputs: \"C{n:1..500}\"}]\n  wires: [\"C{n:1..499} -> box {n} -> B{n+1}\"]\n");
    Cords cords;
    for (int i = 1; i <= 500; ++i) cords.push_back({"B" + std::to_string(i), "C" + std::to_string(i)});
    const PatchGraph graph(patch, cords);
    CHECK(stops_of(graph, trace(graph, graph.find("box 250").value())).size() == 1499);
    CHECK(trace(graph, graph.find("B1").value()).down.size() == 1498);
    CHECK(trace(graph, graph.find("C500").value()).up.size() == 1498);
}
