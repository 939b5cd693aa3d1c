#include "remote/stage.hpp"
#include "remote/tone_left.hpp"
#include "remote/tone_out.hpp"
#include "remote/tone_switch.hpp"
#include "simulated_desk.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using studio::Value;

namespace {

/// A room with a desk that has cables in its jacks.
struct Checks : test::Stage {
    explicit Checks(const std::string& signals = "noise=-90") : desk(io, profile_here("consoles/x32"))
    {
        profile = profile_here("consoles/x32");
        desk.console().plug(signals);
        for (int n = 1; n <= 20; ++n) desk.console().poke((n < 10 ? "ch/0" : "ch/") + std::to_string(n) + "/config/source", Value{n});
        desk.console().poke("config/routing/IN/9-16", Value{1});   // jacks 1 to 1 on channels
        desk.console().poke("config/routing/IN/17-24", Value{2});
        for (const auto* fader : {"bus/01/mix/fader", "bus/02/mix/fader"}) desk.console().poke(fader, Value{767});
        rig::RigConfig config;
        config.units.push_back({"desk", "consoles/x32", {"udp", "127.0.0.1", desk.port()}});
        finish(io, rig.become(rig::Rig::check(config, {profile})));
        REQUIRE(run_until(io, [&] { return rig.find("desk")->online(); }));
    }
    ~Checks()
    {
        room.ending = true;
        finish(io, rig.stop());
        settle();
    }
    Json line(std::size_t index) { return ask("linecheck")["lines"][index]; }
    bool until(const auto& holds) { return run_until(io, holds); }
    bool is_quiet(std::size_t index)
    {
        return until([&] { return !line(index)["floor_dbfs"].is_null(); });
    }
    std::string kinds()
    {
        std::string all;
        for (const auto& entry : finish(io, store.run([](store::Store& kept) { return kept.entries(0, 100); }))) all += entry.said.kind + (entry.said.about ? "! " : " ");
        return all;
    }
    Value desk_value(const std::string& name) { return desk.console().value(name); }

    SimulatedDesk desk;
};

constexpr const char* three_lines = "Kick In=desk ch/01\nSnare=desk ch/02\nVox=desk ch/03 48V";

Json tone(const std::string& outputs, const std::string& allow = "oscillator") { return {{"unit", "desk"}, {"outputs", outputs}, {"seconds", 1}, {"allow", allow}}; }

}  // namespace

TEST_CASE("a line check walks a list that was typed, and what is signed is kept")
{
    Checks room("headamp/001=off");
    const auto started = room.ask("linecheck_start", {{"session", "Song"}, {"lines", three_lines}, {"patience_s", 0}});
    REQUIRE(started["lines"].size() == 3);
    CHECK(started["state"] == "running");
    CHECK(started["current"] == 1);
    CHECK(started["lines"][2]["phantom"] == "48 V is needed and off at local input 3: desk headamp/002/phantom");
    REQUIRE(room.is_quiet(0));
    room.desk.console().plug("headamp/000=-18");
    REQUIRE(room.until([&] { return room.ask("linecheck")["current"] == 2; }));
    CHECK(room.line(0)["verdict"] == "pass");
    CHECK(room.line(0)["peak_dbfs"] == -18.0);
    room.ask("linecheck_mark", {{"verdict", "noisy"}, {"note", "hum from the amp"}});
    room.ask("linecheck_next", {{"go", "skip"}});
    CHECK(room.ask("linecheck")["state"] == "done");
    const auto signed_one = room.ask("linecheck_sign", {{"name", "Anna"}});
    CHECK(signed_one["words"] == "line check: 1 of 3 lines pass; line 2 Snare is noisy (hum from the amp); line 3 Vox is skipped (48 V is needed and off at local input 3: desk headamp/002/phantom); signed by Anna");
    CHECK(signed_one["exit"] == exit_differs);
    const auto kept = room.ask("linecheck_result", {{"session", "Song"}});
    CHECK(kept["lines"] == signed_one["lines"]);
    CHECK(kept["signed"] == "Anna");
}

