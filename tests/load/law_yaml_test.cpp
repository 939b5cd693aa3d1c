#include "load/profile_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

/// A profile whose one law stands alone on line 6, from column 8 on.
std::string with_law(const std::string& law)
{
    return "profile: 1\nmodel: m\nprotocol: p\nsource: s\nlaws:\n  law: " + law
           + "\nnodes: [{path: a, fields: {b: law}}]\n";
}

studio::Law law(const std::string& yaml) { return parse_profile(with_law(yaml), "x", "m")->laws.at(0); }

std::string complaint_about(const std::string& yaml)
{
    return complaint([&] { law(yaml); });
}

}  // namespace

TEST_CASE("every kind of law")
{
    CHECK(law("{choice: [A, B, 1.5]}").words[2] == "1.5");
    CHECK(law("{choice: [A, \"B{n:1..9/4}-{n+3}\", \"C {s:L,R}\"]}").words == std::vector<std::string>{"A", "B1-4", "B5-8", "B9-12", "C L", "C R"});
    CHECK(law("{integer: [0, 3], words: [none, \"In {n:1..3}\"]}").words.back() == "In 3");
    CHECK(law("{integer: [-5, 5]}").low == -5);
    CHECK(law("{integer: [1, 3], text: {plus: true}}").form.plus);
    CHECK(law("{bits: 31}").steps == 31);
    CHECK(law("{linear: [10, -10], steps: 21}").high == -10);
    CHECK(law("{log: [20000, 20], steps: 101}").kind == studio::LawKind::logarithmic);
    CHECK(law("{points: [[0, -90], [1, 10]]}").steps == 0);
    CHECK(law("{points: [[0, -90], [1, 10]], bottom: -oo}").bottom_is_off);
    CHECK(law("{text: 12}").kind == studio::LawKind::text);
    CHECK(law("{raw: true}").kind == studio::LawKind::raw);
    CHECK(law("{linear: [0, 1], text: {decimals: 2, width: 5}}").form.width == 5);
}

TEST_CASE("a law with impossible numbers says where")
{
    const auto [yaml, message] = GENERATE(table<std::string, std::string>(
        {{"{}", "x:6:8: law needs exactly one of choice, integer, bits, linear, log, points, text, raw, blob"},
         {"{steps: 3}", "x:6:8: law needs exactly one of choice, integer, bits, linear, log, points, text, raw, blob"},
         {"{raw: true, bits: 3}",
          "x:6:8: law needs exactly one of choice, integer, bits, linear, log, points, text, raw, blob"},
         {"{raw: false}", "x:6:14: raw is true or is not there"},
         {"{linear: [0, 1], steps: 1}", "x:6:32: 1 is out of range 2 … 1000000"},
         {"{linear: [0, 1], steps: many}", "x:6:32: expected a whole number, found \"many\""},
         {"{linear: [1, 1]}", "x:6:17: a linear law needs two different ends"},
         {"{linear: [1]}", "x:6:17: needs exactly 2 items"},
         {"{linear: [0, .inf]}", "x:6:21: expected a number, found \".inf\""},
         {"{linear: [0, 1e300]}", "x:6:21: 1e+300 is out of range -1000000000 … 1000000000"},
         {"{log: [0, 5]}", "x:6:14: a log law needs two ends above 0"},
         {"{log: [5, -1]}", "x:6:14: a log law needs two ends above 0"},
         {"{log: [5, 5]}", "x:6:14: a log law needs two different ends"},
         {"{points: [[0, 1]]}", "x:6:17: needs at least 2 items"},
         {"{points: [[0.1, 1], [1, 2]]}", "x:6:18: the first point stands at wire 0"},
         {"{points: [[0, 1], [0.9, 2]]}", "x:6:26: the last point stands at wire 1"},
         {"{points: [[0, 1], [0.5, 1], [1, 2]]}", "x:6:26: points rise, in both numbers"},
         {"{points: [[0, 1], [0.5, 2], [0.5, 3], [1, 4]]}", "x:6:36: points rise, in both numbers"}}));
    CHECK(complaint_about(yaml) == message);
}

TEST_CASE("a law with details that do not fit says where")
{
    const auto [yaml, message] = GENERATE(table<std::string, std::string>(
        {{"{integer: [5, 1]}", "x:6:18: the lowest number stands first"},
         {"{integer: [0, 3000000000]}", "x:6:22: 3000000000 is out of range -2147483648 … 2147483647"},
         {"{integer: [0, 1], words: [a, b, c]}", "x:6:33: more words than numbers"},
         {"{integer: [0, 1], words: [\"a{n:1..3}\"]}", "x:6:33: more words than numbers"},
         {"{choice: []}", "x:6:17: needs at least 1 item"},
         {"{choice: [A, B, A]}", "x:6:17: the word \"A\" stands for two values"},
         {"{choice: [A, ~]}", "x:6:21: expected text, found nothing"},
         {"{choice: [A], steps: 3}", "x:6:29: steps goes with linear, log and points"},
         {"{choice: [A], unit: dB}", "x:6:28: unit goes with linear, log, points and integer"},
         {"{choice: [A], words: [B]}", "x:6:29: words goes with integer; a choice has its words in place"},
         {"{choice: [A], text: {plus: true}}", "x:6:28: text as a map goes with linear, log, points and integer"},
         {"{integer: [0, 1], bottom: -oo}", "x:6:34: bottom goes with linear, log and points"},
         {"{linear: [0, 1], bottom: \"off\"}", "x:6:33: \"off\" is none of -oo"},
         {"{bits: 32}", "x:6:15: 32 is out of range 1 … 31"},
         {"{bits: 0}", "x:6:15: 0 is out of range 1 … 31"},
         {"{text: 0}", "x:6:15: 0 is out of range 1 … 4096"},
         {"{linear: [0, 1], text: {decimals: 10}}", "x:6:42: 10 is out of range 0 … 9"},
         {"{linear: [0, 1], text: {decimal: 1}}", "x:6:32: unknown key \"decimal\"; did you mean \"decimals\"?"}}));
    CHECK(complaint_about(yaml) == message);
}

TEST_CASE("the same law is kept once")
{
    const std::string yaml =
        bent(with_law("{choice: [A]}"), "{b: law}",
             "{b: law, c: {choice: [A]}, d: {law: {choice: [A]}}, e: {choice: [B]}, f: {choice: [A, B]}}");
    const auto profile = parse_profile(yaml, "x", "m");
    CHECK(profile->laws.size() == 3);
    CHECK((*profile)[2].law == (*profile)[0].law);
    CHECK(profile->laws[1].name == "nodes:7");
}
