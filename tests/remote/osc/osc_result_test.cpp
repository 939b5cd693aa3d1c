#include "remote/osc/osc_result.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote;
using namespace recalld::remote::osc_result;

TEST_CASE("what is not there is empty")
{
    const auto json = GENERATE(as<Json>{}, Json(nullptr), Json::object(), Json::array({1, 2}), Json("words"), Json{{"other", 3}});
    CHECK(part(json, "name").is_null());
    CHECK(list(json, "name").empty());
    CHECK(list(json, "name").is_array());
    CHECK(text(json, "name").empty());
    CHECK(count(json, "name") == 0);
}

TEST_CASE("a part of another kind is as good as none")
{
    const Json json = {{"name", {{"a", 1}}}, {"items", "words"}};
    CHECK(list(json, "name").empty());
    CHECK(list(json, "items").empty());
    CHECK(text(json, "name").empty());
    CHECK(count(json, "name") == 0);
    CHECK(part(json, "name")["a"] == 1);
}

TEST_CASE("numbers become words, and long words are cut between letters")
{
    CHECK(text({{"name", 12}}, "name") == "12");
    CHECK(text({{"name", 1.5}}, "name") == "1.5");
    CHECK(text({{"name", std::string(400, 'x')}}, "name").size() == longest_text);
    std::string umlauts;
    for (int i = 0; i < 200; ++i) umlauts += "ü";
    const auto cut = text({{"name", "x" + umlauts}}, "name");
    CHECK(cut.size() <= longest_text);
    CHECK(cut.size() % 2 == 1);   // no half of a letter is left
}

TEST_CASE("a number is as big as OSC can say")
{
    auto [json, number] = GENERATE(table<Json, std::int32_t>({
        {Json(true), 1}, {Json(false), 0}, {Json(7), 7}, {Json(-7), -7}, {Json(5'000'000'000u), INT32_MAX}, {Json(-5'000'000'000), INT32_MIN}, {Json(UINT64_MAX), INT32_MAX},
        {Json(3.9), 3}, {Json(1e300), 2'000'000'000}, {Json(-1e300), -2'000'000'000}, {Json("7"), 0}, {Json(nullptr), 0}, {Json::array({1}), 0},
    }));
    CHECK(whole(json) == number);
}

TEST_CASE("a sum is of numbers, and of the lengths of lists")
{
    const Json items = {{{"silent", {"a", "b"}}, {"captured", 10}}, {{"silent", 3}, {"captured", true}}, {{"silent", nullptr}}, 4, nullptr};
    CHECK(sum(items, "silent") == 5);
    CHECK(sum(items, "captured") == 11);
    CHECK(sum(Json::array(), "captured") == 0);
}