TEST_CASE("the input list of a session is walked, without the lines that name no strip")
{
    Checks room;
    store::NewEntry list{"anna", "inputs", "Song", "the input list"};
    list.data = R"({"inputs": [{"line": 7, "name": "Kick In", "strip": "desk ch/01", "phantom": true}, {"line": 40, "name": "Talkback"}, {"line": 9, "strip": "ch 2"}, 5]})";
    store::NewEntry fault{"anna", "fault", "", "crackles"};
    fault.subject = "desk ch/1";
    finish(room.io, room.store.run([&](store::Store& store) { return store.add_entries({list, fault}); }));
    const auto started = room.ask("linecheck_start", {{"session", "Song"}});
    REQUIRE(started["lines"].size() == 2);
    CHECK(started["lines"][0]["line"] == 7);
    CHECK(started["lines"][0]["phantom"] != "");
    CHECK(started["lines"][0]["faults"][0]["text"] == "crackles");
    CHECK(started["lines"][1]["strip"] == "ch/02");
    CHECK(started["skipped"].size() == 2);
}

TEST_CASE("another line check takes the place of the one that is under way, and both look at the same meters")
{
    Checks room;
    room.ask("linecheck_start", {{"session", "Song"}, {"lines", three_lines}});
    const auto first = room.room.line_check;
    room.ask("linecheck_start", {{"session", "Song"}, {"lines", "Vox=desk ch/03"}});
    CHECK(room.room.line_check != first);
    REQUIRE(room.is_quiet(0));
    CHECK(room.ask("linecheck")["lines"].size() == 1);
    CHECK(room.ask("linecheck_cancel")["cancelled"] == "linecheck");
    CHECK(room.ask("linecheck")["state"] == "none");
}

TEST_CASE("what a line check cannot do is said")
{
    Checks room;
    const auto [verb, arguments, code] = GENERATE(table<std::string, Json, std::string>({
        {"linecheck_start", {{"session", "Song"}}, "no_lines"},
        {"linecheck_start", {{"session", "Song"}, {"lines", "Kick=desk ch/99"}}, "usage"},
        {"linecheck_start", {{"session", "Song"}, {"lines", "Kick=desk dca/1"}}, "usage"},
        {"linecheck_next", Json::object(), "no_line_check"},
        {"linecheck_sign", Json::object(), "no_line_check"},
        {"linecheck_result", {{"session", "Song"}}, "not_found"},
        {"tone_out", tone("ch/01"), "usage"},
        {"tone_out", {{"unit", "verb"}, {"outputs", "bus/1"}}, "unknown_unit"},
        {"tone_out", {{"unit", "desk"}, {"outputs", "bus/1"}, {"level_db", "loud"}}, "usage"},
        {"tone_out", {{"unit", "desk"}, {"outputs", "bus/1"}, {"seconds", 61}}, "usage"},
        {"preflight", {{"expect", "units: {}"}}, "expectation"},
    }));
    CHECK(room.error_of(verb, arguments) == code);
    CHECK(room.error_of("linecheck_start", {{"session", "Song"}, {"lines", three_lines}}, Permission::view) == "forbidden");
}

TEST_CASE("a mark names a verdict and a line that are there")
{
    Checks room;
    room.ask("linecheck_start", {{"session", "Song"}, {"lines", three_lines}});
    CHECK(room.error_of("linecheck_mark", {{"verdict", "good"}}) == "usage");
    CHECK(room.error_of("linecheck_mark", {{"verdict", "pass"}, {"line", 4}}) == "not_found");
    CHECK(room.error_of("linecheck_next", {{"go", "up"}}) == "usage");
    room.ask("linecheck_mark", {{"verdict", "pass"}, {"line", 3}});
    CHECK(room.line(2)["verdict"] == "pass");
    CHECK(room.line(2)["by"] == "anna");
    CHECK(room.ask("linecheck")["current"] == 1);
}

