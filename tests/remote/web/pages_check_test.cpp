#include <catch2/catch.hpp>

#include "remote/line_check.hpp"
#include "remote/web/desk_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;

namespace {

const DeskRoom::Form two_lines{{"session", "Gig"}, {"patience", "0"}, {"lines", "Kick=desk ch/01\nVox=desk ch/02 48V"}};

}  // namespace

TEST_CASE("a line check is started from the page, and goes on at the line that is listened to")
{
    DeskRoom room;
    CHECK(has(room.get("/checks").body, "Nothing is listened to just now."));
    CHECK(room.get("/checks/line").status == 303);   // nothing to see there yet
    CHECK(room.post("/do/linecheck", two_lines).status == 303);
    const auto page = room.get("/checks/line").body;
    CHECK(has(page, "<span class=\"quiet\">Line 1</span> Kick"));
    CHECK(has(page, "<meter"));
    CHECK(has(page, "data-area=\"checks\""));
    CHECK_FALSE(has(page, "style="));
    CHECK(has(room.get("/checks").body, "Gig: 0 of 2 lines pass, 2 not checked"));
}

TEST_CASE("a hand on the page gives verdicts, goes back, and signs")
{
    DeskRoom room;
    REQUIRE(room.post("/do/linecheck", two_lines).status == 303);
    CHECK(room.post("/do/linecheck/mark", {{"verdict", "hot"}, {"line", "1"}, {"note", "pad is out"}}).status == 303);
    CHECK(has(room.get("/checks/line").body, "<span class=\"quiet\">Line 2</span> Vox"));
    CHECK(has(room.get("/checks/line").body, "pad is out"));
    CHECK(room.post("/do/linecheck/next", {{"go", "back"}}).status == 303);
    CHECK(has(room.get("/checks/line").body, "<span class=\"quiet\">Line 1</span> Kick"));
    CHECK(room.post("/do/linecheck/next", {{"go", "next"}}).status == 303);
    CHECK(room.post("/do/linecheck/next", {{"go", "skip"}}).status == 303);
    CHECK(has(room.get("/checks/line").body, "All lines were listened to"));
    CHECK(room.post("/do/linecheck/sign", {{"name", "Anna <3"}}).status == 303);
    CHECK(has(room.get("/checks").body, "signed by Anna &lt;3"));
    CHECK(room.post("/do/linecheck/cancel", {}).status == 303);
    CHECK(has(room.get("/checks").body, "Nothing is listened to just now."));
}

TEST_CASE("what a page cannot check is said, and what was typed stays")
{
    DeskRoom room;
    const auto answer = room.post("/do/linecheck", {{"session", "Gig"}, {"lines", "Kick=desk ch/99"}});
    CHECK(answer.status == 400);
    CHECK(has(answer.body, "has no strip"));
    CHECK(has(answer.body, "Kick=desk ch/99"));
    CHECK(room.post("/do/linecheck/mark", {{"verdict", "pass"}}).status == 404);
    CHECK(room.post("/do/preflight", {{"expect", "units: {}"}}).status == 400);
    CHECK(room.post("/do/preflight", {{"session", "Gig"}, {"version", "Mix 9"}}).status == 404);
}

TEST_CASE("the room is compared with a version from the page")
{
    DeskRoom room;
    room.keep("Mix 1");
    CHECK(has(room.get("/checks").body, "The room was not compared yet."));
    REQUIRE(room.post("/do/preflight", {{"session", "Gig"}, {"version", "Mix 1"}}).status == 303);
    CHECK(has(room.get("/checks").body, "as expected, against Gig/Mix 1"));
    room.poke("headamp/002/gain", "30 dB");
    REQUIRE(room.post("/do/preflight", {{"session", "Gig"}, {"version", "Mix 1"}}).status == 303);
    CHECK(has(room.get("/checks").body, "Gains that have drifted"));
}

TEST_CASE("who may only look sees a line check and presses nothing")
{
    DeskRoom room;
    REQUIRE(room.post("/do/linecheck", two_lines).status == 303);
    for (const auto* path : {"/checks", "/checks/line"}) {
        const auto answer = room.get(path, Permission::view);
        CHECK(answer.status == 200);
        CHECK_FALSE(has(answer.body, "action=\"/do/"));
    }
}
