#include "check/preflight.hpp"

#include <catch2/catch.hpp>

#include "load/expectation_yaml.hpp"
#include "profile_here.hpp"

using namespace recalld;
using namespace recalld::testing;
using Catch::Matchers::Contains;
using studio::Standing;
using studio::UnitState;
using studio::Value;

namespace {

UnitState desk_with(const std::string& name, const Value& value, const std::string& unit = "desk")
{
    UnitState state(unit, profile_here("example"));
    state.set(state.profile->find(name).value(), value, Standing::confirmed);
    return state;
}

std::string text_of(const std::vector<UnitState>& units, const std::string& scope = "all", const std::string& of = "Gig/Mix 1")
{
    std::vector<std::string> names;
    for (const auto& unit : units) names.push_back(unit.unit);
    return check::expectation_text({units}, studio::Scope::parse(scope, {}, names), of);
}

}  // namespace

TEST_CASE("only what is known is expected")
{
    const auto read = load::parse_expectation(text_of({desk_with("ch/01/mix/fader", Value{512})}), "room.yaml");
    REQUIRE(read.units.size() == 1);
    REQUIRE(read.units[0].parameters.size() == 1);
    CHECK(read.units[0].parameters[0].name == "ch/01/mix/fader");
    CHECK(read.units[0].online == true);
    CHECK(read.of == "Gig/Mix 1");
    CHECK(read.gain_tolerance == Approx(1));
}

TEST_CASE("the file says how many parameters it names, and is refused with one less")
{
    auto desk = desk_with("ch/01/mix/fader", Value{512});
    desk.set(desk.profile->find("ch/02/mix/fader").value(), Value{512}, Standing::confirmed);
    const auto text = text_of({desk});
    CHECK_THAT(text, Contains("\nparameters: 2\n"));
    CHECK_NOTHROW(load::parse_expectation(text, "room.yaml"));
    const auto cut = text.substr(0, text.find("      \"ch/02/mix/fader\""));
    REQUIRE(cut.size() < text.size());
    CHECK_THROWS_WITH(load::parse_expectation(cut, "room.yaml"), Contains("names 2 parameters, and only 1 are in it"));
}

TEST_CASE("words in which there are quotes, ends of lines and other letters come back as they were")
{
    const auto name = GENERATE(as<std::string>{}, "Kick \"in\"", "a\\b", "two\nlines", "tab\there", ": {", "# no comment", "Größe ∞", "'", "-", "null", "", "yes", "48 V");
    const auto read = load::parse_expectation(text_of({desk_with("ch/01/config/name", name)}), "room.yaml");
    REQUIRE(read.units.size() == 1);
    CHECK(read.units[0].parameters.at(0).words == name);
}

TEST_CASE("the version that it was made from may have any name")
{
    const auto of = GENERATE(as<std::string>{}, "Night Train/Mix 3", "it's \"the\" one/#3", "a: b/c");
    CHECK(load::parse_expectation(text_of({desk_with("ch/01/mix/fader", Value{1})}, "all", of), "room.yaml").of == of);
}

TEST_CASE("a unit of which the scope covers nothing is not expected")
{
    CHECK_THAT(text_of({desk_with("ch/01/mix/fader", Value{1})}, "headamp"), Contains("units: {}"));
    CHECK_THAT(text_of({}), Contains("units: {}"));
    const auto two = load::parse_expectation(text_of({desk_with("ch/01/mix/fader", Value{1}), desk_with("ch/01/mix/fader", Value{2}, "spare desk")}), "room.yaml");
    REQUIRE(two.units.size() == 2);
    CHECK(two.units[1].unit == "spare desk");
}

TEST_CASE("what a unit says that it is becomes part of the expectation")
{
    auto state = desk_with("ch/01/mix/fader", Value{1});
    CHECK_THAT(text_of({state}), !Contains("identity"));
    state.identity = "EX1 \"1.2\"";
    CHECK(load::parse_expectation(text_of({state}), "room.yaml").units[0].identity == "EX1 \"1.2\"");
}

TEST_CASE("whatever was made from a version passes against it, step for step of a fader")
{
    const int step = GENERATE(0, 1, 2, 100, 511, 512, 766, 767, 768, 1022, 1023);
    const auto state = desk_with("ch/01/mix/fader", Value{step});
    const auto result = check::preflight(load::parse_expectation(text_of({state}), "room.yaml"), {{"desk", true, "", "", &state}});
    CAPTURE(step);
    CHECK(result.failures.empty());
    CHECK(result.all.checked == 2);
    CHECK(result.all.passed == 2);
}