TEST_CASE("a tone is refused until its hazards are allowed, and can be confirmed")
{
    Checks room;
    const auto refused = room.ask("tone_out", {{"unit", "desk"}, {"outputs", "bus/1"}, {"seconds", 1}})["error"];
    CHECK(refused["code"] == "refused");
    CHECK(refused["hazards"] == "oscillator");
    CHECK(room.desk_value("-stat/osc/on") == Value{0});
    CHECK(room.kinds().find("tone_out! ") == std::string::npos);
    CHECK(room.ask("confirm")["off"] == true);
    CHECK(room.ask("tone_out", tone("main/st"))["error"]["hazards"] == "level");
    Json loud = tone("bus/1");
    loud["level_db"] = "-6";
    CHECK(room.ask("tone_out", loud)["error"]["hazards"] == "level");
}

TEST_CASE("what a refused tone is noted for is what has to be allowed")
{
    Checks room;
    const auto [outputs, level_db, allow] = GENERATE(table<std::string, std::string, std::string>({
        {"bus/1", "-20", ""}, {"bus/1", "0", ""}, {"bus/1", "0", "oscillator"}, {"main/st", "-20", "oscillator"}, {"main/st", "0", "level"}}));
    const auto error = room.ask("tone_out", {{"unit", "desk"}, {"outputs", outputs}, {"level_db", level_db}, {"allow", allow}, {"seconds", 1}})["error"];
    std::string noted;
    for (const auto& hazard : error["plan"]["hazards"])
        if (!hazard["allowed"].get<bool>()) noted += (noted.empty() ? "" : ",") + hazard["hazard"].get<std::string>();
    INFO(error.dump());
    CHECK_FALSE(noted.empty());
    CHECK(error["hazards"] == noted);
}

TEST_CASE("a tone comes back with its level, and the oscillator stands where it stood")
{
    Checks room("bus/01>headamp/016");
    room.desk.console().poke("config/osc/level", Value{10});
    room.desk.console().poke("config/osc/dest", Value{7});
    Json asked = tone("bus/1-2");
    asked["returns"] = "ch/17,ch/18";
    const auto told = room.ask("tone_out", asked);
    REQUIRE(told["outputs"].size() == 2);
    CHECK(told["outputs"][0]["verdict"] == "arrived");
    CHECK(std::abs(told["outputs"][0]["delta_db"].get<double>()) < 0.5);
    CHECK(told["outputs"][1]["verdict"] == "nothing");
    CHECK(told["exit"] == exit_differs);
    CHECK(room.desk_value("-stat/osc/on") == Value{0});
    CHECK(room.desk_value("config/osc/level") == Value{10});
    CHECK(room.desk_value("config/osc/dest") == Value{7});
    CHECK(room.kinds() == "tone_out! tone_out ");
}

TEST_CASE("a tone without a return named is heard, which does not say that it arrived")
{
    Checks room("bus/01>headamp/016");
    const auto told = room.ask("tone_out", tone("bus/1"));
    CHECK(told["outputs"][0]["verdict"] == "heard");
    CHECK(told["outputs"][0]["at"] == "ch/17");
    CHECK(told["arrived"] == 0);
    CHECK(told["heard"] == 1);
    CHECK_FALSE(told.contains("exit"));
    CHECK(room.ask("tone_out", tone("bus/2"))["exit"] == exit_differs);
}

