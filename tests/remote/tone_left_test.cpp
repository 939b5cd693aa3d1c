#include "remote/tone_left.hpp"

#include "remote/stage.hpp"
#include "simulated_desk.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using studio::Value;

namespace {

/// A desk, and a log that says that its oscillator was left on.
struct Left : test::Stage {
    explicit Left(const std::string& faults = "") : desk(io, profile_here("consoles/x32"), faults)
    {
        profile = profile_here("consoles/x32");
        rig::RigConfig config;
        config.units.push_back({"desk", "consoles/x32", {"udp", "127.0.0.1", desk.port()}});
        finish(io, rig.become(rig::Rig::check(config, {profile})));
        REQUIRE(run_until(io, [&] { return rig.find("desk")->online(); }));
    }
    ~Left()
    {
        room.ending = true;
        finish(io, rig.stop());
        settle();
    }
    void leave_on(const std::string& unit, const char* before = R"({"config/osc/level": 10, "config/osc/dest": 7, "-stat/osc/on": 1, "ch/01/mix/fader": 900, "x": "y"})")
    {
        store::NewEntry left{"anna", "tone_out", "", "tone-out begins"};
        left.subject = unit;
        left.data = R"({"state": "on", "unit": "desk", "before": )" + std::string(before) + "}";
        finish(io, store.run([&](store::Store& kept) { return kept.add_entry(left); }));
    }
    void finish_all()
    {
        const auto whole = [](Room& of) -> task<bool> {
            co_await finish_tones(of);
            co_return true;
        };
        finish(io, whole(room));
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> all;
        for (const auto& entry : finish(io, store.run([](store::Store& kept) { return kept.entries(0, 100); }))) all.push_back(entry.said.text);
        return all;
    }
    Value desk_value(const std::string& name) { return desk.console().value(name); }

    SimulatedDesk desk;
};

}  // namespace

TEST_CASE("a tone that a dead daemon left on is switched off, put back and told")
{
    Left room;
    room.leave_on("desk");
    room.desk.console().poke("-stat/osc/on", Value{1});
    room.desk.console().poke("config/osc/level", Value{140});
    room.finish_all();
    CHECK(room.desk_value("-stat/osc/on") == Value{0});   // whatever stood there before: it ends off
    CHECK(room.desk_value("config/osc/level") == Value{10});
    CHECK(room.desk_value("config/osc/dest") == Value{7});
    CHECK(room.desk_value("ch/01/mix/fader") == Value{0});   // no business of an oscillator
    REQUIRE(room.room.notes.size() == 1);
    CHECK(room.room.notes[0] == "desk: a tone-out was interrupted; its oscillator was found on and is off now, and stands where it stood before, verified by reading");
    CHECK(room.texts().size() == 2);
}

TEST_CASE("an oscillator that may still sound is told from the start, and as long as nobody knows")
{
    Left room;
    room.leave_on("foh");   // it has another name in this rig
    auto ended = net::co_spawn(room.io, finish_tones(room.room), net::use_future);
    REQUIRE(run_until(room.io, [&] { return !room.room.notes.empty(); }));
    REQUIRE(room.room.notes.size() == 1);
    CHECK(room.room.notes[0] == "an oscillator may still sound on foh: a tone-out was cut short, and the rig has no unit foh any more; see that it is off, then say so: recallctl correct 1 \"seen off\"");
    CHECK_FALSE(room.recaller.busy());   // nobody is kept from working
    note_tone_left(room.room, "foh");
    CHECK(room.room.notes.size() == 1);
    room.room.ending = true;
    CHECK(run_until(room.io, [&] { return ended.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
}

TEST_CASE("of a unit that is gone a person settles the tone, by correcting its line")
{
    Left room;
    room.leave_on("foh");
    auto ended = net::co_spawn(room.io, finish_tones(room.room), net::use_future);
    REQUIRE(run_until(room.io, [&] { return !room.room.notes.empty(); }));
    REQUIRE(room.ask("correct", {{"entry", 1}, {"text", "seen off"}}).contains("entry"));
    REQUIRE(run_until(room.io, [&] { return ended.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    CHECK(room.room.notes.empty());
    room.finish_all();   // and the next daemon has nothing to say
    CHECK(room.room.notes.empty());
}

TEST_CASE("what does not go back is given up after a few tries, with the oscillator off")
{
    Left room("silent=config/osc");
    room.leave_on("desk", R"({"config/osc/level": 10})");
    room.desk.console().poke("-stat/osc/on", Value{1});
    room.finish_all();
    CHECK(room.desk_value("-stat/osc/on") == Value{0});
    REQUIRE(room.room.notes.size() == 1);
    CHECK(room.room.notes[0].find("its oscillator was found on and is off now; desk config/osc/level: not back at ") != std::string::npos);
    CHECK(room.room.notes[0].find(", after 3 tries; set it at the desk") != std::string::npos);
    CHECK(room.texts().front() == room.room.notes[0]);
}
