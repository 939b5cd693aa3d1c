#include "load/rig_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;

namespace {

const std::string sane = R"(units: [{name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}]
patch:
  jacks:
    - {outputs: "B{n:1..2}", inputs: "B{n:5..6}", normal: half}
    - {outputs: "B{n:3..4}", inputs: "B{n:7..8}", normal: full}
    - {outputs: "L{n:1..2}"}
    - {mult: "M{n:1..3}"}
  wires:
    - "line {n:1..2} -> 1073-{n} -> B{n}"
    - "B5 -> desk in 1"
)";

rig::PatchConfig read(const std::string& yaml) { return parse_rig(yaml, "rig.yaml").patch; }

std::string complaint_about(const std::string& from, const std::string& to)
{
    return complaint([&] { read(bent(sane, from, to)); });
}

}  // namespace

TEST_CASE("jacks stand in bay order with their normals")
{
    const auto patch = read(sane);
    std::string names;
    for (const auto& jack : patch.jacks) names += jack.name + " ";
    CHECK(names == "B1 B2 B3 B4 B5 B6 B7 B8 L1 L2 M1 M2 M3 ");
    CHECK(patch.jacks[2].side == rig::JackSide::output);
    CHECK(patch.jacks[4].side == rig::JackSide::input);
    CHECK(patch.jacks[10].side == rig::JackSide::either);
    CHECK(patch.jacks[0].place == "rig.yaml:4:17");
    REQUIRE(patch.normals.size() == 4);
    CHECK(patch.normals[3].output == 3);
    CHECK(patch.normals[3].input == 7);
    CHECK(patch.normals[3].kind == rig::Normal::full);
    CHECK(patch.normals[0].kind == rig::Normal::half);
    CHECK(patch.mults == std::vector<std::vector<std::size_t>>{{10, 11, 12}});
}

TEST_CASE("a chain of wires is as many wires, and a range as many chains")
{
    const auto wires = read(sane).wires;
    REQUIRE(wires.size() == 5);
    CHECK(wires[2].from == "line 2");
    CHECK(wires[2].to == "1073-2");
    CHECK(wires[3].to == "B2");
    CHECK(wires[4].from == "B5");
    CHECK(wires[4].place == "rig.yaml:10:7");
}

TEST_CASE("a rig without a patch has none") { CHECK(read("units: [{name: d, profile: p, link: {kind: none}}]").empty()); }

TEST_CASE("a thousand jacks are three lines")
{
    const auto patch = read("units: [{name: d, profile: p, link: {kind: none}}]\npatch:\n  jacks: [{outputs: \"B{n:1..500}\", inputs: \"B{n:501..1000}\", normal: half}]\n"
                            "  wires: [\"line {n:1..500} -> B{n}\"]\n");
    CHECK(patch.jacks.size() == 1000);
    CHECK(patch.jacks[999].name == "B1000");
    CHECK(patch.normals.size() == 500);
    CHECK(patch.wires.size() == 500);
}

TEST_CASE("a patch that cannot be is refused with its place")
{
    const auto [from, to, problem] = GENERATE(table<std::string, std::string, std::string>({
        {"L{n:1..2}", "B{n:1..2}", "rig.yaml:6:17: a second jack \"B1\""},
        {"L{n:1..2}", "L {n:1..2}", "rig.yaml:6:17: a jack has a name of letters, digits, _ and ."},
        {"L{n:1..2}", "L-{n:1..2}", "rig.yaml:6:17: a jack has a name"},
        {"L{n:1..2}", "L{n:2..1}", "rig.yaml:6:26: a range counts upwards"},
        {"B{n:7..8}", "B{n:7..9}", "rig.yaml:5:59: 2 outputs cannot be normalled to 3 inputs"},
        {"outputs: \"L{n:1..2}\"", "outputs: \"L{n:1..2}\", normal: half", "rig.yaml:6:38: a normal goes from outputs to inputs; give both"},
        {"outputs: \"L{n:1..2}\"", "", "rig.yaml:6:7: a row of jacks has outputs, inputs or a mult"},
        {"mult: \"M{n:1..3}\"", "mult: M1", "rig.yaml:7:14: a mult has 2 to 64 jacks, not 1"},
        {"mult: \"M{n:1..3}\"", "mult: \"M{n:1..3}\", normal: half", "rig.yaml:7:14: a mult stands alone"},
        {"normal: half", "normal: most", "rig.yaml:4:59: \"most\" is none of none, half, full, parallel"},
        {"B5 -> desk in 1", "B5", "rig.yaml:10:7: a wire goes from one point to another: line 7 -> B7"},
        {"B5 -> desk in 1", "B5 ->", "rig.yaml:10:7: a wire names a point at each end"},
        {"B5 -> desk in 1", "B55 -> desk in 1", "rig.yaml:10:7: there is no jack \"B55\"; did you mean \"B5\"?"},
        {"B5 -> desk in 1", "B1 -> desk in 1", "rig.yaml:10:7: jack B1 is an output: nothing comes out of its back; a wire goes into it, … -> B1"},
        {"B5 -> desk in 1", "desk out 1 -> B5", "rig.yaml:10:7: jack B5 is an input: nothing goes into its back; a wire comes out of it, B5 -> …"},
        {"B5 -> desk in 1", "x -> B2", "rig.yaml:10:7: two wires into jack B2: from \"1073-2\" and from \"x\""},
        {"B5 -> desk in 1", "line 1 -> 1073-1", "rig.yaml:10:7: a second wire from \"line 1\" to \"1073-1\""},
        {"B5 -> desk in 1", "x -> x", "rig.yaml:10:7: a wire from \"x\" to itself"},
        {"B5 -> desk in 1", "B{q} -> desk in 1", "rig.yaml:10:10: nothing counts q here"},
    }));
    CAPTURE(to);
    CHECK_THAT(complaint_about(from, to), Contains(problem));
}
