#include "live_unit.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::rig::testing;
using rig::Unit;
using studio::Origin;

namespace {

ProfilePtr x32() { return profile_here("consoles/x32"); }
ProfilePtr example() { return profile_here("example"); }

task<> hold(std::shared_ptr<Unit> unit, bool& held, rig::Signal& go)
{
    const auto turn = co_await unit->take_turn();
    held = true;
    co_await go.wait();
}

}  // namespace

TEST_CASE("a hand's move is at the desk at once, and confirmed when the hand rests")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    std::vector<Origin> heard;
    const auto listening = room.studio.listen([&](const studio::Change& change) { heard.push_back(change.origin); });
    CHECK(room.unit->move(room.id("ch/01/mix/fader"), 500));
    CHECK(room.standing("ch/01/mix/fader") == Standing::assumed);
    REQUIRE(room.until([&] { return room.desk.console().value("ch/01/mix/fader") == Value(500); }));
    REQUIRE(room.until([&] { return room.is_confirmed("ch/01/mix/fader", 500); }));
    CHECK(heard == std::vector<Origin>{Origin::person});
    CHECK_FALSE(room.unit->move(room.id("ch/01/mix/fader"), 500));
}

TEST_CASE("a hand does not wait for whoever has the turn")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    bool held = false;
    rig::Signal go(room.io);
    rig::spawn(room.io, "holder", hold(room.unit, held, go));
    REQUIRE(room.until([&] { return held; }));
    for (int step = 1; step <= 300; ++step) room.unit->move(room.id("ch/02/mix/fader"), step);
    REQUIRE(room.until([&] { return room.desk.console().value("ch/02/mix/fader") == Value(300); }));
    CHECK(room.standing("ch/02/mix/fader") == Standing::assumed);
    go.wake_all();
    REQUIRE(room.until([&] { return room.is_confirmed("ch/02/mix/fader", 300); }));
}

TEST_CASE("eight hands on a bad network: every last value arrives")
{
    Room room(x32(), "loss=10%,seed=3");
    room.start();
    REQUIRE(room.comes_online());
    for (int step = 0; step <= 100; ++step) {
        for (int fader = 1; fader <= 8; ++fader)
            room.unit->move(room.id("ch/0" + std::to_string(fader) + "/mix/fader"), step * 5 + fader);
        run_for(room.io, 1ms);
    }
    for (int fader = 1; fader <= 8; ++fader) {
        const auto name = "ch/0" + std::to_string(fader) + "/mix/fader";
        REQUIRE(room.until([&] { return room.standing(name) == Standing::confirmed; }));
        CHECK(room.believed(name) == room.desk.console().value(name));
    }
}

TEST_CASE("what somebody else moved since a hand let go stays his")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    bool held = false;
    rig::Signal go(room.io);
    rig::spawn(room.io, "holder", hold(room.unit, held, go));
    REQUIRE(room.until([&] { return held; }));
    room.unit->move(room.id("ch/01/mix/fader"), 300);
    REQUIRE(room.until([&] { return room.desk.console().value("ch/01/mix/fader") == Value(300); }));
    Tablet tablet(room.io, room.desk);
    tablet.set("ch/01/mix/fader", 0.25f);
    const auto theirs = [&] { return room.desk.console().value("ch/01/mix/fader"); };
    REQUIRE(room.until([&] { return theirs() != Value(300) && room.is_confirmed("ch/01/mix/fader", theirs()); }));
    const auto value = theirs();
    go.wake_all();
    run_for(room.io, 300ms);
    CHECK(theirs() == value);
}

TEST_CASE("nobody there: a move says so")
{
    Room room(example());
    CHECK_FALSE(room.unit->move(room.id("ch/01/mix/fader"), 1));
}
