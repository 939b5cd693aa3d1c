#include "remote/drift_watch.hpp"

#include <catch2/catch.hpp>

#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using remote::testing::Logbook;
using Catch::Contains;

TEST_CASE("drift says in words what was moved since the last capture or recall")
{
    Logbook room;
    CHECK(room.ask("drift")["session"].is_null());
    room.capture("Mix 1");
    room.capture("Mix 2");
    CHECK(room.ask("drift")["changes"] == 0);
    CHECK_FALSE(room.ask("drift").contains("exit"));
    room.turn("ch/01/mix/pan", 7);
    const auto drift = room.ask("drift");
    CHECK(drift["version"] == "Mix 2");
    CHECK(drift["changes"] == 1);
    CHECK(drift["exit"] == exit_differs);
    CHECK_THAT(drift["words"][0].get<std::string>(), Contains("ch 1") && Contains(" -> "));
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"allow", "all"}});
    CHECK(room.ask("drift")["version"] == "Mix 1");
    room.ask("undo", {{"allow", "all"}});
    CHECK(room.ask("drift")["version"] == "Mix 2");
}

TEST_CASE("what was moved goes into the log when it has come to rest, and never the same twice")
{
    Logbook room;
    room.capture("Mix 1");
    DriftWatch watch(room.room);
    const auto rest = [&] { watch.look(std::chrono::steady_clock::now() + 61s); };
    const auto said = [&](std::size_t count) { return room.until([&] { return room.room.performing == 0 && room.lines("drift") == count; }); };
    room.turn("ch/01/mix/pan", 7);
    watch.look(std::chrono::steady_clock::now() + 50s);
    CHECK(said(0));
    rest();
    REQUIRE(said(1));
    const auto line = room.entries({{"kind", "drift"}})[0];
    CHECK(line["session"] == "Night Train");
    CHECK(line["version"] == "Mix 1");
    CHECK(line["data"]["changes"] == 1);
    CHECK_THAT(line["text"].get<std::string>(), Catch::StartsWith("unsaved changes since Night Train/Mix 1: 1 setting: desk ch 1"));
    room.turn("ch/01/mix/pan", 8);
    room.turn("ch/01/mix/pan", 7);   // and back
    rest();
    CHECK(said(1));
    room.turn("ch/02/mix/pan", 9);
    rest();
    CHECK(said(2));
    room.tell("timecode", std::string("01:00:00:00"));   // of the moment: no change of anything
    rest();
    CHECK(said(2));
}

namespace {

struct Drifting {
    Drifting() { room.capture("Mix 1"); }
    void rest() { watch.look(std::chrono::steady_clock::now() + 61s); }
    bool said(std::size_t count)
    {
        return room.until([&] { return room.room.performing == 0 && room.lines("drift") == count; });
    }
    std::string newest() { return room.entries({{"kind", "drift"}})[0]["text"]; }

    Logbook room;
    DriftWatch watch{room.room};
};

}  // namespace

TEST_CASE("what was moved and put back before it came to rest is no drift")
{
    Drifting drifting;
    const auto pan = *drifting.room.desk.profile->find("ch/01/mix/pan");
    const auto stood = drifting.room.desk.studio.page("desk")->values[pan];
    drifting.room.turn("ch/01/mix/pan", 7);
    drifting.room.turn("ch/01/mix/pan", stood);
    drifting.rest();
    CHECK(drifting.said(0));
}

TEST_CASE("nothing was captured, so nothing has drifted from it")
{
    Logbook room;
    DriftWatch watch(room.room);
    room.turn("ch/01/mix/pan", 7);
    watch.look(std::chrono::steady_clock::now() + 61s);
    CHECK(room.until([&] { return room.room.performing == 0; }));
    CHECK(room.lines("drift") == 0);
}

TEST_CASE("drift is told against what the room stands as when it comes to rest")
{
    Drifting drifting;
    drifting.room.turn("ch/01/mix/pan", 7);
    drifting.rest();
    REQUIRE(drifting.said(1));
    drifting.room.capture("Mix 2");
    drifting.room.turn("ch/02/mix/pan", 9);
    drifting.rest();
    REQUIRE(drifting.said(2));
    CHECK_THAT(drifting.newest(), Catch::StartsWith("unsaved changes since Night Train/Mix 2: 1 setting: desk ch 2"));
}

TEST_CASE("a room that ends looks no more, and one that rests is looked at once")
{
    Drifting drifting;
    drifting.room.turn("ch/01/mix/pan", 7);
    drifting.room.room.ending = true;
    drifting.rest();
    CHECK(drifting.said(0));
    drifting.room.room.ending = false;
    drifting.rest();
    drifting.rest();
    CHECK(drifting.said(1));
}

TEST_CASE("many changes are counted, and the first are named")
{
    Drifting drifting;
    for (const auto* channel : {"ch/01", "ch/02", "ch/03", "ch/04"}) {
        drifting.room.turn(std::string(channel) + "/mix/pan", 9);
        drifting.room.turn(std::string(channel) + "/mix/fader", 700);
    }
    const auto drift = drifting.room.ask("drift");
    drifting.rest();
    REQUIRE(drifting.said(1));
    const auto count = drift["changes"].get<std::size_t>();
    REQUIRE(count > 5);
    CHECK(drift["words"].size() == count);
    CHECK_THAT(drifting.newest(), Contains(std::to_string(count) + " settings: ") && Catch::EndsWith("… and " + std::to_string(count - 5) + " more"));
}

TEST_CASE("a unit that is not there is named, and not taken for unchanged")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(room.ask("drift")["compared"] > 10);
    auto config = room.desk.rig.config();
    config.units.erase(config.units.begin());
    room.desk.become(config, {room.tape});
    const auto drift = room.ask("drift");
    INFO(drift.dump());
    CHECK(drift["compared"] == 0);
    CHECK(drift["not_compared"][0] == "desk is offline and was not compared.");
}
