#include "check/wire_points.hpp"

#include "check/rooms.hpp"
#include "profile_here.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using recalld::testing::profile_here;

namespace {

const auto desk = profile_here("consoles/x32"), limiter = profile_here("analog/ua-1176ln");

std::vector<std::string> problems(const std::string& wires)
{
    const auto patch = test::patch_of("patch:\n  jacks: [{outputs: \"B{n:1..8}\", inputs: \"C{n:1..8}\"}]\n  wires:\n" + wires);
    const std::vector<WiredUnit> units{{"desk", desk.get()}, {"1176-A", limiter.get()}, {"box", nullptr}};
    std::vector<std::string> words;
    for (const auto& problem : unknown_points(patch, units)) {
        CHECK(problem.kind == ProblemKind::unknown_point);
        CHECK(problem.is_fault());
        words.push_back(problem.words);
    }
    return words;
}

std::string problem(const std::string& point)
{
    const auto all = problems("    - \"C1 -> " + point + "\"\n");
    REQUIRE(all.size() <= 1);
    return all.empty() ? "" : all.front();
}

}  // namespace

TEST_CASE("a wire to what a desk does not have is told with its place and what there is")
{
    CHECK(problem("desk in 99") == "rig.yaml:5:7: desk has no \"in 99\"; it has in 1 … 32");
    CHECK(problem("desk ch/33") == "rig.yaml:5:7: desk has no \"ch/33\"; it has ch 1 … 32");
    CHECK(problem("desk mtx/7") == "rig.yaml:5:7: desk has no \"mtx/7\"; it has matrix 1 … 6");
    CHECK(problem("desk main LR 2") == "rig.yaml:5:7: desk has no \"main LR 2\"; it has main LR, without a number");
    CHECK(problem("desk card outt 3") == "rig.yaml:5:7: desk has no point \"card outt\"; did you mean \"card out\"?");
    const auto strange = problem("desk talkback mic");
    CHECK_THAT(strange, Catch::StartsWith("rig.yaml:5:7: desk has no point \"talkback mic\"; it has "));
    CHECK_THAT(strange, Catch::EndsWith("what its profile does not tell of is written without \"desk\""));
}

TEST_CASE("a wire to a unit that is nearly one of the rig, and to a point that it has, is misspelt")
{
    CHECK(problem("desc in 3") == "rig.yaml:5:7: this rig has no unit \"desc\"; did you mean \"desk\"?");
    CHECK(problem("deks ch/3") == "rig.yaml:5:7: this rig has no unit \"deks\"; did you mean \"desk\"?");
}

TEST_CASE("points that there are, and whatever the house calls its own, are right")
{
    const auto point = GENERATE(as<std::string>{}, "desk in 32", "Desk IN 3", "desk ch/17", "desk ch 17", "desk mtx/06", "desk main/st", "desk main LR", "desk slot 3", "desk", "1176-A", "1176-A in 3",
        "1176-B", "1073-7", "box 3", "line 7", "A/D 3", "DAW 17", "snake in 99", "tape out 3", "desc 3", "disc recorder", "C-24 in 3");
    CAPTURE(point);
    CHECK(problem(point).empty());
}

TEST_CASE("of a row of wires that go too far one is told, and each kind by itself")
{
    CHECK(problems("    - \"desk out {n:1..20} -> rack {n}\"\n    - \"snake {n:1..40} -> desk in {n}\"\n") ==
          std::vector<std::string>{"rig.yaml:5:7: desk has no \"out 17\"; it has out 1 … 16", "rig.yaml:6:7: desk has no \"in 33\"; it has in 1 … 32"});
}
