#include "load/yaml_cursor.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;
using namespace std::chrono_literals;

namespace {

/// What reading the value of `a` complains about, without the file name.
template <typename Read>
std::string complaint_about(const std::string& value, Read step)
{
    const YamlDocument document("a: " + value, "x.yaml");
    const std::string message = complaint([&] { step(*Cursor(document).find("a")); });
    return message.starts_with("x.yaml:") ? message.substr(7) : message;
}

const auto as_integer = [](const Cursor& at) { (void)at.integer(); };
const auto as_number = [](const Cursor& at) { (void)at.number(); };
const auto as_text = [](const Cursor& at) { (void)at.text(); };
const auto as_truth = [](const Cursor& at) { (void)at.truth(); };
const auto as_duration = [](const Cursor& at) { (void)at.duration(); };
const auto as_decibels = [](const Cursor& at) { (void)at.decibels(); };

}  // namespace

TEST_CASE("a cursor reads what stands there")
{
    const YamlDocument document(
        "{i: -12, n: 0.25, t: true, d: 60 ms, s: 1.5 s, m: 2 min, g: 3 dB, l: -0.5dB, w: ON air, e: \"\"}", "x.yaml");
    const Cursor root(document);
    CHECK(root.find("i")->integer() == -12);
    CHECK(root.find("n")->number() == 0.25);
    CHECK(root.find("i")->number() == -12);
    CHECK(root.find("t")->truth());
    CHECK(root.find("d")->duration() == 60ms);
    CHECK(root.find("s")->duration() == 1500ms);
    CHECK(root.find("m")->duration() == 2min);
    CHECK(root.find("g")->decibels() == 3);
    CHECK(root.find("l")->decibels() == -0.5);
    CHECK(root.find("w")->text() == "ON air");
    CHECK(root.find("e")->text().empty());
    CHECK_FALSE(root.find("x"));
}

TEST_CASE("a cursor walks lists and maps in their order")
{
    const YamlDocument document("b: [1, 2]\na: 3\n", "x.yaml");
    const auto entries = Cursor(document).entries();
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].first.text() == "b");
    CHECK(entries[0].second.items()[1].integer() == 2);
    CHECK(entries[1].first.line() == 2);
}

TEST_CASE("a missing key leaves the default")
{
    const YamlDocument document("{port: 7, name: x, words: [a, b], late: 5 s}", "x.yaml");
    const Cursor root(document);
    std::uint16_t port = 1;
    std::uint8_t window = 8;
    std::string name;
    std::vector<std::string> words{"old"};
    std::chrono::milliseconds late{0};
    read(root, "port", port);
    read(root, "window", window);
    read(root, "name", name);
    read(root, "words", words);
    read(root, "late", late);
    CHECK(port == 7);
    CHECK(window == 8);
    CHECK(name == "x");
    CHECK(words == std::vector<std::string>{"a", "b"});
    CHECK(late == 5s);
}

TEST_CASE("a number must fit its home")
{
    const YamlDocument document("{port: 65536, less: -1}", "x.yaml");
    std::uint16_t port = 0;
    CHECK(complaint([&] { read(Cursor(document), "port", port); }) == "x.yaml:1:8: 65536 is out of range");
    CHECK(complaint([&] { read(Cursor(document), "less", port); }) == "x.yaml:1:21: -1 is out of range");
}

TEST_CASE("a wrong type is named with its place")
{
    CHECK(complaint_about("[1]", as_integer) == "1:4: expected a whole number, found a list");
    CHECK(complaint_about("{b: 1}", as_integer) == "1:4: expected a whole number, found a map");
    CHECK(complaint_about("", as_integer) == "1:1: expected a whole number, found nothing");
    CHECK(complaint_about("eight", as_integer) == "1:4: expected a whole number, found \"eight\"");
    CHECK(complaint_about("\"8\"", as_integer) == "1:4: expected a whole number, found \"8\"");
    CHECK(complaint_about("8.5", as_integer) == "1:4: expected a whole number, found \"8.5\"");
    CHECK(complaint_about("0x10", as_integer) == "1:4: expected a whole number, found \"0x10\"");
    CHECK(complaint_about("0777", as_integer) == "1:4: expected a whole number, found \"0777\"");
    CHECK(complaint_about("99999999999999999999", as_integer)
          == "1:4: expected a whole number, found \"99999999999999999999\"");
    CHECK(complaint_about("loud", as_number) == "1:4: expected a number, found \"loud\"");
    CHECK(complaint_about("nan", as_number) == "1:4: expected a number, found \"nan\"");
    CHECK(complaint_about("-inf", as_number) == "1:4: expected a number, found \"-inf\"");
    CHECK(complaint_about("-007", as_number) == "1:4: expected a number, found \"-007\"");
    CHECK(complaint_about("0.5", as_number) == "no error");
    CHECK(complaint_about("~", as_text) == "1:4: expected text, found nothing");
    CHECK(complaint_about("[x]", as_text) == "1:4: expected text, found a list");
    CHECK(complaint_about("yes", as_truth) == "1:4: expected true or false, found \"yes\"");
    CHECK(complaint_about("\"true\"", as_truth) == "1:4: expected true or false, found \"true\"");
}

TEST_CASE("durations and levels carry their unit")
{
    const auto bad =
        GENERATE("8", "0 s", "0.4 ms", "8 h", "s", "-1 s", "1e99 s", "\"8 s\"", "25000 min", "[8]", "nan s", "007 ms");
    CAPTURE(bad);
    CHECK_THAT(complaint_about(bad, as_duration),
               Catch::StartsWith("1:4: expected a duration such as 8 s or 60 ms, found"));
    CHECK(complaint_about("3", as_decibels) == "1:4: expected decibels such as 3 dB, found \"3\"");
    CHECK(complaint_about("3 db", as_decibels) == "1:4: expected decibels such as 3 dB, found \"3 db\"");
}

TEST_CASE("words that other readers take for a truth need quotes")
{
    const auto word = GENERATE("ON", "OFF", "yes", "No", "true", "on");
    const std::string tail = ": without them most readers of YAML take it for true or false";
    CHECK(complaint_about(word, as_text) == "1:4: put quotes around " + std::string(word) + tail);
    CHECK(complaint_about("\"" + std::string(word) + "\"", as_text) == "no error");
}

TEST_CASE("a complaint may point into a text")
{
    CHECK(complaint_about("abc", [](const Cursor& at) { at.fail("here", 2); }) == "1:6: here");
    CHECK(complaint_about("\"abc\"", [](const Cursor& at) { at.fail("here", 2); }) == "1:7: here");
}
