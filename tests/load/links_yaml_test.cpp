#include "load/profile_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string sane = R"(profile: 1
model: m
protocol: p
source: s
laws: {switch: {choice: ["OFF", "ON"]}}
strips: [{path: "ch/{n:1..4:02}", words: "ch {n}"}]
nodes:
  - {path: link, fields: {"{n:1..3/2}-{n+1}": switch, eq: switch}}
  - {path: "ch/{n:1..4:02}/eq/{b:1..2}", fields: {"on": switch, "{s:f,g}": switch}}
  - {path: "ch/{n:1..4:02}/mix", fields: {"on": switch}}
links:
  - pair: ["ch/{n:1..3/2:02}", "ch/{n+1:02}"]
    when: link/{n}-{n+1}
    copies:
      - {fields: [mix/on]}
      - {fields: ["eq/*"], if: link/eq}
)";

std::string complaint_about(const std::string& yaml)
{
    return complaint([&] { parse_profile(yaml, "x", "m"); });
}

}  // namespace

TEST_CASE("linked strips name each other")
{
    const auto profile = parse_profile(sane, "x", "m");
    const auto id = [&](const char* name) { return *profile->find(name); };
    const studio::Parameter& gain = (*profile)[id("ch/03/eq/2/g")];
    CHECK(gain.partner == id("ch/04/eq/2/g"));
    CHECK(gain.linked_by == id("link/3-4"));
    CHECK(gain.linked_if == id("link/eq"));
    CHECK((*profile)[gain.partner].partner == id("ch/03/eq/2/g"));
    CHECK((*profile)[id("ch/02/mix/on")].linked_by == id("link/1-2"));
    CHECK((*profile)[id("ch/02/mix/on")].linked_if == studio::no_parameter);
    CHECK((*profile)[id("link/eq")].partner == studio::no_parameter);
}

TEST_CASE("a bad link says where")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"link/{n}-{n+1}", "link/{n}-{m}", "x:13:21: nothing counts m here"},
         {"link/{n}-{n+1}", "link/{n}", "x:13:11: no parameter \"link/1\"; did you mean \"link/1-2\"?"},
         {"\"ch/{n+1:02}\"]", "\"ch/{n+1}\"]", "x:12:32: no strip \"ch/2\""},
         {"\"ch/{n:1..3/2:02}\"", "\"bus/{n:1..3/2:02}\"", "x:12:12: no strip \"bus/01\""},
         {"\"ch/{n:1..3/2:02}\"", "\"ch/{n:1..3/2:02}/eq\"", "x:12:12: no strip \"ch/01/eq\""},
         {"\"ch/{n+1:02}\"]", "\"ch/{b:1..4:02}\"]", "x:12:37: nothing may be counted here"},
         {"\"ch/{n+1:02}\"]", "\"ch/{n:02}\"]", "x:15:19: \"ch/01/mix/on\" is linked already"},
         {"\"ch/{n:1..3/2:02}\"", "\"ch/{n:1..3:02}\"",
          "x:13:11: no parameter \"link/2-3\"; did you mean \"link/1-2\"?"},
         {"[mix/on]", "[mix/of]", "x:15:19: \"mix/of\" matches no parameter"},
         {"[mix/on]", "[mix/on, \"*\"]", "x:16:19: \"ch/01/eq/1/on\" is linked already"},
         {"if: link/eq", "if: link/qe", "x:16:32: no parameter \"link/qe\"; did you mean \"link/eq\"?"},
         {"if: link/eq", "unless: link/eq", "x:16:28: unknown key \"unless\"; copy has fields, if"},
         {"    when: link/{n}-{n+1}\n", "", "x:12:5: missing key \"when\" in link"},
         {"{path: \"ch/{n:1..4:02}/mix\"", "{path: \"ch/{n:1..3:02}/mix\"",
          "x:12:32: no parameter \"ch/04/mix/on\"; did you mean \"ch/01/mix/on\"?"}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}
