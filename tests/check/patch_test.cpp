#include "check/patch.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;
using Catch::Matchers::Contains;

namespace {

/// `kind: words` of each problem.
std::vector<std::string> told(const rig::PatchConfig& patch, const Cords& cords)
{
    std::vector<std::string> all;
    for (const auto& problem : problems_of(patch, cords)) all.push_back(std::string(name_of(problem.kind)) + ": " + problem.words);
    return all;
}

}  // namespace

TEST_CASE("a patch without cords has no problems") { CHECK(told(small_room(), {}).empty()); }

TEST_CASE("each fault of a patch is named with its jacks")
{
    const auto [cords, problem] = GENERATE(table<Cords, std::string>({
        {{{"B3", "B99"}}, "unknown_jack: cord B3 -> B99: there is no jack \"B99\"; did you mean \"B9\"?"},
        {{{"Q3", "B31"}}, "unknown_jack: cord Q3 -> B31: there is no jack \"Q3\"; did you mean \"B3\"?"},
        {{{"B15", "M1"}, {"B15", "M1"}}, "doubled_cord: the cord B15 -> M1 is there twice; pull one of them from the list"},
        {{{"B15", "B31"}, {"B16", "B31"}}, "two_outputs: two outputs into input B31: B15 -> B31 and B16 -> B31"},
        {{{"B15", "M1"}, {"B15", "M3"}}, "occupied: two plugs in jack B15: B15 -> M1 and B15 -> M3; a mult has several jacks for one signal"},
        {{{"B15", "M1"}, {"B16", "M3"}}, "two_outputs: two outputs into one mult: B15 into M1 and B16 into M3"},
        {{{"B31", "B15"}}, "input_as_output: B31 -> B15: B31 is an input, nothing comes out of it; did you mean B15 -> B31?"},
        {{{"M1", "M1"}}, "occupied: the cord M1 -> M1 has both plugs in one jack"},
        {{{"B15", "B16"}}, "output_as_input: B15 -> B16: B16 is an output, nothing goes into it"},
        {{{"B15", "B29"}}, "two_outputs: two outputs into input B29: B15 by a cord, and B13, which is wired in parallel and which no cord breaks"},
    }));
    const auto all = told(small_room(), cords);
    CHECK(std::ranges::find(all, problem) != all.end());
    CHECK(problems_of(small_room(), cords).front().is_fault());
}

TEST_CASE("a broken normal is a note that names both ends")
{
    const auto [cord, problem] = GENERATE(table<studio::Cord, std::string>({
        {{"B15", "B17"}, "broken_normal: the cord B15 -> B17 breaks the normal from B1 to B17"},
        {{"B9", "M1"}, "broken_normal: the cord B9 -> M1 breaks the full normal from B9 to B25; B25 hears nothing"},
    }));
    const auto problems = problems_of(small_room(), Cords{cord});
    REQUIRE(problems.size() == 1);
    CHECK(std::string(name_of(problems[0].kind)) + ": " + problems[0].words == problem);
    CHECK_FALSE(problems[0].is_fault());
    CHECK(problems[0].jacks.size() == 2);
}

TEST_CASE("a cord in the output of a half normal only taps it") { CHECK(told(small_room(), {{"B1", "B31"}}).empty()); }

TEST_CASE("a loop is told from jack to jack")
{
    const auto all = told(small_room(), {{"B15", "B31"}});
    REQUIRE(all.size() == 1);
    CHECK_THAT(all[0], Contains("loop: a loop: ") && Contains("B31 -> 1176-A -> B15"));
    CHECK(told(small_room(), {{"B15", "B32"}, {"B16", "B31"}}).size() == 1);
    CHECK(told(small_room(), {{"B15", "B32"}}).empty());
}

TEST_CASE("without jacks each cord is unknown")
{
    const auto problems = problems_of({}, Cords{{"B1", "B2"}});
    REQUIRE(problems.size() == 2);
    CHECK_THAT(problems[0].words, Contains("the rig has no patch"));
}

TEST_CASE("what cords do to normals is said beside each of them")
{
    CHECK(normal_words(small_room(), Cords{{"B1", "B31"}, {"B15", "B17"}}) == std::vector<std::string>{"", "breaks B1 -> B17"});
    const Cords cords{{"B1", "B31"}, {"B16", "B18"}, {"B9", "B26"}, {"B13", "M1"}, {"B15", "M2"}, {"B99", "B3"}};
    CHECK(normal_words(small_room(), cords) ==
          std::vector<std::string>{"taps B1, which still feeds B17", "breaks B2 -> B18", "breaks B9 -> B25; breaks B10 -> B26", "parallel with B29", "", "breaks B3 -> B19"});
}

TEST_CASE("cords stand in bay order and those of lost jacks last")
{
    Cords cords{{"Z1", "B17"}, {"M2", "B31"}, {"B10", "B26"}, {"B2", "B31"}};
    sort_cords(small_room(), cords);
    CHECK(cords == Cords{{"B2", "B31"}, {"B10", "B26"}, {"M2", "B31"}, {"Z1", "B17"}});
}
