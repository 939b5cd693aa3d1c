#include "load/shape.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;

namespace {

const std::string sane = R"(name: desk
port: 10023
loud: 3 dB
every: 8 s
kind: udp
on_air: true
ratio: 0.5
pair: [1, 2]
terms: [a]
sets: {vocals: ch/1}
law: {choice: [A, B]}
)";

Shape law()
{
    return exactly_one(
        {"choice", "text"},
        map_of("law", {may("choice", list_of(text(), 1), ""),
                       may("text", either({integer(1, 64), map_of("form", {may("plus", truth(), "")})}), "")}));
}

Shape rig()
{
    return map_of("rig",
                  {must("name", text(10), ""), may("port", integer(1, 65'535), ""), may("loud", decibels(0, 10), ""),
                   may("every", duration(), ""), may("kind", word({"udp", "tcp"}), ""), may("on_air", truth(), ""),
                   may("ratio", number(), ""), may("pair", tuple_of({number(), number()}), ""),
                   may("terms", either({text(), list_of(text(), 1)}), ""), may("sets", dictionary_of(text()), ""),
                   may("law", either({text(), law()}), "")});
}

std::string complaint_about(const std::string& yaml)
{
    const YamlDocument document(yaml, "x");
    return complaint([&] { check(Cursor(document), rig()); });
}

}  // namespace

TEST_CASE("a file of the right shape passes")
{
    CHECK(complaint_about(sane) == "no error");
    CHECK(complaint_about("name: desk") == "no error");
    CHECK(complaint_about(bent(sane, "[a]", "a")) == "no error");
    CHECK(complaint_about(bent(sane, "{choice: [A, B]}", "fader")) == "no error");
    CHECK(complaint_about(bent(sane, "{choice: [A, B]}", "{choice: [A], text: {plus: true}}")) == "no error");
}

TEST_CASE("each thing of another shape is refused at its place")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"name: desk", "nmae: desk", "x:1:1: unknown key \"nmae\"; did you mean \"name\"?"},
         {"name: desk\n", "", "x:1:1: missing key \"name\" in rig"},
         {"name: desk", "name: a very long name", "x:1:7: more than 10 characters"},
         {"name: desk", "name: [desk]", "x:1:7: expected text, found a list"},
         {"10023", "0", "x:2:7: 0 is out of range 1 … 65535"},
         {"10023", "70000", "x:2:7: 70000 is out of range 1 … 65535"},
         {"10023", "many", "x:2:7: expected a whole number, found \"many\""},
         {"3 dB", "30 dB", "x:3:7: 30 is out of range 0 … 10"},
         {"8 s", "8", "x:4:8: expected a duration such as 8 s or 60 ms, found \"8\""},
         {"udp", "upd", "x:5:7: \"upd\" is none of udp, tcp; did you mean \"udp\"?"},
         {"udp", "smoke", "x:5:7: \"smoke\" is none of udp, tcp"},
         {"true", "yes", "x:6:9: expected true or false, found \"yes\""},
         {"0.5", "half", "x:7:8: expected a number, found \"half\""},
         {"[1, 2]", "[1, 2, 3]", "x:8:7: needs exactly 2 items"},
         {"[1, 2]", "[1, two]", "x:8:11: expected a number, found \"two\""}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}

TEST_CASE("each collection of another shape is refused at its place")
{
    const auto [from, to, message] = GENERATE(table<std::string, std::string, std::string>(
        {{"[a]", "{a: b}", "x:9:8: expected text or a list, found a map"},
         {"[a]", "[]", "x:9:8: needs at least 1 item"},
         {"[a]", "[a, [b]]", "x:9:12: expected text, found a list"},
         {"ch/1", "[ch/1]", "x:10:16: expected text, found a list"},
         {"vocals", "on", "x:10:8: put quotes around on: without them most readers of YAML take it for true or false"},
         {"{vocals: ch/1}", "ch/1", "x:10:7: expected a map, found \"ch/1\""},
         {"{choice: [A, B]}", "[A, B]", "x:11:6: expected text or a map, found a list"},
         {"{choice: [A, B]}", "{}", "x:11:6: law needs exactly one of choice, text"},
         {"{choice: [A, B]}", "{choice: [A], text: 5}", "x:11:6: law needs exactly one of choice, text"},
         {"{choice: [A, B]}", "{text: {plus: true}}", "x:11:6: law needs exactly one of choice, text"},
         {"{choice: [A, B]}", "{colour: [A, B]}", "x:11:7: unknown key \"colour\"; law has choice, text"}}));
    CHECK(complaint_about(bent(sane, from, to)) == message);
}

TEST_CASE("a list instead of the whole map is refused")
{
    CHECK(complaint_about("[name, desk]") == "x:1:1: expected rig as a map, found a list");
    CHECK(complaint_about("desk") == "x:1:1: expected rig as a map, found \"desk\"");
    CHECK(complaint_about("~") == "x:1:1: expected rig as a map, found nothing");
}

TEST_CASE("a word tells which kind of map is meant")
{
    const Shape shape = by_word("box", {map_of("round box", {must("kind", word({"round"}), "its form"), must("width", integer(1, 9), "")}),
                                        map_of("square box", {must("kind", word({"square"}), "its form"), may("side", integer(1, 9), "")})});
    const auto about = [&](const std::string& yaml) {
        const YamlDocument document(yaml, "x");
        return complaint([&] { check(Cursor(document), shape); });
    };
    CHECK(about("{kind: round, width: 3}") == "no error");
    CHECK(about("{kind: square}") == "no error");
    CHECK(about("{kind: round}") == "x:1:1: missing key \"width\" in round box");
    CHECK(about("{kind: square, width: 3}") == "x:1:16: unknown key \"width\"; square box has kind, side");
    CHECK(about("{kind: oval}") == "x:1:8: \"oval\" is none of round, square");
    CHECK(about("{side: 3}") == "x:1:1: missing key \"kind\" in box");
    CHECK(about("[round]") == "x:1:1: expected box as a map, found a list");
}

TEST_CASE("of two kinds of map the one is meant that knows most of the keys")
{
    const Shape shape = either({map_of("field", {must("law", text(), ""), may("words", text(), "")}),
                                map_of("law", {must("integer", text(), ""), may("words", list_of(text()), "")})});
    const auto about = [&](const std::string& yaml) {
        const YamlDocument document(yaml, "x");
        return complaint([&] { check(Cursor(document), shape); });
    };
    CHECK(about("{law: fader, words: level}") == "no error");
    CHECK(about("{integer: x, words: [low, high]}") == "no error");
    CHECK(about("{words: level}") == "x:1:1: missing key \"law\" in field");
}
