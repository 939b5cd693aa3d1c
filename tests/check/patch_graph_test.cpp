#include "check/patch_graph.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;
using Names = std::vector<std::string>;

namespace {

/// `B17 by normal` for every way out of a point, in its order.
Names after(const PatchGraph& graph, const std::string& point)
{
    Names names;
    for (const auto& edge : graph.after(graph.find(point).value())) names.push_back(graph.name(edge.to) + " by " + std::string(name_of(edge.how)));
    return names;
}

Names before(const PatchGraph& graph, const std::string& point)
{
    Names names;
    for (const auto& edge : graph.before(graph.find(point).value())) names.push_back(graph.name(edge.to) + " by " + std::string(name_of(edge.how)));
    return names;
}

}  // namespace

TEST_CASE("jacks are points in bay order, in front of everything else")
{
    const auto patch = small_room();
    const PatchGraph graph(patch, {}, around());
    REQUIRE(graph.size() > patch.jacks.size());
    for (PatchGraph::Point point = 0; point < graph.size(); ++point) {
        CHECK(graph.is_jack(point) == (point < patch.jacks.size()));
        if (graph.is_jack(point)) CHECK(graph.name(point) == patch.jacks[point].name);
        CHECK((graph.kind(point) == PointKind::jack) == graph.is_jack(point));
    }
}

TEST_CASE("a point is found as people write it")
{
    const PatchGraph graph(small_room(), {}, around());
    const auto [words, name] = GENERATE(table<std::string, std::string>({
        {"B12", "B12"}, {"b12", "B12"}, {"bay B12", "B12"}, {"bay b12", "B12"}, {"jack B12", "B12"}, {"jack bay B12", "B12"}, {"LINE 3", "line 3"}, {"a/d 4", "A/D 4"}, {"la2a", "LA2A"},
        {"", ""}, {"bay", ""}, {"bay ", ""}, {"B 12", ""}, {"B0", ""}, {"line", ""}}));
    CAPTURE(words);
    const auto found = graph.find(words);
    CHECK((found ? graph.name(*found) : std::string()) == name);
}

TEST_CASE("wires, values and people may spell a point of a unit as they like: it is one")
{
    auto all = around({{"desk in 1", "desk ch 3"}});
    all.points = {"desk in 1", "desk ch 3", "desk ch 4"};
    all.spellings = {{"desk/in/1", "desk in 1"}, {"desk/ch/3", "desk ch 3"}, {"desk/ch/4", "desk ch 4"}, {"desk/mono", "desk ch 4"}};
    const auto patch = patch_of("patch:\n  jacks: [{outputs: B1, inputs: b1}]\n  wires: [A/D 1 -> Desk IN/01, desk ch/3 -> DAW 3, daw 3 -> tape 3]\n");
    const PatchGraph graph(patch, {}, all);
    CHECK(after(graph, "A/D 1") == Names{"desk in 1 by wire"});
    CHECK(after(graph, "desk in 1") == Names{"desk ch 3 by inside"});
    CHECK(after(graph, "desk ch 3") == Names{"DAW 3 by wire"});
    CHECK(after(graph, "DAW 3") == Names{"tape 3 by wire"});
    CHECK(after(graph, "desk ch 4").empty());
    CHECK(graph.name(graph.find("DESK ch/003").value()) == "desk ch 3");
    CHECK(graph.name(graph.find("desk mono").value()) == "desk ch 4");
    CHECK(graph.find("B1") != graph.find("b1"));   // of jacks every letter counts
}

TEST_CASE("units of the rig are known by the first word of a point")
{
    const PatchGraph graph(small_room(), {}, around());
    const auto [point, unit, kind] = GENERATE(table<std::string, std::string, PointKind>({
        {"1176-A", "1176-A", PointKind::unit}, {"desk in 1", "desk", PointKind::unit}, {"LA2A", "", PointKind::house}, {"line 1", "", PointKind::house}, {"B31", "", PointKind::jack}}));
    const auto found = graph.find(point).value();
    CHECK(graph.unit(found) == unit);
    CHECK(graph.kind(found) == kind);
}

