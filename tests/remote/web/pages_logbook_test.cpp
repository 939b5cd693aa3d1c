#include <catch2/catch.hpp>

#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::DeskRoom;
using remote::testing::has;
using remote::testing::Logbook;

TEST_CASE("the page of the log shows corrections, narrows, and takes corrections and faults")
{
    Logbook room;
    const auto line = room.ask("log", {{"text", "take <3> is it"}})["entry"].get<int>();
    const auto href = "/log/" + std::to_string(line);
    CHECK(has(room.get("/log").body, "take &lt;3&gt; is it"));
    CHECK(has(room.get("/log?kind=drift").body, "Nothing of this kind"));
    CHECK(has(room.get(href).body, "How it should read"));
    CHECK_FALSE(has(room.get(href, Permission::view).body, "How it should read"));
    CHECK(DeskRoom::location(room.post("/do/log/correct", {{"entry", std::to_string(line)}, {"text", "take 4 is it"}})) == href);
    CHECK(has(room.get("/log").body, "<del>take &lt;3&gt; is it</del>"));
    CHECK(has(room.get("/log").body, "take 4 is it"));
    CHECK(room.post("/do/log/correct", {{"entry", std::to_string(line)}, {"text", ""}}).status == 400);
    CHECK(room.post("/do/log/correct", {{"entry", "99"}, {"text", "x"}}).status == 404);
    CHECK(room.get("/log/99").status == 404);
    CHECK(room.get("/log/x").status == 404);
    CHECK(room.post("/do/log/correct", {{"entry", "1"}, {"text", "x"}}, Permission::view).status == 403);
}

TEST_CASE("the page of faults notes, lists and closes them")
{
    Logbook room;
    CHECK(has(room.get("/faults").body, "phantom is global per eight"));
    CHECK(DeskRoom::location(room.post("/do/faults", {{"subject", "desk ch 2"}, {"text", "<hums>"}})) == "/faults");
    CHECK(has(room.get("/faults").body, "&lt;hums&gt;"));
    const auto refused = room.post("/do/faults", {{"subject", "desc"}, {"text", "hums"}});
    CHECK(refused.status == 404);
    CHECK(has(refused.body, "value=\"desc\""));
    CHECK(has(refused.body, "did you mean &quot;desk&quot;"));
    const auto line = std::to_string(room.entries({{"kind", "fault"}})[0]["entry"].get<int>());
    CHECK(has(room.get("/log/" + line).body, "Close this fault"));
    CHECK(DeskRoom::location(room.post("/do/faults/close", {{"entry", line}, {"text", "cable"}})) == "/faults");
    CHECK_FALSE(has(room.get("/faults").body, "&lt;hums&gt;"));
    CHECK(has(room.get("/faults?all=1").body, "Closed by anna"));
    CHECK_FALSE(has(room.get("/log/" + line).body, "Close this fault"));
    CHECK(room.post("/do/faults/close", {{"entry", line}, {"text", "again"}}).status == 409);
}

TEST_CASE("the log is shown page by page, and a narrowed one stays narrowed")
{
    Logbook room;
    for (int i = 0; i < 55; ++i) room.ask("log", {{"text", "note " + std::to_string(i)}, {"session", "Night Train"}});
    room.ask("log", {{"text", "elsewhere"}});
    const auto first = room.get("/log?session=Night+Train").body;
    CHECK(has(first, "note 54"));
    CHECK_FALSE(has(first, "note 4<"));
    CHECK_FALSE(has(first, "elsewhere"));
    CHECK(has(first, "session=Night%20Train&amp;offset=50"));
    const auto second = room.get("/log?session=Night+Train&offset=50").body;
    CHECK(has(second, "note 4<"));
    CHECK_FALSE(has(second, "note 54"));
    CHECK(has(second, "value=\"Night Train\""));
    CHECK(has(second, "Show everything"));
    CHECK(has(room.get("/log?offset=nonsense").body, "elsewhere"));
}

TEST_CASE("a line of the log names its session, unless its words do")
{
    Logbook room;
    room.capture("Mix 1");
    room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "mix"}});
    const auto page = room.get("/log").body;
    CHECK(has(page, "credit, Night Train"));
    CHECK(has(page, "anna · capture · "));
}

