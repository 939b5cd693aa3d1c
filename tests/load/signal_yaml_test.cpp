#include "load/profile_yaml.hpp"

#include "load/bent.hpp"
#include "studio/routing.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;

namespace {

const std::string sane = R"(profile: 1
model: Small
version: 1
protocol: osc_nodes
source: nobody
laws: {source: {integer: [0, 2], words: ["OFF", In 1, In 2]}, mode: {choice: [REC, PLAY]}}
strips: [{path: "ch/{n:1..2:02}", words: "ch {n}"}]
nodes:
  - {path: config, fields: {mode: mode}}
  - {path: "ch/{n:1..2:02}", fields: {source: source}}
signal:
  names: {In: in}
  hidden: [slot]
  feeds: [{from: "ch/{n:1..2:02}/source", to: "ch {n}", while: {config/mode: REC}}]
)";

studio::Routing read(const std::string& yaml) { return *parse_profile(yaml, "small.yaml", "small")->routing; }

}  // namespace

TEST_CASE("a profile says which values feed what")
{
    const auto routing = read(sane);
    CHECK(routing.names == std::vector<std::pair<std::string, std::string>>{{"In", "in"}});
    CHECK(routing.hidden == std::vector<std::string>{"slot"});
    REQUIRE(routing.feeds.size() == 2);
    CHECK(routing.feeds[1].value == 2);
    CHECK(routing.feeds[1].into == "ch 2");
    CHECK(routing.feeds[1].only_while == 0);
    CHECK(routing.feeds[1].says == "REC");
}

TEST_CASE("a profile without a signal has no routing") { CHECK(parse_profile(sane.substr(0, sane.find("signal:")), "small.yaml", "small")->routing == nullptr); }

TEST_CASE("a signal that names what is not there is refused with its place")
{
    const auto [from, to, problem] = GENERATE(table<std::string, std::string, std::string>({
        {"\"ch/{n:1..2:02}/source\"", "\"ch/{n:1..3:02}/source\"", "small.yaml:14:18: no parameter \"ch/03/source\""},
        {"config/mode: REC", "config/mod: REC", "small.yaml:14:65: no parameter \"config/mod\"; did you mean \"config/mode\"?"},
        {"config/mode: REC", "config/mode: REC, ch/01/source: x", "while names one value and its word"},
        {"to: \"ch {n}\"", "to: \"ch {m}\"", "nothing counts m here"},
        {"feeds: [{from", "feeds: [{form", "unknown key \"form\""},
    }));
    CHECK_THAT(complaint([&] { read(bent(sane, from, to)); }), Contains(problem));
}
