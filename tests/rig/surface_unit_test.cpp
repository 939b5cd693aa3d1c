#include "live_surface.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::rig::testing;

TEST_CASE("a box is greeted, and its motors go where the console's faders are")
{
    Stage stage(GENERATE(as<std::string>{}, "surfaces/x-touch", "surfaces/mcu", "surfaces/logic-control", "surfaces/hui", "surfaces/x-touch-xctl"));
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    Tablet tablet(stage.room.io, stage.room.desk);
    tablet.set("ch/02/mix/fader", 0.75f);
    REQUIRE(stage.until([&] { return stage.room.desk.console().value("ch/02/mix/fader") == Value(767) && stage.stands(1, stage.way_of("ch/02/mix/fader")); }));
    CHECK(stage.cable.box.complaints() == std::vector<std::string>{});
    CHECK(stage.cable.box.counts() == simulate::SurfaceFader::Counts{});
}

TEST_CASE("a hand moves the console, and nothing fights it; at rest nothing creeps")
{
    Stage stage(GENERATE(as<std::string>{}, "surfaces/x-touch", "surfaces/mcu", "surfaces/hui", "surfaces/bcf2000"));
    auto& box = stage.cable.box;
    stage.let_pass(100ms);
    stage.cable.say(box.grab(0, stage.now()));
    stage.cable.say(box.move(0, 0.6, stage.now(), 300ms));
    REQUIRE(stage.until([&] { return stage.stands(0, 0.6); }));
    REQUIRE(stage.until([&] { return std::abs(stage.way_of("ch/01/mix/fader") - 0.6) < 0.005; }));
    REQUIRE(stage.until([&] { return stage.has_arrived(0, "ch/01/mix/fader"); }));
    Tablet tablet(stage.room.io, stage.room.desk);
    stage.cable.say(box.let_go(0, stage.now()));
    REQUIRE(stage.until([&] { return stage.room.standing("ch/01/mix/fader") == Standing::confirmed; }));
    stage.let_pass(1s);
    INFO("the fader is at " << box.fader(0).way() << ", the console at " << stage.way_of("ch/01/mix/fader"));
    CHECK(stage.stands(0, 0.6));
    CHECK(box.counts().fights == 0);
    CHECK(box.counts().creeps == 0);
    CHECK(box.counts().jumps == 0);
}

TEST_CASE("somebody at the console moves a fader that a hand holds: it goes there when the hand has left")
{
    Stage stage;
    auto& box = stage.cable.box;
    REQUIRE(stage.until([&] { return stage.unit->online(); }));
    stage.cable.say(box.grab(2, stage.now()));
    stage.cable.say(box.move(2, 0.3, stage.now()));
    REQUIRE(stage.until([&] { return std::abs(stage.way_of("ch/03/mix/fader") - 0.3) < 0.005; }));
    Tablet tablet(stage.room.io, stage.room.desk);
    tablet.set("ch/03/mix/fader", 1.0f);
    REQUIRE(stage.until([&] { return stage.room.believed("ch/03/mix/fader") == Value(1023); }));
    stage.let_pass(200ms);
    CHECK(stage.stands(2, 0.3));
    CHECK(box.counts().fights == 0);
    stage.cable.say(box.let_go(2, stage.now()));
    CHECK(stage.until([&] { return stage.stands(2, 1.0); }));
}

TEST_CASE("a box that restarts in the middle of everything is shown anew")
{
    Stage stage;
    auto& box = stage.cable.box;
    REQUIRE(stage.until([&] { return box.face().cell(0, 0).starts_with("ch 1"); }));
    stage.let_pass(200ms);   // sooner, it would be the same greeting twice
    stage.cable.say(box.power_on(stage.now()));
    CHECK(box.face().cell(0, 0).find("ch 1") == std::string::npos);
    CHECK(stage.until([&] { return box.face().cell(0, 0).starts_with("ch 1"); }));
}

TEST_CASE("a cable that is pulled and put back: the box is opened again and shown")
{
    Stage stage;
    auto& box = stage.cable.box;
    REQUIRE(stage.until([&] { return box.face().cell(0, 0).starts_with("ch 1"); }));
    stage.cable.is_plugged = false;
    stage.cable.on_down("the port is gone");
    REQUIRE(stage.until([&] { return !stage.unit->online(); }));
    REQUIRE(stage.until([&] { return stage.unit->note() == "no cable"; }));
    stage.cable.is_plugged = true;
    stage.cable.say(box.power_on(stage.now()));
    CHECK(stage.until([&] { return stage.unit->online() && box.face().cell(0, 0).starts_with("ch 1"); }));
}

TEST_CASE("when the daemon leaves, the box is dark")
{
    Stage stage;
    auto& box = stage.cable.box;
    REQUIRE(stage.until([&] { return box.face().cell(0, 0).starts_with("ch 1"); }));
    stage.unit->stop();
    CHECK(stage.until([&] { return box.face().cell(0, 0).find("ch") == std::string::npos; }));
    CHECK(stage.unit->note() == "it was closed");
}
