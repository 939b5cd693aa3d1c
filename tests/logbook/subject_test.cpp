#include "logbook/subject.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;

TEST_CASE("subjects compare whatever their case, padding and gaps")
{
    const auto [subject, plain] = GENERATE(table<std::string, std::string>({{"desk ch/07", "desk/ch/7"}, {"Desk CH 7", "desk/ch/7"}, {"desk  ch/7/", "desk/ch/7"}, {"jack B12", "jack/b12"},
        {"jack B012", "jack/b012"}, {"desk headamp/000", "desk/headamp/0"}, {"desk ch/100", "desk/ch/100"}, {"desk ch/010", "desk/ch/10"}, {"1176-A", "1176-a"}, {"0", "0"}, {"", ""}, {" /", ""}}));
    CAPTURE(subject);
    CHECK(plain_subject(subject) == plain);
}

TEST_CASE("a part belongs to its whole, and not to what only begins alike")
{
    CHECK(is_part_of("desk ch/12", "desk"));
    CHECK(is_part_of("desk ch/12", "desk ch 12"));
    CHECK_FALSE(is_part_of("desk", "desk ch/12"));
    CHECK_FALSE(is_part_of("desk ch/12", "desk ch/1"));
    CHECK_FALSE(is_part_of("desk2", "desk"));
    CHECK_FALSE(is_part_of("desk", ""));
    CHECK(is_same_subject("jack b12", "jack B12"));
}