TEST_CASE("of a tone whose desk went away nobody says that it is off, and the room knows")
{
    Checks room;
    Json asked = tone("bus/1");
    asked["seconds"] = 60;
    Call call = call_of(room.room, asked, Permission::edit, "anna");
    auto story = net::co_spawn(room.io, perform("tone_out", std::move(call)), net::use_future);
    REQUIRE(room.until([&] { return room.desk_value("-stat/osc/on") == Value{1}; }));
    room.desk.switch_off();
    room.recaller.cancel();
    REQUIRE(room.until([&] { return story.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    try {
        story.get();
        FAIL("it was cancelled");
    } catch (const VerbError& error) {
        CHECK(error.code == "tone_left");
        CHECK(std::string(error.what()) == "desk: the oscillator could not be switched off, or does not say so; look at the desk; the tone-out was cancelled");
    }
    CHECK(room.room.notes == std::vector<std::string>{"an oscillator may still sound on desk: a tone-out was cut short; it is switched off as soon as desk answers"});
    CHECK(room.kinds() == "tone_out tone_out ");
    simulate::Console console(room.profile);
    console.poke("-stat/osc/on", Value{1});
    room.desk.switch_on(std::move(console));
    REQUIRE(room.until([&] { return room.kinds() == "tone_out! tone_out tone_out "; }));
    CHECK(room.desk_value("-stat/osc/on") == Value{0});
    REQUIRE(room.room.notes.size() == 1);
    CHECK(room.room.notes[0].find("its oscillator was found on and is off now") != std::string::npos);
}

TEST_CASE("what the log says of an oscillator is not trusted")
{
    const auto& profile = *profile_here("consoles/x32");
    for (const auto* text : {"null", "[]", "{}", R"({"config/osc/level": "loud"})", R"({"config/osc/level": 99999})", R"({"config/osc/level": -1})", R"({"config/osc/dest": 1.5})"})
        CHECK(before_from(Json::parse(text), profile).empty());
    CHECK(before_from(Json::parse(R"({"config/osc/level": 12, "ch/01/mix/fader": 3})"), profile) == ToneBefore{{"config/osc/level", Value{12}}});
}

TEST_CASE("an expectation is made from a version and compared with the desk as it is now")
{
    Checks room;
    REQUIRE_FALSE(room.ask("capture", {{"session", "Song"}, {"version", "Mix 1"}}).contains("error"));
    const std::string expect = room.ask("preflight_make", {{"session", "Song"}, {"version", "Mix 1"}})["text"];
    const auto well = room.ask("preflight", {{"expect", expect}});
    CHECK(well["failures"].empty());
    CHECK(well["checked"] == well["passed"]);
    CHECK(well["sections"]["headamp"]["checked"] == 256);
    room.desk.console().poke("ch/03/config/source", Value{9});   // nobody told us
    const auto moved = room.ask("preflight", {{"expect", expect}});
    REQUIRE(moved["failures"].size() == 1);
    CHECK(moved["failures"][0]["found"] == "In 9");
    CHECK(moved["exit"] == exit_differs);
    CHECK(room.kinds().starts_with("preflight preflight "));
}

TEST_CASE("a preflight that could check nothing, or not all, is no good news")
{
    Checks room;
    REQUIRE_FALSE(room.ask("capture", {{"session", "Song"}, {"version", "Mix 1"}}).contains("error"));
    CHECK_FALSE(room.ask("preflight", {{"expect", "expectation: 1\nunits: {desk: {parameters: {ch/03/config/source: In 3}}}"}}).contains("exit"));
    const auto nothing = room.ask("preflight", {{"expect", "expectation: 1\nunits: {}"}});
    CHECK(nothing["exit"] == exit_differs);
    CHECK(nothing["words"] == "preflight: 0 of 0 as expected, nothing could be checked");
    finish(room.io, room.rig.stop());
    const auto offline = room.ask("preflight", {{"expect", "expectation: 1\nunits: {desk: {online: false, parameters: {ch/03/config/source: In 3}}}"}});
    CHECK(offline["checked"] == 1);
    CHECK(offline["not_known"].size() == 1);
    CHECK(offline["exit"] == exit_differs);
    CHECK(room.error_of("preflight", {{"expect", "expectation: 1\nunits: {desk: {online: false, parameters: {ch/03/config/sauce: In 3}}}"}}) != "none");
}

TEST_CASE("what a version does not know of its room is named when an expectation is made from it")
{
    Checks room;
    room.desk.change("silent=headamp/003");
    room.ask("capture", {{"session", "Song"}, {"version", "Mix 1"}});
    const auto made = room.ask("preflight_make", {{"session", "Song"}, {"version", "Mix 1"}});
    const auto left = made["left_out"].get<std::vector<std::string>>();
    CHECK(std::ranges::find(left, "desk headamp/003/gain") != left.end());
    CHECK(made["text"].get<std::string>().find("# Not known in that version, so not checked:\n#   desk headamp/003/") != std::string::npos);
    CHECK_FALSE(room.ask("preflight", {{"expect", made["text"]}}).contains("error"));
}