TEST_CASE("what is known of a desk tells the kinds of its points, but a jack stays one")
{
    auto all = around({{"desk in 1", "desk ch 1"}});
    all.kinds = {{"desk in 1", PointKind::socket}, {"desk ch 1", PointKind::strip}, {"B1", PointKind::strip}, {"nowhere", PointKind::source}};
    const PatchGraph graph(small_room(), {}, all);
    CHECK(graph.kind(graph.find("desk in 1").value()) == PointKind::socket);
    CHECK(graph.kind(graph.find("desk ch 1").value()) == PointKind::strip);
    CHECK(graph.kind(graph.find("B1").value()) == PointKind::jack);
    CHECK_FALSE(graph.find("nowhere"));
}

TEST_CASE("a half normal is broken at its input, a full one at both ends, a parallel one never")
{
    const auto [cord, from, ways] = GENERATE(table<studio::Cord, std::string, Names>({
        {{"B1", "B31"}, "B1", {"B31 by cord", "B17 by normal"}},
        {{"B15", "B17"}, "B1", {}},
        {{"B9", "B31"}, "B9", {"B31 by cord"}},
        {{"B15", "B25"}, "B9", {}},
        {{"B13", "B31"}, "B13", {"B31 by cord", "B29 by normal"}},
        {{"B15", "B29"}, "B13", {"B29 by normal"}},
    }));
    CHECK(after(PatchGraph(small_room(), Cords{cord}, around()), from) == ways);
}

TEST_CASE("a cord goes before a wire, a wire before what is inside, and a normal comes last")
{
    const PatchGraph graph(small_room(), Cords{{"B15", "B17"}}, around({{"house feed", "B17", How::wire}}));
    CHECK(before(graph, "B17") == Names{"B15 by cord", "house feed by wire"});
    CHECK(after(graph, "B17") == Names{"A/D 1 by wire"});
    CHECK(before(PatchGraph(small_room(), Cords{}, around({{"house feed", "B17", How::wire}})), "B17") == Names{"house feed by wire", "B1 by normal"});
}

TEST_CASE("what goes into one jack of a mult comes out of the others, and out of none that is fed itself")
{
    const PatchGraph one(small_room(), Cords{{"B15", "M2"}}, around());
    CHECK(after(one, "M2") == Names{"M1 by mult", "M3 by mult", "M4 by mult"});
    CHECK(after(one, "M1").empty());
    const PatchGraph two(small_room(), Cords{{"B15", "M2"}, {"B16", "M4"}}, around());
    CHECK(after(two, "M2") == Names{"M1 by mult", "M3 by mult"});
    CHECK(after(PatchGraph(small_room(), Cords{}, around()), "M1").empty());
}

TEST_CASE("cords of jacks that are gone lead somewhere all the same")
{
    const PatchGraph graph(small_room(), Cords{{"B1", "Z9"}}, around());
    CHECK(after(graph, "B1") == Names{"Z9 by cord", "B17 by normal"});
    CHECK_FALSE(graph.is_jack(graph.find("Z9").value()));
}

TEST_CASE("every way out is a way in at its other end")
{
    const PatchGraph graph(small_room(), Cords{{"B1", "B31"}, {"B15", "M1"}, {"M3", "B18"}}, around({{"desk in 1", "desk ch 3"}}));
    using Way = std::tuple<PatchGraph::Point, PatchGraph::Point, How>;
    std::multiset<Way> out, in;
    for (PatchGraph::Point point = 0; point < graph.size(); ++point) {
        for (const auto& edge : graph.after(point)) out.insert({point, edge.to, edge.how});
        for (const auto& edge : graph.before(point)) in.insert({edge.to, point, edge.how});
    }
    CHECK(out == in);
    CHECK_FALSE(out.empty());
}

TEST_CASE("nobody is offered what nobody sees")
{
    auto all = around({{"desk in 1", "desk slot 1"}});
    all.kinds = {{"desk slot 1", PointKind::hidden}};
    const PatchGraph graph(small_room(), {}, all);
    CHECK(graph.suggestion("desk slot 2").find("slot") == std::string::npos);
    CHECK(graph.suggestion("1073-11") == "; did you mean \"1073-1\"?");
    CHECK(graph.suggestion("something else altogether").empty());
}

TEST_CASE("ways and kinds of points have names, each its own")
{
    std::set<std::string_view> hows, kinds;
    for (const auto how : {How::wire, How::normal, How::cord, How::mult, How::inside, How::line}) hows.insert(name_of(how));
    for (const auto kind : {PointKind::house, PointKind::jack, PointKind::unit, PointKind::strip, PointKind::socket, PointKind::hidden, PointKind::source}) kinds.insert(name_of(kind));
    CHECK(hows.size() == 6);
    CHECK(kinds.size() == 7);
}
