#include "paper/read.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace recalld::paper;

TEST_CASE("what is not there is empty, whatever it was asked of")
{
    for (const auto* odd : {"null", "3", "[1]", "\"x\"", "{}", "{\"a\": null}"}) {
        const auto json = Json::parse(odd);
        CHECK(text_in(json, "a").empty());
        CHECK(number_in(json, "a") == 0);
        CHECK_FALSE(flag_in(json, "a"));
        CHECK(list_in(json, "a").empty());
        CHECK(object_in(json, "a").empty());
    }
    const auto json = Json::parse(R"({"text": "x", "number": 2.5, "flag": true, "list": [1], "object": {"b": 1}})");
    CHECK(text_in(json, "text") == "x");
    CHECK(text_in(json, "number") == "2.5");
    CHECK(text_in(json, "flag").empty());
    CHECK(number_in(json, "text") == 0);
    CHECK(flag_in(json, "flag"));
    CHECK(list_in(json, "list").size() == 1);
    CHECK(object_in(json, "object").size() == 1);
}

TEST_CASE("times are UTC and say so; what is no time stays as it is")
{
    auto [given, words] = GENERATE(table<std::string, std::string>({{"2026-11-21T09:30:05Z", "2026-11-21 09:30 UTC"}, {"2026-11-21T09:30:05.123456Z", "2026-11-21 09:30 UTC"}, {"yesterday", "yesterday"}, {"", ""}, {"2026-11-21", "2026-11-21"}}));
    CHECK(time_words(given) == words);
}

TEST_CASE("lengths are minutes and seconds, and hours when there are any")
{
    auto [seconds, words] = GENERATE(table<double, std::string>({{212.4, "3:32"}, {59.6, "1:00"}, {0.5, "0.5 s"}, {9.5, "9.5 s"}, {10.2, "0:10"}, {3727, "1:02:07"}, {0, ""}, {-3, ""}, {1e9, ""}, {std::nan(""), ""}}));
    CHECK(length_words(seconds) == words);
}

TEST_CASE("counts have their noun and their thousands apart")
{
    CHECK(count_of(1, "take") == "1 take");
    CHECK(count_of(0, "take") == "0 takes");
    CHECK(count_of(8493, "setting") == "8,493 settings");
    CHECK(grouped_digits(122342444) == "122,342,444");
    CHECK(grouped_digits(100) == "100");
}
