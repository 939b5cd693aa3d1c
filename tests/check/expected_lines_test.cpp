#include "check/expected_lines.hpp"

#include <catch2/catch.hpp>

#include "profile_here.hpp"

#include <stdexcept>

using namespace recalld;
using namespace recalld::check;
using recalld::testing::profile_here;

TEST_CASE("a row of a list is a name, a strip, and whether it needs 48 V")
{
    struct Row {
        std::string text, name, place;
        bool phantom;
    };
    const auto row = GENERATE(values<Row>({
        {"Kick In=desk ch/01", "Kick In", "desk ch/01", false},
        {"  Kick In  =  desk ch/01  ", "Kick In", "desk ch/01", false},
        {"Vox=desk ch/17 48V", "Vox", "desk ch/17", true},
        {"Vox=desk ch/17 48 V", "Vox", "desk ch/17", true},
        {"Vox=desk ch/1748V", "Vox", "desk ch/17", true},
        {"L=R=desk ch 5", "L=R", "desk ch 5", false},
        {"=desk ch 5", "desk ch 5", "desk ch 5", false},
        {"48V Vox=ch 2", "48V Vox", "ch 2", false},
        {"Größe=ch 3", "Größe", "ch 3", false},
    }));
    CAPTURE(row.text);
    const auto lines = parse_lines(row.text);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].line == 1);
    CHECK(lines[0].name == row.name);
    CHECK(lines[0].place == row.place);
    CHECK(lines[0].phantom == row.phantom);
}

TEST_CASE("rows end with any line end, and empty ones do not count")
{
    const auto text = GENERATE(as<std::string>{}, "A=ch 1\nB=ch 2", "A=ch 1\r\nB=ch 2\r\n", "\n\nA=ch 1\n \t \nB=ch 2\n\n");
    const auto lines = parse_lines(text);
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].name == "B");
    CHECK(lines[1].line == 2);
    CHECK(lines[1].place == "ch 2");
}

TEST_CASE("a row that is none is named with its number")
{
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"Kick", "line 1: \"Kick\" is not of the form Kick In=desk ch/01"},
        {"A=ch 1\n\nB", "line 2: \"B\" is not of the form Kick In=desk ch/01"},
        {"Kick=", "line 1: \"Kick=\" names no strip behind the ="},
        {"Kick=48V", "line 1: \"Kick=48V\" names no strip behind the ="},
        {"=", "line 1: \"=\" names no strip behind the ="},
    }));
    CHECK_THROWS_WITH(parse_lines(text), message);
}

TEST_CASE("a list has a thousand lines at most")
{
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "A=ch 1\n";
    CHECK(parse_lines(text).size() == 1000);
    CHECK_THROWS_WITH(parse_lines(text + "A=ch 1"), "more than 1000 lines");
    CHECK(parse_lines("").empty());
    CHECK(parse_lines(" \n\t\r\n").empty());
}

TEST_CASE("a strip has one name however it is typed, and others have none")
{
    const auto& desk = *profile_here("consoles/x32");
    const auto [words, path] = GENERATE(table<std::string, std::string>({
        {"ch/01", "ch/01"}, {"CH/1", "ch/01"}, {"ch 32", "ch/32"}, {" ch/10 ", "ch/10"}, {"bus/1", "bus/01"}, {"Bus 16", "bus/16"}, {"main/st", "main/st"}, {"auxin/8", "auxin/08"},
        {"headamp/0", "headamp/000"}, {"headamp/127", "headamp/127"},
        {"ch/33", ""}, {"ch/0", ""}, {"ch/-1", ""}, {"ch", ""}, {"", ""}, {"/", ""}, {"ch/1/", ""}, {"ch//1", ""}, {"channel 1", ""}}));
    CAPTURE(words);
    const auto strip = strip_named(desk, words);
    CHECK((strip ? desk.strips[*strip].path : std::string()) == path);
}

TEST_CASE("strips of one kind differ in their numbers only")
{
    const auto [path, kind] = GENERATE(table<std::string, std::string>({
        {"ch/01", "ch/#"}, {"ch/132", "ch/#"}, {"main/st", "main/st"}, {"ch/01/mix/16", "ch/#/mix/#"}, {"", ""}, {"7", "#"}}));
    CHECK(kind_of(path) == kind);
}
