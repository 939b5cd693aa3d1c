#include "paper/blocks.hpp"

#include <catch2/catch.hpp>

using namespace recalld::paper;

TEST_CASE("pairs that say nothing are left out, and a list of none is no block")
{
    CHECK(Pairs().add("a", "").block().is_null());
    CHECK(Pairs().add("a", "1").add("b", "").block() == Json::parse(R"({"pairs": {"rows": [{"name": "a", "value": "1"}]}})"));
}

TEST_CASE("columns in which nothing stands are left out")
{
    Table table({"one", "two", "three"});
    CHECK(table.block().is_null());
    table.add({"1", "", "3"}, {"", "", "key"});
    table.add({"", "", "6"});
    const auto block = table.block("caption")["table"];
    CHECK(block["columns"] == Json::parse(R"([{"name": "one"}, {"name": "three"}])"));
    CHECK(block["rows"][0]["cells"][1] == Json::parse(R"({"words": "3", "key": "key"})"));
    CHECK(block["rows"][1]["cells"].size() == 2);
}

TEST_CASE("a row that is too short is filled up, and one too long is cut")
{
    Table table({"one", "two"});
    table.add({"1"});
    table.add({"1", "2", "3"});
    CHECK(table.block()["table"]["rows"][1]["cells"].size() == 2);
}

TEST_CASE("facts of an unknown form are still told")
{
    const auto blocks = any_blocks(Json::parse(R"({"signed": "Anna", "passed": true, "exit": 3, "lines": [{"line": 1, "level_db": -18.2}, {"line": 2, "marks": ["hot", "noisy"]}]})"), {"exit"});
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0] == Json::parse(R"({"pairs": {"rows": [{"name": "signed", "value": "Anna"}, {"name": "passed", "value": "yes"}]}})"));
    CHECK(blocks[1]["table"]["caption"] == "lines");
    CHECK(blocks[1]["table"]["columns"][1]["name"] == "level db");
    CHECK(blocks[1]["table"]["rows"][1]["cells"][2]["words"] == "hot, noisy");
    CHECK(any_blocks(Json::object()).empty());
}

TEST_CASE("a list without sentences is no block")
{
    CHECK(points(Json::array()).is_null());
    CHECK(points(Json::parse(R"(["a", 3])"), "Title")["points"]["items"].size() == 2);
}
