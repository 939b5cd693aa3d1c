#include "remote/take_watch.hpp"

#include <catch2/catch.hpp>

#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::Logbook;

TEST_CASE("where the rig says so, a take goes into the log when a machine has recorded")
{
    const bool with_takes = GENERATE(true, false);
    Logbook room(with_takes);
    const TakeWatch watch(room.room);
    room.capture("Mix 1");
    for (int take = 1; take <= 2; ++take) {
        room.tell("timecode", std::string("01:00:00:00"));
        room.tell("transport/record", 1);
        room.tell("timecode", std::string("01:03:20:12"));
        room.tell("transport/record", 0);
        if (with_takes) REQUIRE(room.until([&] { return room.lines("take") == static_cast<std::size_t>(take); }));
    }
    room.ask("log", {{"text", "after"}});   // everything that was on its way has arrived by then
    REQUIRE(room.lines("take") == (with_takes ? 2 : 0));
    if (!with_takes) return;
    const auto line = room.entries({{"kind", "take"}})[0];
    CHECK(line["who"] == "tape");
    CHECK(line["session"] == "Night Train");
    CHECK(line["text"] == "Take 2: 01:00:00:00 to 01:03:20:12");
    CHECK(line["data"]["from"] == "01:00:00:00");
    CHECK(room.ask("take", {{"verdict", "good"}})["take"] == 2);   // what people say is about the newest
}

TEST_CASE("winding and playing make no take, and neither does a record key that stays down")
{
    Logbook room(true);
    const TakeWatch watch(room.room);
    room.capture("Mix 1");
    room.tell("transport/play", 1);
    room.tell("transport/play", 0);
    room.tell("transport/rewind", 1);
    room.tell("transport/rewind", 0);
    room.tell("transport/record", 1);
    room.tell("transport/play", 1);
    room.tell("timecode", std::string("01:00:00:00"));
    room.ask("log", {{"text", "after"}});
    CHECK(room.lines("take") == 0);
    room.tell("transport/record", 0);
    CHECK(room.until([&] { return room.lines("take") == 1; }));
}

TEST_CASE("a take of a room that works on no session is one all the same")
{
    Logbook room(true);
    const TakeWatch watch(room.room);
    room.tell("transport/record", 1);
    room.tell("transport/record", 0);
    REQUIRE(room.until([&] { return room.lines("take") == 1; }));
    const auto line = room.entries({{"kind", "take"}})[0];
    CHECK(line["session"] == "");
    CHECK(line["text"] == "Take 1");   // and no times that nobody told
    CHECK_FALSE(line["data"].contains("from"));
}

TEST_CASE("takes go on from the highest number, whoever put it down")
{
    Logbook room(true);
    const TakeWatch watch(room.room);
    room.capture("Mix 1");
    room.ask("take", {{"take", 7}, {"verdict", "from the tape box"}});
    room.tell("transport/record", 1);
    room.tell("transport/record", 0);
    REQUIRE(room.until([&] { return room.lines("take") == 2; }));
    CHECK(room.entries({{"kind", "take"}})[0]["data"]["take"] == 8);
    CHECK(room.ask("take", {{"verdict", "good"}})["take"] == 8);
}

TEST_CASE("a room that ends puts down no more takes, and nothing is left behind that would hold it")
{
    Logbook room(true);
    const TakeWatch watch(room.room);
    room.tell("transport/record", 1);
    room.room.ending = true;
    room.tell("transport/record", 0);
    CHECK(room.room.performing == 0);
    CHECK(room.lines("take") == 0);
}
