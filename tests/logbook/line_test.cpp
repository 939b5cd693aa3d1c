#include "logbook/line.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"

using namespace recalld;
using namespace recalld::logbook;
using logbook::testing::line;

TEST_CASE("facts of a line are read without trusting them")
{
    const auto data = data_of(line(1, "take", "", "", R"({"take": 3, "name": "Take 3", "done": true, "odd": -1, "part": 1.5})"));
    CHECK(number_of(data, "take") == 3);
    CHECK(text_of(data, "name") == "Take 3");
    CHECK(flag_of(data, "done"));
    CHECK(number_of(data, "name") == 0);
    CHECK(number_of(data, "odd") == 0);
    CHECK(number_of(data, "part") == 0);
    CHECK(text_of(data, "take").empty());
    CHECK_FALSE(flag_of(data, "take"));
    CHECK(text_of(Json::array({1}), "x").empty());
}

TEST_CASE("what is no object has no facts")
{
    const auto text = GENERATE(as<std::string>{}, "", "{", "[1, 2]", "7", "null", "\"x\"", "{\"a\": }", "\xff\xfe");
    CHECK(data_of(line(1, "take", "", "", text)) == Json::object());
}

TEST_CASE("facts go into a line as text, and none as nothing")
{
    CHECK(facts(Json::object()).empty());
    CHECK(facts({{"take", 3}}) == R"({"take":3})");
    CHECK(facts({{"name", "\xff"}}).find("\xef\xbf\xbd") != std::string::npos);   // never text that is not UTF-8
}

TEST_CASE("corrections stand under the line that they are about, oldest first")
{
    const std::vector<store::Entry> lines{line(9, "correction", "vox 2", "", "", 4), line(4, "note", "vox 1"), line(7, "correction", "vox one", "", "", 4), line(8, "note", "other")};
    const auto corrections = corrections_in(lines);
    REQUIRE(corrections.size() == 1);
    REQUIRE(corrections.at(4).size() == 2);
    CHECK(corrections.at(4)[0].id == 7);
    CHECK(text_now(lines[1], corrections) == "vox 2");
    CHECK(text_now(lines[3], corrections) == "other");
}

TEST_CASE("a correction of a correction corrects the line")
{
    const auto first = line(4, "note", "vox 1");
    const auto corrections = corrections_in({first, line(7, "correction", "vox 2", "", "", 4), line(9, "correction", "vox 3", "", "", 7), line(10, "correction", "lost")});
    CHECK(text_now(first, corrections) == "vox 3");
    CHECK(corrections.size() == 1);
}

TEST_CASE("numbers count whether they were read or just written, and never below zero")
{
    const Json written = {{"channels", 2}, {"bytes", std::uint64_t{5'000'000'000}}, {"below", -2}, {"half", 0.5}, {"words", "2"}, {"yes", true}};
    CHECK(number_of(written, "channels") == 2);
    CHECK(number_of(written, "bytes") == 5'000'000'000);
    for (const auto* key : {"below", "half", "words", "yes", "missing"}) {
        CAPTURE(key);
        CHECK(number_of(written, key) == 0);
    }
    CHECK(number_of(Json::parse(written.dump()), "channels") == 2);
}

TEST_CASE("lines are put in order without losing any")
{
    const auto ordered = in_order({line(3, "note", "c"), line(1, "note", "a"), line(2, "note", "b")});
    std::string words;
    for (const auto& one : ordered) words += one.said.text;
    CHECK(words == "abc");
    CHECK(in_order({}).empty());
}

TEST_CASE("a correction of nothing corrects nothing")
{
    const auto note = line(4, "note", "vox 1");
    auto about_a_note = line(5, "note", "not a correction", "", "", 4);
    CHECK(corrections_in({note, about_a_note, line(6, "correction", "to whom?")}).empty());
    CHECK(text_now(note, {}) == "vox 1");
}
