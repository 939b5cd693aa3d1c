#include <catch2/catch.hpp>

#include "load/bent.hpp"
#include "load/profile_yaml.hpp"
#include "profile_here.hpp"

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string sane = R"(profile: 1
model: m
protocol: p
source: s
laws: {switch: {choice: ["OFF", "ON"]}, level: {linear: [-90, 10], steps: 101, unit: dB}}
strips: [{path: "bus/{n:1..4:02}", words: "bus {n}"}]
nodes:
  - {path: osc, fields: {"on": switch, level: level, f: {log: [20, 20000], steps: 121}, dest: {integer: [0, 3], words: [Bus 1, Bus 2, Bus 3, Bus 4]}}}
  - {path: state, access: read, fields: {"on": switch}}
  - {path: "bus/{n:1..4:02}", fields: {level: level}}
oscillator:
  "on": osc/on
  level: osc/level
  frequency: osc/f
  destination: osc/dest
  reaches: {"bus/{n:1..4:02}": "Bus {n}"}
  order: [level, destination, "on"]
)";

std::string complaint_about(const std::string& from, const std::string& to)
{
    return complaint([&] { parse_profile(bent(sane, from, to), "x", "m"); });
}

}  // namespace

TEST_CASE("an oscillator knows what makes its tone and where it goes")
{
    const auto profile = parse_profile(sane, "x", "m");
    const auto& oscillator = profile->oscillator;
    REQUIRE(oscillator.exists());
    CHECK(oscillator.order == std::vector{profile->find("osc/level").value(), profile->find("osc/dest").value(), profile->find("osc/on").value()});
    CHECK(oscillator.frequency == profile->find("osc/f"));
    REQUIRE(oscillator.reaches.size() == 4);
    CHECK(oscillator.reaches[2].strip == profile->find_strip("bus/03"));
    CHECK(oscillator.reaches[2].value == 2);
}

TEST_CASE("what an oscillator cannot be is said with its place")
{
    const auto [from, to, words] = GENERATE(table<std::string, std::string, std::string>({
        {"\"on\": osc/on", "\"on\": osc/off", "x:12:9: no parameter \"osc/off\""},
        {"\"on\": osc/on", "\"on\": osc/level", "x:12:9: osc/level is no switch"},
        {"\"on\": osc/on", "\"on\": state/on", "x:12:9: state/on can be read, not set"},
        {"level: osc/level", "level: osc/f", "x:13:10: osc/f is no level in dB"},
        {"\"Bus {n}\"", "\"Bass {n}\"", "x:16:32: \"Bass 1\" is not what osc/dest holds"},
        {"{\"bus/{n:1..4:02}\": \"Bus", "{\"bus/{n:1..5:02}\": \"Bus", "x:16:13: no strip \"bus/05\""},
        {"[level, destination, \"on\"]", "[\"on\", level, destination]", "x:17:10: level and destination are set first"},
        {"[level, destination, \"on\"]", "[level, level, \"on\"]", "x:17:18: level a second time"},
        {"  order: [level, destination, \"on\"]\n", "", "\"order\""},
    }));
    CHECK_THAT(complaint_about(from, to), Catch::Contains(words));
}

TEST_CASE("the big console's oscillator reaches buses, matrices and mains")
{
    const auto desk = testing::profile_here("consoles/x32");
    CHECK(desk->oscillator.reaches.size() == 16 + 6 + 2);
    CHECK((*desk)[desk->oscillator.on].name == "-stat/osc/on");
    CHECK((*desk)[desk->oscillator.on].live);
    CHECK_FALSE(testing::profile_here("consoles/x-air")->oscillator.exists());
}
