#include "load/placed_pattern.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;

namespace {

/// What using a pattern that stands at line 2, column 4 complains about.
std::string complaint_about(const std::string& text)
{
    const YamlDocument document("z: 1\na: " + text, "x");
    return complaint([&] {
        const PlacedPattern pattern(*Cursor(document).find("a"));
        if (pattern.has_ranges())
            pattern.expand();
        else
            pattern.fill({});
    });
}

}  // namespace

TEST_CASE("what is wrong with a pattern has a place in the file")
{
    CHECK(complaint_about("ch/01") == "no error");
    CHECK(complaint_about("\"ch/{n:1..2}\"") == "no error");
    CHECK(complaint_about("ch/{n:4..1}") == "x:2:14: a range counts upwards");
    CHECK(complaint_about("\"ch/{n:4..1}\"") == "x:2:15: a range counts upwards");
    CHECK(complaint_about("ch/{m}") == "x:2:8: nothing counts m here");
    CHECK(complaint_about("'{n:1..2}{m}'") == "x:2:14: nothing counts m here");
    CHECK(complaint_about("\"{n:0..2}{n-1}\"") == "x:2:14: the sum falls below 0");
    CHECK(complaint_about("[a]") == "x:2:4: expected text, found a list");
    CHECK(complaint_about("OFF")
          == "x:2:4: put quotes around OFF: without them most readers of YAML take it for true or false");
}

TEST_CASE("a placed pattern is a pattern")
{
    const YamlDocument document("\"ch/{n:1..2:02}\"", "x");
    const PlacedPattern pattern{Cursor(document)};
    CHECK(pattern.expand().back().text == "ch/02");
    CHECK(pattern.at().line() == 1);
}
