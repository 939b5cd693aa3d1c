#include "studio/spelling.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("letters that must change to make one word of the other")
{
    const auto [a, b, distance] = GENERATE(table<std::string, std::string, std::size_t>({
        {"", "", 0}, {"eq", "eq", 0}, {"eq", "", 2}, {"", "eq", 2}, {"sends", "send", 1}, {"routng", "routing", 1},
        {"gate", "fate", 1}, {"mix", "fx", 2}, {"kitten", "sitting", 3},
        {"fho", "foh", 1}, {"ruoting", "routing", 1}, {"ab", "ba", 1}, {"abc", "cab", 2},
    }));
    CHECK(edit_distance(a, b) == distance);
    CHECK(edit_distance(b, a) == distance);
}

TEST_CASE("only a near word is suggested")
{
    const std::vector<std::string> known{"sends", "routing", "eq", "@vocals"};
    CHECK(suggestion("send", known) == "; did you mean \"sends\"?");
    CHECK(suggestion("ruoting", known) == "; did you mean \"routing\"?");
    CHECK(suggestion("@vocal", known) == "; did you mean \"@vocals\"?");
    CHECK(suggestion("eqq", known) == "; did you mean \"eq\"?");
    CHECK(suggestion("weather", known).empty());
    CHECK(suggestion("", known).empty());
    CHECK(suggestion("send", {}).empty());
}
