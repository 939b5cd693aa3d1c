#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/book_chapters.hpp"

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

Json engineer(const std::string& name) { return {{"name", name}, {"role", "Engineer"}, {"group", "engineer"}}; }

std::string on_cover(const Json& facts, const std::string& name)
{
    const auto cover = cover_of(facts);
    for (const auto& row : cover["rows"])
        if (row["name"] == name) return row["value"];
    return {};
}

Json table_in(const Json& blocks) { return blocks.empty() ? Json() : blocks.back()["table"]; }

}  // namespace

TEST_CASE("everybody is on the cover once, whatever others are called")
{
    CHECK(on_cover({{"credits", Json::array({engineer("Joanna Lee"), engineer("Ann"), engineer("Anna"), engineer("Ann"), engineer("Lee")})}}, "Engineers") == "Joanna Lee, Ann, Anna, Lee");
}

TEST_CASE("what is known of a song is printed")
{
    const Json facts = {{"session", "Night Train"}, {"song", {{"album", "Harbour Lights"}, {"date", "2026-11-20"}, {"note", "half-speed master"}}}};
    CHECK(on_cover(facts, "Album") == "Harbour Lights");
    CHECK_THAT(book_text(facts), Contains("2026-11-20") && Contains("half-speed master"));
}

TEST_CASE("an input list that counts channels shows their numbers")
{
    const auto table = table_in(input_blocks({{"inputs", Json::array({{{"channel", 7}, {"name", "Vox"}, {"insert", "1176-A"}, {"gain_db", 32}, {"phantom", true}}, {{"channel", 8}, {"name", "DI"}, {"phantom", false}}})}}));
    CHECK(table["columns"] == Json::parse(R"([{"name": "Channel"}, {"name": "Name"}, {"name": "48 V"}, {"name": "Gain"}, {"name": "Insert"}])"));
    CHECK(table["rows"][0]["cells"][0]["words"] == "7");
    CHECK(table["rows"][0]["cells"][3]["words"] == "32 dB");
    CHECK(table["rows"][1]["cells"][2]["words"] == "no");
}

TEST_CASE("the log says how many of its lines are left out")
{
    const Json facts = {{"log", Json::array({{{"kind", "note"}, {"text", "louder"}}})}, {"log_left_out", 1234}};
    CHECK_THAT(book_text(facts), Contains("1,234 older lines of the log left out") && Contains("louder"));
}
