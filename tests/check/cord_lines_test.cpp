#include "check/cord_lines.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;
using Catch::Matchers::Contains;
using Catch::Matchers::Message;

TEST_CASE("a cord is written with an arrow, a dash or a blank, in any case")
{
    const auto text = GENERATE(as<std::string>{}, "B3 -> B17", "B3 B17", "B3-B17", "b3->b17", "  B3\t- B17\r\n\n", "\n\nB3 B17");
    CHECK(read_cord_lines(text, small_room()) == Cords{{"B3", "B17"}});
}

TEST_CASE("jacks that nobody knows stay as they are written") { CHECK(read_cord_lines("q7 B17\nb1 b2", small_room()) == Cords{{"q7", "B17"}, {"B1", "B2"}}); }

TEST_CASE("a line that is no cord is named")
{
    const auto [text, problem] = GENERATE(table<std::string, std::string>({
        {"B3", "line 1: \"B3\" is no cord; a cord is written B3 -> B17"},
        {"B1 B2\nB3 -> B4 -> B5", "line 2: \"B3 -> B4 -> B5\" is no cord; a cord is written B3 -> B17"}}));
    CHECK_THROWS_MATCHES(read_cord_lines(text, small_room()), CordLineError, Message(problem));
}

TEST_CASE("not everything is read at once")
{
    std::string many;
    for (std::size_t i = 0; i <= most_cord_lines; ++i) many += "B1 B2\n";
    CHECK_THROWS_AS(read_cord_lines(many, small_room()), CordLineError);
}

TEST_CASE("what is pulled is that cord, or the one in that jack")
{
    const Cords cords{{"B1", "B31"}, {"B15", "B17"}};
    CHECK(cord_meant(read_cord_lines("b17", small_room(), true).front(), cords).from == "B15");
    CHECK(cord_meant({"B1", "B31"}, cords).from == "B1");
    CHECK_THROWS_MATCHES(cord_meant({"B1", "B32"}, cords), CordLineError, Message("there is no cord B1 -> B32; there is B1 -> B31"));
    CHECK_THROWS_MATCHES(cord_meant({"B9", ""}, cords), CordLineError, Message("there is no cord in jack \"B9\""));
    CHECK_THROWS_MATCHES(cord_meant({"B9", "B2"}, cords), CordLineError, Message("there is no cord B9 -> B2"));
}
