#include "studio/plain_name.hpp"

#include <catch2/catch.hpp>

using recalld::studio::plain_name;

TEST_CASE("parameters and points are called alike, whatever their case, padding and gaps")
{
    const auto [name, plain] = GENERATE(table<std::string, std::string>({{"desk ch/07", "desk/ch/7"}, {"Desk CH 7", "desk/ch/7"}, {"desk  ch/7/", "desk/ch/7"}, {"A/D 3", "a/d/3"}, {"B12", "b12"},
        {"B012", "b012"}, {"0", "0"}, {"00", "0"}, {"ch 100", "ch/100"}, {"ch 010", "ch/10"}, {"1176-A", "1176-a"}, {"", ""}, {" /", ""}}));
    CAPTURE(name);
    CHECK(plain_name(name) == plain);
    CHECK(plain_name(plain) == plain);
}
