#include "load/profile_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using namespace std::chrono_literals;
using studio::ParameterId;

namespace {

const std::string sane = R"(profile: 1
model: Small desk
protocol: osc_nodes
source: imagined
laws:
  switch: {choice: ["OFF", "ON"]}
  level: {linear: [-90, 10], steps: 101, unit: dB}
  type: {choice: [HALL, DLY]}
  raw: {raw: true}
tables:
  fx:
    HALL: [[pre delay, level], [decay, raw]]
words: {fader: level, gone: ""}
strips:
  - {path: "ch/{n:1..2:02}", words: "ch {n}", label: mix/fader}
  - {path: "fx/{n:1..2}", words: "fx {n}"}
nodes:
  - path: "ch/{n:1..2:02}/mix"
    section: mix
    fields: {"on": switch, fader: level}
  - path: "fx/{n:1..2}"
    fields: {type: type}
  - path: "fx/{n:1..2}/par"
    section: fx
    fields: {"{p:1..2:02}": {law: raw, table: fx, by: "fx/{n}/type"}}
mute_first: ["ch/*/mix/on"]
input_routing: ["fx/*/type"]
)";

std::string complaint_about(const std::string& yaml)
{
    return complaint([&] { parse_profile(yaml, "x", "small"); });
}

/// The words of one parameter of a profile with one node, `at`, and one field, `f`.
std::string words_of(const std::string& at, const std::string& node_words, const std::string& field_words)
{
    const std::string node =
        "nodes:\n  - {path: " + at + node_words + ", fields: {fader: {law: level" + field_words + "}}}\nrest:\n";
    std::string yaml = bent(sane, "nodes:\n", node);
    yaml.resize(yaml.find("rest:"));
    yaml = bent(yaml, ", label: mix/fader", "");
    const auto profile = parse_profile(yaml, "x", "small");
    return profile->words_of(0);
}

}  // namespace

TEST_CASE("a small profile loads")
{
    const auto profile = parse_profile(sane, "x", "small");
    CHECK(profile->profile_id == "small");
    CHECK(profile->model == "Small desk");
    CHECK(profile->version == 1);
    CHECK_FALSE(profile->verified);
    CHECK(profile->readback == studio::Readback::leaf);
    CHECK_FALSE(profile->settle);
    CHECK(profile->scene_file.empty());
    CHECK(profile->nodes.size() == 6);
    CHECK(profile->parameters.size() == 10);
    CHECK(profile->pace.window == 8);
    CHECK(profile->mute_first == std::vector<ParameterId>{0, 2});
    CHECK(profile->input_routing == std::vector<ParameterId>{4, 5});
}

TEST_CASE("parameters know where they belong")
{
    const auto profile = parse_profile(sane, "x", "small");
    const auto id = profile->find("ch/02/mix/fader");
    REQUIRE(id == ParameterId{3});
    const studio::Parameter& fader = (*profile)[*id];
    CHECK(profile->nodes[fader.node].path == "ch/02/mix");
    CHECK(profile->strips[fader.strip].path == "ch/02");
    CHECK(profile->strips[fader.strip].words == "ch 2");
    CHECK(profile->strips[fader.strip].label == id);
    CHECK(profile->strips[0].words == "desk");
    CHECK(profile->words_of(*id) == "level");
    CHECK(fader.section == studio::Section::mix);
    CHECK(fader.stage == studio::Stage::processing);
    CHECK(profile->find_node("fx/2") == 3U);
    CHECK((*profile)[*profile->find("fx/2/type")].section == studio::Section::config);
}

TEST_CASE("an effect's parameters follow its type")
{
    const auto profile = parse_profile(sane, "x", "small");
    const auto id = *profile->find("fx/2/par/02");
    const studio::Parameter& second = (*profile)[id];
    CHECK(second.selector == *profile->find("fx/2/type"));
    CHECK(second.slot == 1);
    const studio::Value hall = 0;
    const studio::Value delay = 1;
    CHECK(profile->words_of(id, &hall) == "decay");
    CHECK(profile->words_of(id, &delay) == "02");
    CHECK(profile->law_of(id - 1, &hall).name == "level");
}

TEST_CASE("words come from the nearest place that has them")
{
    CHECK(words_of("ch/01/mix", "", "") == "level");
    CHECK(words_of("ch/01/mix", "", ", words: loudness") == "loudness");
    CHECK(words_of("ch/01/mix", ", words: main", "") == "main level");
    CHECK(words_of("ch/01/mix", ", words: main", ", words: \"\"") == "main");
    CHECK(words_of("ch/01/mix", ", words: \"\"", "") == "level");
    CHECK(words_of("\"ch/{n:1..2:02}/mix\"", ", words: \"strip {n+1}\"", ", words: \"no {n:03}\"") == "strip 2 no 001");
    CHECK(words_of("config/solo", "", "") == "solo level");
    CHECK(words_of("config/solo", "", ", words: \"\"") == "solo");
    CHECK(words_of("config/solo", ", words: \"\"", ", words: \"\"") == "fader");
}

