#include <catch2/catch.hpp>

#include "recall/outboard_room.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using studio::Value;

namespace {

bool says(const std::vector<std::string>& notes, const std::string& words)
{
    return std::ranges::any_of(notes, [&](const auto& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a desk and its reverb: one capture, one plan, one recall, one report, one undo")
{
    OutboardRoom room(profile_here("outboard/yamaha-spx2000", {{"gap: 20 ms", "gap: 1 ms"}}), "", 3);
    REQUIRE(room.comes_online());
    disturb(room.desk.console(), 3);
    const auto desk_then = values_of(room.desk.console());
    const auto box_then = room.box.values();
    const auto captured = room.capture("Mix 1");
    REQUIRE(captured.units.size() == 2);
    CHECK(captured.units[1].coverage.captured == 1);
    CHECK(captured.units[1].level == studio::RecallLevel::dump);
    CHECK(captured.units[1].silent.empty());

    disturb(room.desk.console(), 4);
    room.box.box().disturb(4);
    const auto desk_now = values_of(room.desk.console());
    const auto box_now = room.box.values();
    const auto plan = room.plan("Mix 1");
    REQUIRE(plan.units.size() == 2);
    CHECK(plan.units[1].writes.size() == 1);
    CHECK(says(plan.notes, "box: recalled by its dump: verified by dumping again"));

    const auto report = room.recall("Mix 1");
    CHECK(report.all_matched());
    CHECK(says(report.notes, "recalled by its dump"));
    CHECK(room.box.differing(box_then).empty());
    CHECK(differences(*room.desk_profile, desk_then, values_of(room.desk.console())).empty());
    CHECK(room.plan("Mix 1").writes() == 0);

    CHECK(room.undo().all_matched());
    CHECK(room.box.differing(box_now).empty());
    CHECK(differences(*room.desk_profile, desk_now, values_of(room.desk.console())).empty());
}

TEST_CASE("a box that takes programs only is captured as it was set, and recalled blind")
{
    OutboardRoom room(profile_here("outboard/generic-program", {{"gap: 50 ms", "gap: 1 ms"}}));
    REQUIRE(room.comes_online());
    CHECK(room.capture("Nothing", "box").units.at(0).silent == Names{"effect/program"});   // nobody knows what it runs

    room.set("box", "effect/program", 12);
    const auto captured = room.capture("Mix 1", "box");
    CHECK(captured.units.at(0).silent.empty());
    CHECK(captured.units.at(0).coverage.as_sent == 1);
    CHECK(captured.units.at(0).level == studio::RecallLevel::program);
    room.set("box", "effect/program", 40);

    const auto plan = room.plan("Mix 1", "box");
    CHECK(says(plan.notes, "box: nothing can be read"));
    const auto report = room.recall("Mix 1", "box");
    CHECK(report.unverified == 1);
    CHECK_FALSE(report.all_matched());
    REQUIRE(report.details.size() == 1);
    CHECK(report.details[0].found == "not read back");
    CHECK(report.details[0].why == "sent blind: it cannot be read back");
    CHECK(run_until(room.io, [&] { return room.box.box().value("effect/program") == Value{12}; }));

    room.box.box().set("effect/program", Value{99});   // somebody turns its knob: nobody hears of it, so it is sent again
    CHECK(room.plan("Mix 1", "box").writes() == 1);
    room.recall("Mix 1", "box");
    CHECK(run_until(room.io, [&] { return room.box.box().value("effect/program") == Value{12}; }));
}

TEST_CASE("a dump that a person starts: capture says what to do and waits, recall sends it back blind")
{
    OutboardRoom room(profile_here("outboard/bricasti-m7", {{"gap: 20 ms", "gap: 1 ms"}}));
    REQUIRE(room.comes_online());
    const auto then = room.box.values();
    Names told;
    room.phases = [&](const std::string& phase, const std::string& unit, std::size_t done, std::size_t total) {
        if (!phase.starts_with("by hand")) return;
        if (told.empty()) room.box.server().start_dump("reverb/running");
        told.push_back(unit + ": " + phase + " " + std::to_string(done) + "/" + std::to_string(total));
    };
    const auto captured = room.capture("Mix 1", "box");
    REQUIRE_FALSE(told.empty());
    CHECK(told.front() == "box: by hand: hold PROG until the TAP light flashes 0/1");
    CHECK(told.back().ends_with("1/1"));
    CHECK(captured.units.at(0).silent.empty());

    room.box.box().disturb(5);
    const auto report = room.recall("Mix 1", "box");
    CHECK(report.unverified == 1);
    REQUIRE(report.details.size() == 1);
    CHECK(report.details[0].why.find("start its dump by hand: hold PROG") != std::string::npos);
    CHECK(run_until(room.io, [&] { return room.box.differing(then).empty(); }));
}

TEST_CASE("nobody starts the dump: the capture names it")
{
    OutboardRoom room(profile_here("outboard/bricasti-m7", {{"patience: 2 min", "patience: 10 ms"}}));
    REQUIRE(room.comes_online());
    CHECK(room.capture("Mix 1", "box").units.at(0).silent == Names{"reverb/running"});
}

TEST_CASE("a capture that waits for a hand can be cancelled")
{
    OutboardRoom room(profile_here("outboard/bricasti-m7"));
    REQUIRE(room.comes_online());
    room.phases = [&](const std::string& phase, const std::string&, std::size_t, std::size_t) {
        if (phase.starts_with("by hand")) room.recaller->cancel();
    };
    CHECK_THROWS_AS(room.capture("Mix 1", "box"), Cancelled);
}

TEST_CASE("a box that ignores what it is told is said to differ")
{
    const auto profile = profile_here("outboard/yamaha-spx2000", {{"gap: 20 ms", "gap: 1 ms"}});
    OutboardRoom room(profile, "", 3);
    REQUIRE(room.comes_online());
    room.capture("Mix 1", "box");
    room.box.box().disturb(6);
    room.box.box().protect(true);
    const auto report = room.recall("Mix 1", "box");
    CHECK(report.differs == 1);
    CHECK_FALSE(report.all_matched());
}

TEST_CASE("a device number that the model does not have is refused")
{
    const auto profile = profile_here("outboard/roland-base");
    rig::RigConfig config;
    config.units = {{"box", profile->profile_id, {"tcp", "127.0.0.1", 1}}};
    config.units[0].device = 3;
    CHECK_THROWS_WITH(rig::Rig::check(config, {profile}), Catch::Contains("device 3 is none of this model, which has 17 … 32"));
    config.units[0] = {"desk", "example", {"udp", "127.0.0.1", 1}};
    config.units[0].channel = 1;
    CHECK_THROWS_WITH(rig::Rig::check(config, {profile_here("example")}), Catch::Contains("go with MIDI gear"));
}