TEST_CASE("a note is put down from the page, with its session, and an empty one is told beside its field")
{
    Logbook room;
    CHECK(DeskRoom::location(room.post("/do/log", {{"text", "vox <up>"}, {"session", "Night Train"}})) == "/log");
    CHECK(room.entries()[0]["session"] == "Night Train");
    CHECK(has(room.get("/log").body, "vox &lt;up&gt;"));
    const auto refused = room.post("/do/log", {{"text", " "}});
    CHECK(refused.status == 400);
    CHECK(has(refused.body, "id=\"text-error\""));
    CHECK(room.post("/do/log", {{"text", "x"}}, Permission::view).status == 403);
    CHECK(room.lines("note") == 1);
}

TEST_CASE("a refused fault keeps what was typed, the tick, too")
{
    Logbook room;
    const auto refused = room.post("/do/faults", {{"subject", "desc"}, {"text", "<hot>"}, {"quirk", "1"}});
    CHECK(refused.status == 404);
    CHECK(has(refused.body, "name=\"quirk\" value=\"1\" checked>"));
    CHECK(has(refused.body, "&lt;hot&gt;</textarea>"));
    CHECK_FALSE(has(room.get("/faults").body, " checked>"));
    CHECK(DeskRoom::location(room.post("/do/faults", {{"subject", "desk"}, {"text", "hot"}, {"quirk", "1"}})) == "/faults");
    CHECK(room.entries()[0]["data"]["quirk"] == true);
}

TEST_CASE("faults of a thing are shown alone, and of nothing at all it is said what is not there")
{
    Logbook room;
    room.ask("fault", {{"subject", "desk ch/1"}, {"text", "pre crackles"}});
    room.ask("fault", {{"subject", "jack B12"}, {"text", "is loose"}});
    const auto page = room.get("/faults?subject=jack%20B12").body;
    CHECK(has(page, "is loose"));
    CHECK_FALSE(has(page, "pre crackles"));
    CHECK(has(page, "value=\"jack B12\""));
    CHECK(room.get("/faults?subject=desc").status == 404);
}

TEST_CASE("quirks of the rig's file are shown without a way to close them")
{
    Logbook room;
    const auto page = room.get("/faults").body;
    CHECK(has(page, "phantom is global per eight"));
    CHECK(has(page, "the rig"));
    CHECK_FALSE(has(page, "Close it"));
    CHECK_FALSE(has(page, "href=\"/log/0\""));
    CHECK(room.post("/do/faults/close", {{"entry", "0"}, {"text", "x"}}).status == 404);
}

TEST_CASE("a line that is about another leads to it")
{
    Logbook room;
    const auto note = room.ask("log", {{"text", "take 3"}})["entry"].get<int>();
    const auto correction = room.ask("correct", {{"entry", note}, {"text", "take 4"}})["entry"].get<int>();
    const auto page = room.get("/log/" + std::to_string(correction)).body;
    CHECK(has(page, "It is about line " + std::to_string(note)));
    CHECK_FALSE(has(page, "How it should read"));
}

TEST_CASE("pages of the logbook hold no style and no script of their own")
{
    Logbook room;
    const auto note = room.ask("fault", {{"subject", "desk"}, {"text", "hums"}})["entry"].get<int>();
    for (const auto& path : {std::string("/log"), "/log/" + std::to_string(note), std::string("/faults"), std::string("/faults?all=1")}) {
        const auto page = room.get(path).body;
        CAPTURE(path);
        CHECK_FALSE(has(page, " style="));
        CHECK_FALSE(has(page, "onclick"));
        CHECK_FALSE(has(page, "{{"));
    }
}

TEST_CASE("takes and tracks are put down from the phone, too, and a refused one stays what it was")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(DeskRoom::location(room.post("/do/log", {{"kind", "take"}, {"text", "second verse flat"}})) == "/log");
    CHECK(room.entries()[0]["text"] == "Take 1: second verse flat");
    CHECK(room.entries()[0]["session"] == "Night Train");
    CHECK(DeskRoom::location(room.post("/do/log", {{"kind", "take"}, {"text", ""}})) == "/log");
    CHECK(room.entries()[0]["text"] == "Take 2");
    CHECK(DeskRoom::location(room.post("/do/log", {{"kind", "track"}, {"text", "Lead Vox"}})) == "/log");
    CHECK(room.entries()[0]["data"]["track"] == "Lead Vox");
    const auto refused = room.post("/do/log", {{"kind", "track"}, {"text", " "}});
    CHECK(refused.status == 400);
    CHECK(has(refused.body, "<option value=\"track\" selected>"));
    CHECK(room.post("/do/log", {{"kind", "recall"}, {"text", "never was"}}).status == 400);
    CHECK(room.lines("recall") == 0);
}