TEST_CASE("a bad file says where")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"profile: 1", "profile: 2", "x:1:10: 2 is out of range 1 … 1"},
         {"model: Small desk\n", "", "x:1:1: missing key \"model\" in profile"},
         {"source: imagined\n", "", "x:1:1: missing key \"source\" in profile"},
         {"protocol:", "protcol:", "x:3:1: unknown key \"protcol\"; did you mean \"protocol\"?"},
         {"model: Small desk", "model: [Small, desk]", "x:2:8: expected text, found a list"},
         {"source:", "model:", "x:4:1: duplicate key \"model\"; it stands on line 2 already"},
         {"source: imagined", "source: imagined\nport: 70000", "x:5:7: 70000 is out of range 1 … 65535"},
         {"source: imagined", "source: imagined\npace: {window: 200, window_most: 100}",
          "x:5:7: window is larger than window_most"},
         {"source: imagined", "source: imagined\nsettle: {after: fx_tpye}",
          "x:5:17: \"fx_tpye\" is none of links, routing, preamp, phantom, "
          "fx_type, fx, processing, sends, outputs, faders, mutes; did you mean \"fx_type\"?"},
         {"[\"OFF\", \"ON\"]", "[OFF, ON]",
          "x:6:21: put quotes around OFF: without them most readers of YAML take it for true or false"},
         {"{path: \"ch/{n:1..2:02}\"", "{path: \"ch/{n:1..2:2}\"", "x:15:24: a width is written 02"},
         {"words: \"ch {n}\"", "words: \"ch {m}\"", "x:15:42: nothing counts m here"},
         {"{path: \"fx/{n:1..2}\"", "{path: \"ch/{n:1..2:02}\"", "x:16:12: a second strip \"ch/01\""},
         {"{path: \"fx/{n:1..2}\"", "{path: \"/fx\"", "x:16:12: a path looks like ch/01/mix, not \"/fx\""},
         {"label: mix/fader", "label: mix/name", "x:15:54: no parameter \"ch/01/mix/name\""},
         {"section: mix", "section: mxi",
          "x:19:14: \"mxi\" is none of config, headamp, preamp, delay, gate, dyn, eq, insert, sends, mix, groups, "
          "automix, fx, routing, outputs, links, mutegroups, monitor, talkback, oscillator, recorder, user, safes; did "
          "you mean \"mix\"?"}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}

TEST_CASE("a bad node says where")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"fader: level}\n  - path: \"fx", "fader: levle}\n  - path: \"fx",
          "x:20:35: unknown law \"levle\"; did you mean \"level\"?"},
         {"{type: type}", "{type: {law: type, hazard: loud}}",
          "x:22:40: \"loud\" is none of none, phantom, gain, unmute, level, routing, repatch, "
          "link, monitor, talkback, oscillator, mutegroup"},
         {"{type: type}", "{}", "x:22:13: a node without fields"},
         {"{type: type}", "[type]", "x:22:13: expected a map, found a list"},
         {"{type: type}", "{type: [type]}", "x:22:20: expected text or a map, found a list"},
         {"{type: type}", "{ty pe: type}", "x:22:14: a path looks like ch/01/mix, not \"ty pe\""},
         {"\"fx/{n:1..2}\"\n    f", "\"fx/{n:1..2\"\n    f", "x:21:22: expected }"},
         {"\"fx/{n:1..2}\"\n    f", "\"ch/{n:1..2:02}/mix\"\n    f", "x:21:11: a second node \"ch/01/mix\""},
         {"\"fx/{n:1..2}\"\n    f", "\"fx/{n:1..2}\"\n    scene_alias: ch/01/mix\n    f",
          "x:21:11: its scene alias \"ch/01/mix\" is another node's path"},
         {"{p:1..2:02}", "{n:1..2:02}", "x:25:16: n is counted already"},
         {"\"{p:1..2:02}\"", "\"{p:1..2:02}\": raw, \"01\"", "x:25:34: a second parameter \"fx/1/par/01\""},
         {"table: fx", "table: fz", "x:25:47: unknown table \"fz\"; did you mean \"fx\"?"},
         {", by: \"fx/{n}/type\"", "", "x:25:29: table and by belong together"},
         {"by: \"fx/{n}/type\"", "by: \"fx/{n}/typo\"", "x:25:55: no parameter \"fx/1/typo\""},
         {"by: \"fx/{n}/type\"", "by: \"ch/01/mix/fader\"", "x:25:55: \"ch/01/mix/fader\" is no choice"},
         {"HALL: [[", "HAL: [[", "x:12:5: no selector of this table can be \"HAL\"; did you mean \"HALL\"?"},
         {"[decay, raw]]", "[decay, raw], [size, raw]]", "x:12:11: more slots than the 2 fields that show them"},
         {"[decay, raw]", "[decay]", "x:12:32: needs exactly 2 items"},
         {"[decay, raw]", "[decay, row]", "x:12:40: unknown law \"row\"; did you mean \"raw\"?"},
         {"ch/*/mix/on", "ch/*/mix/mute", "x:26:14: \"ch/*/mix/mute\" matches no parameter"}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}

TEST_CASE("more than a console has is refused")
{
    const std::string many =
        bent(sane, "path: \"fx/{n:1..2}\"\n    f", "path: [\"a/{n:1..15000}\", \"b/{n:1..15000}\"]\n    f");
    CHECK_THAT(complaint_about(many), Catch::Contains("too many nodes"));
    const std::string wide =
        bent(sane, "{type: type}", "{\"{n:1..20000}\": raw, \"a{n:1..20000}\": raw, \"b{n:1..20000}\": raw}");
    CHECK_THAT(complaint_about(bent(wide, "path: \"fx/{n:1..2}\"\n    f", "path: \"many\"\n    f")),
               Catch::Contains("too many parameters"));
}

TEST_CASE("a message names the file as it was given")
{
    CHECK_THAT(complaint([] { read_profile("/nowhere/x32.yaml", "x32"); }),
               Catch::Contains("/nowhere/x32.yaml: No such file"));
    CHECK_THAT(complaint([] { read_profile("/tmp", "x32"); }), Catch::StartsWith("/tmp: "));
}
