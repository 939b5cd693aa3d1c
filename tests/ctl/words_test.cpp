#include "ctl/words.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

#include "ctl/json.hpp"
#include "ctl/progress_line.hpp"
#include "ctl/table.hpp"

using namespace recalld::ctl;

TEST_CASE("counts carry their noun")
{
    CHECK(count_of(0, "parameter") == "0 parameters");
    CHECK(count_of(1, "parameter") == "1 parameter");
    CHECK(count_of(2725, "parameter") == "2725 parameters");
}

TEST_CASE("durations carry the unit that fits")
{
    const auto [milliseconds, text] = GENERATE(table<double, std::string>({{-5, "0 ms"},
                                                                           {0, "0 ms"},
                                                                           {212, "212 ms"},
                                                                           {999.4, "999 ms"},
                                                                           {999.6, "1.00 s"},
                                                                           {1240, "1.24 s"},
                                                                           {12'000, "12.0 s"},
                                                                           {59'940, "59.9 s"},
                                                                           {60'000, "1 min 0 s"},
                                                                           {192'000, "3 min 12 s"},
                                                                           {3'599'900, "1 h 0 min"},
                                                                           {7'500'000, "2 h 5 min"},
                                                                           {273'600'000, "3 d 4 h"}}));
    CHECK(duration(milliseconds) == text);
}

TEST_CASE("a percentage never flatters")
{
    CHECK(percentage(2725, 2725) == "100 %");
    CHECK(percentage(8449, 8450) == "99.9 %");
    CHECK(percentage(0, 10) == "0.0 %");
    CHECK(percentage(0, 0) == "100 %");
}

TEST_CASE("times are shown as this machine's clock has them")
{
    ::setenv("TZ", "CET-1", 1);
    ::tzset();
    CHECK(local_time("2026-11-21T09:30:05Z") == "2026-11-21 10:30:05");
    CHECK(local_time("2026-12-31T23:30:00.123Z") == "2027-01-01 00:30:00");
    CHECK(local_hour("2026-11-21T09:30:05Z") == "10:30:05");
    CHECK(local_time("yesterday") == "yesterday");
    CHECK(local_time("") == "");
    ::setenv("TZ", "UTC", 1);
    ::tzset();
}

TEST_CASE("width counts letters, not bytes, and no colours")
{
    CHECK(columns_of("Bläser 1") == 8);
    CHECK(columns_of("\x1b[1;31moffline\x1b[0m") == 7);
}

TEST_CASE("a table aligns what people see")
{
    Table table({"UNIT", "STATE", "NEVER", "LINK"});
    table.add({"Röhre", Paint{true}.good("online"), "", "udp"});
    table.add({"desk", "off", "", "tcp"});
    CHECK(table.text({}) == "UNIT   STATE   LINK\n"
                            "Röhre  \x1b[32monline\x1b[0m  udp\n"
                            "desk   off     tcp\n");
}

TEST_CASE("control characters in names never reach the terminal")
{
    CHECK(clean("Lead\x1b[2JVox\n\x7f") == "Lead [2JVox  ");
    CHECK(clean("B\xc2\x9b"
                "31m\xc3\xa4")
          == "B 31m\xc3\xa4");
}

TEST_CASE("fields of the wrong kind read as nothing")
{
    const auto json = Json::parse(R"({"n": "x", "t": 12, "l": {}, "f": 1.6, "null": null, "big": 1e300})");
    CHECK(number_in(json, "n") == 0);
    CHECK(text_in(json, "t") == "12");
    CHECK(list_in(json, "l").empty());
    CHECK(number_in(json, "f") == 2);
    CHECK(number_in(json, "big") == 0);
    CHECK(!has(json, "null"));
    CHECK(text_in(json, "null").empty());
    CHECK(text_in(Json("not an object"), "t").empty());
    CHECK(count_in(Json::parse(R"({"a": [1, 2], "b": 3})"), "a") == 2);
    CHECK(count_in(Json::parse(R"({"a": [1, 2], "b": 3})"), "b") == 3);
}

TEST_CASE("progress fits its line")
{
    const auto progress = Json::parse(R"({"phase": "reading", "unit": "desk", "done": 512, "total": 2048})");
    CHECK(progress_line(progress, 80)
          == "reading desk [==========>                             ] 512 of 2048 parameters");
    CHECK(progress_line(progress, 45) == "reading desk [=>    ] 512 of 2048 parameters");
    CHECK(progress_line(progress, 20) == "reading desk 512 of 2048 parameters");
    CHECK(progress_line(Json::parse(R"({"phase": "saving", "total": 0})"), 80) == "saving");
    CHECK(progress_line(Json::parse(R"({"phase": "x", "done": 9, "total": 3})"), 80)
          == "x [========================================] 3 of 3 parameters");
    for (std::size_t columns = 0; columns < 60; ++columns) CHECK_NOTHROW(progress_line(progress, columns));
}
