#include "logbook/takes.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"

using namespace recalld;
using namespace recalld::logbook;
using logbook::testing::line;

TEST_CASE("what is said later of a take is added to it")
{
    const auto takes = takes_in({line(5, "take", "Take 1: good", "", R"({"take": 1, "verdict": "good"})"),
                                 line(2, "take", "Take 1", "", R"({"take": 1, "from": "01:00:00:00", "to": "01:03:20:12", "name": "Take 1, slow"})"),
                                 line(3, "take", "Take 2: false start", "", R"({"take": 2, "verdict": "false start"})"), line(4, "note", "coffee", "", R"({"take": 9})")});
    REQUIRE(takes.size() == 2);
    CHECK(takes[0].number == 1);
    CHECK(takes[0].name == "Take 1, slow");
    CHECK(takes[0].from == "01:00:00:00");
    CHECK(takes[0].to == "01:03:20:12");
    CHECK(takes[0].verdict == "good");
    CHECK(takes[0].text == "Take 1: good");
    CHECK(takes[0].entry == 2);
    CHECK(takes[1].name == "Take 2");
    CHECK(next_take(takes, "Night Train") == 3);
    CHECK(next_take(takes, "Other") == 1);
}

TEST_CASE("takes are counted by session, and those without a number are none")
{
    auto elsewhere = line(1, "take", "Take 7", "", R"({"take": 7})");
    elsewhere.said.session = "Day Train";
    const auto takes = takes_in({elsewhere, line(2, "take", "Take 1", "", R"({"take": 1})"), line(3, "take", "?"), line(4, "take", "?", "", R"({"take": "three"})")});
    REQUIRE(takes.size() == 2);
    CHECK(next_take(takes, "Day Train") == 8);
    CHECK(next_take(takes, "Night Train") == 2);
}

TEST_CASE("of a track the newest word holds, as it reads after corrections")
{
    const auto tracks = tracks_in({line(1, "track", "Lead Vox: comped", "", R"({"track": "Lead Vox", "done": true})"), line(2, "track", "Bass: done", "", R"({"track": "Bass", "done": true})"),
                                   line(3, "track", "Lead Vox: bridge again", "", R"({"track": "Lead Vox", "done": false})"),
                                   line(4, "correction", "Lead Vox: second verse again", "", "", 3), line(5, "track", "?", "", R"({"done": true})")});
    REQUIRE(tracks.size() == 2);
    CHECK(tracks[0].name == "Lead Vox");
    CHECK_FALSE(tracks[0].is_done);
    CHECK(tracks[0].text == "Lead Vox: second verse again");
    CHECK(tracks[1].is_done);
}
