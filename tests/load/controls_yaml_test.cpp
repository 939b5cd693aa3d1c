#include "load/config_error.hpp"
#include "load/profile_yaml.hpp"
#include "studio/scope.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using Catch::Matchers::Contains;

namespace {

std::string with(const std::string& controls)
{
    return R"(profile: 1
model: Desk
protocol: osc_nodes
source: a test
laws:
  switch: {choice: ["OFF", "ON"]}
  fader: {linear: [-90, 10], steps: 101, bottom: -oo, unit: dB}
strips: [{path: "ch/{n:1..2:02}", words: "ch {n}"}]
nodes:
  - {path: "ch/{n:1..2:02}/mix", fields: {"on": switch, fader: fader, pan: {linear: [-100, 100], steps: 101}}}
  - {path: "ch/{n:1..2:02}/mix/{b:1..3:02}", fields: {level: fader}}
  - {path: stat, access: live, fields: {solo/01: switch, solo/02: switch, shown: {integer: [0, 1]}}}
controls:
)" + controls;
}

std::shared_ptr<const studio::Profile> read(const std::string& controls) { return load::parse_profile(with(controls), "desk.yaml", "desk"); }

const std::string sane = R"(  - {strips: "ch/{n:1..2:02}", fader: mix/fader, mute: {parameter: mix/on, set: "OFF", clear: "ON"}, solo: "/stat/solo/{n:02}",
     select: {parameter: /stat/shown, set: "{n-1}"}, knobs: {pan: [mix/pan], sends: ["mix/{b:1..3:02}/level"]}}
)";

std::string bent(const std::string& what, const std::string& with_what)
{
    auto text = sane;
    return text.replace(text.find(what), what.size(), with_what);
}

}  // namespace

TEST_CASE("the controls of each strip name its own parameters")
{
    const auto desk = read(sane);
    REQUIRE(desk->controls.size() == 2);
    const auto* second = desk->controls_of(*desk->find_strip("ch/02"));
    REQUIRE(second);
    CHECK((*desk)[second->fader].name == "ch/02/mix/fader");
    CHECK((*desk)[second->mute.parameter].name == "ch/02/mix/on");
    CHECK(second->mute.on == 0);
    CHECK(second->mute.off == 1);
    CHECK((*desk)[second->solo.parameter].name == "stat/solo/02");
    CHECK(second->solo.on == 1);
    CHECK(second->select.on == 1);
    CHECK_FALSE(second->select.off);
    CHECK_FALSE(second->rec.exists());
}

TEST_CASE("knob sets hold their parameters in order")
{
    const auto desk = read(sane);
    const auto* sends = desk->controls[1].knobs_named("sends");
    REQUIRE(sends);
    REQUIRE(sends->knobs.size() == 3);
    CHECK((*desk)[sends->knobs[2].parameter].name == "ch/02/mix/03/level");
    CHECK_FALSE(desk->controls[1].knobs_named("eq"));
}

TEST_CASE("a knob may be one of many, picked by another parameter")
{
    const auto desk = read(bent("pan: [mix/pan]", "gain: [{of: \"/ch/{h:1..2:02}/mix/pan\", by: /stat/shown}, mix/pan]"));
    const auto* gain = desk->controls[1].knobs_named("gain");
    REQUIRE(gain);
    REQUIRE(gain->knobs.size() == 2);
    CHECK((*desk)[gain->knobs[0].picked_by].name == "stat/shown");
    REQUIRE(gain->knobs[0].among.size() == 2);
    CHECK((*desk)[gain->knobs[0].among[1]].name == "ch/02/mix/pan");
    CHECK((*desk)[gain->knobs[1].parameter].name == "ch/02/mix/pan");
}

TEST_CASE("what is of the moment is no part of any scope")
{
    const auto desk = read(sane);
    const auto solo = *desk->find("stat/solo/01");
    CHECK((*desk)[solo].live);
    CHECK_FALSE(studio::Scope().cover("desk", *desk)[solo]);
    CHECK_FALSE(studio::Scope::parse("desk", {}, {"desk"}).cover("desk", *desk)[solo]);
    CHECK(studio::Scope().cover("desk", *desk)[*desk->find("ch/01/mix/fader")]);
}

TEST_CASE("a fault in the controls is told with its place")
{
    using Bend = std::tuple<std::string, std::string, std::string>;
    const auto& [what, with_what, message] = GENERATE(values<Bend>({
        {"mix/fader", "mix/fadr", R"(desk.yaml:14:39: no parameter "ch/01/mix/fadr"; did you mean "ch/01/mix/fader"?)"},
        {"fader: mix/fader", "fader: mix/on", "desk.yaml:14:39: a fader needs a law with steps"},
        {"\"OFF\"", "MAYBE", R"("MAYBE" is not what ch/01/mix/on holds)"},
        {"{n-1}", "{n+8}", R"("9" is not what stat/shown holds)"},
        {"\"ch/{n:1..2:02}\"", "\"ch/{n:1..3:02}\"", R"(no strip "ch/03")"},
        {"knobs:", "nobs:", "did you mean"},
        {"[mix/pan]", "[{of: mix/pan, by: mix/on}]", "a knob is picked by a whole number"},
        {"[mix/pan]", "[{of: mix/pan}]", "missing key \"by\" in picked knob"},
    }));
    CHECK_THROWS_WITH(read(bent(what, with_what)), Contains(message));
}

TEST_CASE("a strip has its controls once") { CHECK_THROWS_WITH(read(sane + sane), Contains("a second time strip \"ch/01\"")); }
