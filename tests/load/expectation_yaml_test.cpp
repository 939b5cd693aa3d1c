#include "load/expectation_yaml.hpp"

#include <catch2/catch.hpp>

#include "load/config_error.hpp"

using namespace recalld;
using load::parse_expectation;

namespace {

const std::string whole = R"(expectation: 1
of: Night Train/Mix 3
gain_tolerance: 2.5 dB
units:
  desk:
    online: true
    identity: X32 4.06
    parameters:
      ch/01/config/source: In 1
      headamp/000/gain: {is: +20.0 dB, tolerance: 0.5 dB}
      ch/01/config/name: "Kick \"in\""
      config/mute/1: 0
  spare:
    online: false
)";

}  // namespace

TEST_CASE("an expectation holds what was written, with the place of each line")
{
    const auto room = parse_expectation(whole, "room.yaml");
    CHECK(room.of == "Night Train/Mix 3");
    CHECK(room.gain_tolerance == Approx(2.5));
    REQUIRE(room.units.size() == 2);
    const auto& desk = room.units[0];
    CHECK(desk.unit == "desk");
    CHECK(desk.online == true);
    CHECK(desk.identity == "X32 4.06");
    REQUIRE(desk.parameters.size() == 4);
    CHECK(desk.parameters[0].name == "ch/01/config/source");
    CHECK(desk.parameters[0].words == "In 1");
    CHECK_FALSE(desk.parameters[0].tolerance);
    CHECK(desk.parameters[0].place == "room.yaml:9:28");
    CHECK(desk.parameters[1].words == "+20.0 dB");
    CHECK(*desk.parameters[1].tolerance == Approx(0.5));
    CHECK(desk.parameters[2].words == "Kick \"in\"");
    CHECK(desk.parameters[3].words == "0");
    CHECK(room.units[1].online == false);
    CHECK(room.units[1].parameters.empty());
}

TEST_CASE("a file that was cut names fewer parameters than it says")
{
    const auto says = [](int count) { return "expectation: 1\nparameters: " + std::to_string(count) + whole.substr(whole.find('\n')); };
    CHECK_NOTHROW(parse_expectation(says(4), "room.yaml"));
    CHECK_NOTHROW(parse_expectation(says(3), "room.yaml"));   // somebody wrote one more
    CHECK_THROWS_WITH(parse_expectation(says(5), "room.yaml"), "room.yaml:2:13: the file names 5 parameters, and only 4 are in it: it was cut, or lines were taken out; make it again, or write 4 if that is meant");
    const auto cut = says(4).substr(0, says(4).find("      config/mute"));
    CHECK_THROWS_WITH(parse_expectation(cut, "room.yaml"), Catch::Contains("names 4 parameters, and only 3 are in it"));
}

TEST_CASE("what is not said has its usual value")
{
    const auto room = parse_expectation("expectation: 1\nunits: {desk: {}}", "room.yaml");
    CHECK(room.of.empty());
    CHECK(room.gain_tolerance == Approx(1));
    REQUIRE(room.units.size() == 1);
    CHECK_FALSE(room.units[0].online);
    CHECK(room.units[0].identity.empty());
    CHECK(parse_expectation("expectation: 1\nunits: {}", "room.yaml").units.empty());
}

TEST_CASE("JSON is read as well, with the same words")
{
    const auto room = parse_expectation(R"({"expectation": 1, "units": {"desk": {"online": true, "parameters": {"a": "In 1", "b": {"is": 5, "tolerance": 1 dB}}}}})", "-");
    REQUIRE(room.units[0].parameters.size() == 2);
    CHECK(room.units[0].parameters[0].words == "In 1");
    CHECK(room.units[0].parameters[1].words == "5");
}

TEST_CASE("whatever an expectation does not know is refused with its place")
{
    const auto [text, start] = GENERATE(table<std::string, std::string>({
        {"", "room.yaml:"},
        {"[]", "room.yaml:1:1: "},
        {"expectation: 1\n", "room.yaml:1:1: "},
        {"expectation: one\nunits: {}\n", "room.yaml:1:14: "},
        {"expectation: 1\nunits: []\n", "room.yaml:2:8: "},
        {"expectation: 1\nunits: {desk: []}\n", "room.yaml:2:15: "},
        {"expectation: 1\nunits: {desk: {online: perhaps}}\n", "room.yaml:2:24: "},
        {"expectation: 1\nunits: {desk: {parameters: []}}\n", "room.yaml:2:28: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {tolerance: 1 dB}}}}\n", "room.yaml:2:32: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {is: [1]}}}}\n", "room.yaml:2:37: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {is: 1, tolerance: -1 dB}}}}\n", "room.yaml:2:51: "},
        {"expectation: 1\nunits: {desk: {parameters: {a: {is: 1, tolerance: 201 dB}}}}\n", "room.yaml:2:51: "},
        {"expectation: 1\ngain_tolerance: 61 dB\nunits: {}\n", "room.yaml:2:17: "},
        {"expectation: 1\ngain_tolerance: 1\nunits: {}\n", "room.yaml:2:17: "},
        {"expectation: 1\nunits: {desk: {}, desk: {}}\n", "room.yaml:2:19: "},
        {"expectation: 1\nunits: {desk\n", "room.yaml:"},
    }));
    CAPTURE(text);
    CHECK_THROWS_WITH(parse_expectation(text, "room.yaml"), Catch::StartsWith(start));
}

TEST_CASE("text that is no YAML at all is refused")
{
    const auto text = GENERATE(as<std::string>{}, std::string("\0\0\0", 3), "\xff\xfe", "\t- a", "{{{{{{{{", "&a *a", "expectation: 1\nunits: *desk\n", "%YAML 9\n---\n");
    CHECK_THROWS_AS(parse_expectation(text, "room.yaml"), load::ConfigError);
}
