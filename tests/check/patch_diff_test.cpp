#include "check/patch_diff.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;

namespace {

std::vector<std::string> lines(const Cords& from, const Cords& to)
{
    std::vector<std::string> all;
    for (const auto& step : steps_between(small_room(), from, to)) all.push_back(step.line);
    return all;
}

}  // namespace

TEST_CASE("all is pulled before anything is plugged, in bay order")
{
    CHECK(lines({{"B10", "B26"}, {"B2", "B31"}}, {{"M3", "B32"}, {"B1", "B18"}}) == std::vector<std::string>{"pull B2-B31", "pull B10-B26", "plug B1-B18", "plug M3-B32"});
    CHECK(lines({{"B1", "B31"}}, {{"B1", "B31"}}).empty());
}

TEST_CASE("a cord of which one end stays is moved")
{
    const auto steps = steps_between(small_room(), Cords{{"B1", "B31"}, {"B5", "B25"}}, Cords{{"B1", "B32"}, {"B6", "B25"}});
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].line == "move B1-B31 B1-B32");
    CHECK(steps[0].words == "move the plug in B31 to B32; the other end stays in B1");
    CHECK(steps[1].line == "move B5-B25 B6-B25");
    CHECK(steps[1].words == "move the plug in B5 to B6; the other end stays in B25");
}

TEST_CASE("plugs that change places are pulled first: no jack takes two")
{
    CHECK(lines({{"B1", "B31"}, {"B2", "B32"}}, {{"B1", "B32"}, {"B2", "B31"}}) == std::vector<std::string>{"pull B1-B31", "pull B2-B32", "plug B1-B32", "plug B2-B31"});
}

TEST_CASE("carried out in order, the steps make the other patch and never fill a jack twice")
{
    const Cords from{{"B1", "B31"}, {"B2", "B32"}, {"B3", "M1"}, {"M2", "B21"}, {"B9", "B26"}}, to{{"B1", "B32"}, {"B2", "M1"}, {"B3", "B31"}, {"M2", "B22"}, {"B10", "B26"}};
    Cords cords = from;
    for (const auto& step : steps_between(small_room(), from, to)) {
        if (step.pull) std::erase_if(cords, [&](const auto& cord) { return cord.joins(*step.pull); });
        if (step.plug) {
            for (const auto& cord : cords) CHECK_FALSE((cord.from == step.plug->from || cord.to == step.plug->to));
            cords.push_back(*step.plug);
        }
    }
    CHECK(steps_between(small_room(), cords, to).empty());
    CHECK(cords.size() == to.size());
}

TEST_CASE("a note is no difference, and a cord that stands twice is one")
{
    CHECK(lines({{"B1", "B31", "red"}}, {{"B1", "B31", "blue"}, {"B1", "B31"}}).empty());
    CHECK(lines({{"B1", "B31"}, {"B1", "B31"}}, {}) == std::vector<std::string>{"pull B1-B31"});
}

TEST_CASE("in a room of a thousand jacks everything may change")
{
    const auto patch = patch_of("patch:\n  jacks: [{outputs: \"B{n:1..500}\", inputs: \"B{n:501..1000}\", normal: half}]\n");
    Cords before, after;
    for (int i = 1; i <= 400; ++i) {
        before.push_back({"B" + std::to_string(i), "B" + std::to_string(500 + i)});
        after.push_back({"B" + std::to_string(i), "B" + std::to_string(501 + i)});
    }
    const auto steps = steps_between(patch, before, after);
    CHECK(steps.size() == 799);
    CHECK(steps.front().line == "pull B1-B501");
    CHECK(steps.back().line == "plug B399-B900");
}

TEST_CASE("cords that want jacks which this room lacks are no work for hands, and none is lost without a word")
{
    const Cords now{{"B1", "B31"}, {"B2", "Z9"}, {"Z7", "B32"}}, then{{"B5", "B25"}, {"B1", "Q9"}, {"X1", "X2"}, {"Z7", "B32"}};
    const auto work = work_between(small_room(), now, then);
    REQUIRE(work.steps.size() == 2);
    CHECK(work.steps[0].line == "pull B1-B31");
    CHECK(work.steps[1].line == "plug B5-B25");
    std::vector<std::string> words;
    for (const auto& cord : work.left_out) words.push_back(cord.words("today", "Gig/Mix 1"));
    CHECK(words == std::vector<std::string>{"cord B2 -> Z9 of today: this room has no jack Z9; left out", "cord B1 -> Q9 of Gig/Mix 1: this room has no jack Q9; left out",
                                            "cord X1 -> X2 of Gig/Mix 1: this room has no jack X1 and no jack X2; left out"});
}

TEST_CASE("in a room that has all the jacks nothing is left out, and the steps are the same")
{
    const Cords now{{"B1", "B31"}}, then{{"B1", "B32"}, {"B5", "B25"}};
    const auto work = work_between(small_room(), now, then);
    CHECK(work.left_out.empty());
    CHECK(work.steps == steps_between(small_room(), now, then));
}
