#include "check/tones.hpp"

#include <catch2/catch.hpp>

#include "check/expected_lines.hpp"
#include "profile_here.hpp"

using namespace recalld;
using namespace recalld::testing;
using namespace recalld::check;

namespace {

const studio::Profile& desk() { return *profile_here("consoles/x32"); }
std::uint32_t strip(const std::string& path) { return desk().find_strip(path).value(); }

}  // namespace

TEST_CASE("outputs are written as people write them")
{
    const auto [text, count, first] = GENERATE(table<std::string, std::size_t, std::string>({
        {"bus/03", 1, "bus/03"}, {"bus/1-4", 4, "bus/01"}, {"Bus 3, main LR", 2, "bus/03"}, {"main/st", 1, "main/st"}, {"all", 24, "bus/01"}, {"mtx/5-5,", 1, "mtx/05"}}));
    const auto ways = tone_ways(desk(), text, "");
    REQUIRE(ways.size() == count);
    CHECK(desk().strips[ways[0].output].path == first);
    CHECK_FALSE(ways[0].back);
}

TEST_CASE("returns are one an output")
{
    const auto ways = tone_ways(desk(), "bus/1-2", "ch/17, ch 18");
    CHECK(ways[1].back == strip("ch/18"));
    CHECK_THROWS_WITH(tone_ways(desk(), "bus/1-2", "ch/17"), "2 outputs, but 1 returns; name one an output, or none");
    CHECK_THROWS_WITH(tone_ways(desk(), "ch/17", ""), Catch::StartsWith("the oscillator does not reach ch 17; it reaches bus/01"));
    CHECK_THROWS_WITH(tone_ways(desk(), "bus/17", ""), Catch::StartsWith("there is no strip \"bus/17\""));
    CHECK_THROWS_WITH(tone_ways(desk(), " , ", ""), Catch::StartsWith("name the outputs"));
}

TEST_CASE("a tone arrives, arrives elsewhere, or does not")
{
    const Peaks before{{strip("ch/17"), -88}, {strip("ch/18"), -88}, {strip("bus/03"), -90}};
    Peaks during = before;
    during[strip("bus/03")] = -20;   // its own output sounds, of course
    const ToneWay way{strip("bus/03"), strip("ch/17")};
    CHECK_FALSE(hear_tone(desk(), way, before, during, -20).at);
    CHECK_FALSE(hear_tone(desk(), way, before, during, -20).arrived);

    during[strip("ch/18")] = -23.5;
    const auto wrong = hear_tone(desk(), way, before, during, -20);
    CHECK_FALSE(wrong.arrived);
    CHECK(wrong.is_elsewhere);
    CHECK(wrong.at == strip("ch/18"));
    const auto anywhere = hear_tone(desk(), {strip("bus/03")}, before, during, -20);
    CHECK_FALSE(anywhere.arrived);   // it may be somebody talking
    CHECK(anywhere.at == strip("ch/18"));
    CHECK(name_of(anywhere) == "heard");
    CHECK(name_of(wrong) == "elsewhere");
    CHECK(name_of({}) == "nothing");

    during[strip("ch/17")] = -26;
    const auto right = hear_tone(desk(), way, before, during, -20);
    CHECK(right.arrived);
    CHECK(name_of(right) == "arrived");
    CHECK(*right.level == Approx(-26));
    CHECK(*right.delta == Approx(-6));
}

TEST_CASE("what was as loud before is no tone")
{
    const Peaks before{{strip("ch/17"), -25}};
    CHECK_FALSE(hear_tone(desk(), {strip("bus/03"), strip("ch/17")}, before, {{strip("ch/17"), -18}}, -20).arrived);
    CHECK(hear_tone(desk(), {strip("bus/03"), strip("ch/17")}, before, {{strip("ch/17"), -14}}, -20).arrived);
    CHECK_FALSE(hear_tone(desk(), {strip("bus/03"), strip("ch/17")}, {}, {{strip("ch/17"), -80}}, -20).arrived);
}

TEST_CASE("lines are typed as name and strip")
{
    const auto lines = parse_lines("Kick In=desk ch/01\n\n Vox = desk ch/17 48V \r\n=desk ch 5");
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].name == "Kick In");
    CHECK(lines[0].place == "desk ch/01");
    CHECK_FALSE(lines[0].phantom);
    CHECK(lines[1].line == 2);
    CHECK(lines[1].place == "desk ch/17");
    CHECK(lines[1].phantom);
    CHECK(lines[2].name == "desk ch 5");
    CHECK_THROWS_WITH(parse_lines("Kick=desk ch/01\nSnare"), "line 2: \"Snare\" is not of the form Kick In=desk ch/01");
    CHECK_THROWS_WITH(parse_lines("Kick="), Catch::StartsWith("line 1: "));
}

TEST_CASE("a strip is found by path or words, however its numbers are padded")
{
    for (const auto* words : {"ch/01", "ch/1", "ch/001", "ch 1", "Ch 1", "/ch/01"}) CHECK(strip_named(desk(), words) == strip("ch/01"));
    for (const auto* words : {"", "ch", "ch/33", "ch/1/mix"}) CHECK_FALSE(strip_named(desk(), words));
    CHECK(kind_of("ch/01") == kind_of("ch/32"));
    CHECK(kind_of("ch/01") != kind_of("auxin/01"));
}
