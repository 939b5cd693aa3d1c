#include "remote/trigger/triggers.hpp"

#include <catch2/catch.hpp>

#include "ipmidi_port.hpp"
#include "link/ipmidi_link.hpp"
#include "remote/access.hpp"
#include "remote/ask_verb.hpp"
#include "remote/http_fixture.hpp"
#include "simulated_desk.hpp"
#include "wire/bytes.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using Catch::Matchers::Contains;
using wire::bytes;

namespace {

rig::StepConfig step(const std::string& verb, std::vector<std::pair<std::string, std::string>> arguments)
{
    rig::StepConfig step{verb, {}};
    for (auto& [name, text] : arguments) step.arguments.push_back({name, text});
    return step;
}

const rig::MacroConfig keep{"keep", {step("capture", {{"session", "Song"}, {"version", "$1"}})}};
const rig::MacroConfig back{"back", {step("recall", {{"session", "Song"}, {"version", "Mix $program"}}), step("log", {{"text", "back at $program"}})}};
const rig::MacroConfig say{"say", {step("log", {{"text", "$1"}})}};

rig::LinkConfig network_midi()   // the stage gives it its port
{
    rig::LinkConfig link;
    link.kind = "ipmidi";
    return link;
}

/// A desk, a rig with these triggers, and somebody at the other end of the MIDI port.
struct Stage {
    explicit Stage(std::vector<rig::TriggerConfig> wanted)
    {
        config.units = {{"desk", profile->profile_id, {"udp", "127.0.0.1", desk.port()}}};
        config.macros = {keep, back, say};
        config.triggers = std::move(wanted);
        for (auto& trigger : config.triggers)
            if (trigger.midi) trigger.midi->port = port.number();
        finish(io, rig.become(rig::Rig::check(config, {profile})));
        triggers.emplace(room, config);
        room.triggers = &*triggers;
        news = room.news.listen([this](Area area) { told += area == Area::triggers; });
        fault = box.open([this](link::View packet) { lights.emplace_back(wire::hex(packet)); }, {});
        triggers->open();
        REQUIRE(run_until(io, [this] { return rig.units()[0]->online(); }));
    }
    ~Stage()
    {
        finish(io, triggers->stop());
        triggers.reset();
        finish(io, rig.stop());
        run_until(io, [this] { return room.performing == 0; });
    }

    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::operate, const std::string& who = "anna")
    {
        return ask_verb(room, verb, std::move(arguments), role, who);
    }
    Json entry(const std::string& name)
    {
        const auto all = triggers->list();   // lives as long as the loop
        for (const auto& one : all["triggers"])
            if (one["trigger"] == name) return one;
        return nullptr;
    }
    std::string state(const std::string& name) { return entry(name)["state"].get<std::string>(); }
    bool reaches(const std::string& name, const std::string& wanted) { return run_until(io, [&] { return state(name) == wanted; }); }
    void play(const std::string& literal) { REQUIRE(box.send(bytes(literal))); }
    /// True when somebody wanted it; the replies come into `replies`.
    bool osc(const std::string& address, std::vector<osc::Arg> args = {}, Permission role = Permission::operate, const std::string& who = "OSC 10.0.0.7")
    {
        const auto packet = osc::message(address, args);
        return triggers->hear(osc::read_message(packet).value(), {role, who}, [this](const osc::Bytes& reply) { replies.push_back(osc::describe(reply)); });
    }
    std::size_t entries() { return ask("entries")["total"].get<std::size_t>(); }
    std::size_t versions(const std::string& session)
    {
        const auto found = ask("versions", {{"session", session}});
        return found.contains("error") ? 0 : found["total"].get<std::size_t>();
    }
    /// A mix that differs from the present in a fader, or in something dangerous.
    void prepare(const std::string& name, bool is_dangerous)
    {
        const std::string parameter = is_dangerous ? "ch/01/mix/on" : "ch/01/mix/fader";
        ask("set", {{"unit", "desk"}, {"parameter", parameter}, {"value", is_dangerous ? "ON" : "-10 dB"}, {"allow", "all"}});
        ask("capture", {{"session", "Song"}, {"version", name}});
        ask("set", {{"unit", "desk"}, {"parameter", parameter}, {"value", is_dangerous ? "OFF" : "-60 dB"}, {"allow", "all"}});
    }
    bool is_on() { return desk.console().value("ch/01/mix/on") == studio::Value(1); }

    Folder folder;
    net::io_context io;
    ProfilePtr profile = profile_here("example");
    SimulatedDesk desk{io, profile};
    studio::Studio studio;
    rig::Rig rig{io, studio};
    store::StoreThread store{folder.path};
    store::ProfileSource profiles = [this](const std::string&) { return profile; };
    recall::Recaller recaller{io, rig, store, profiles};
    Room room{io, studio, rig, recaller, store, profiles, "rig.yaml", folder.path.string(), [] { return std::string(); }, {}};
    rig::RigConfig config;
    std::optional<Triggers> triggers;
    News::Subscription news;
    int told = 0;
    const IpMidiPort port;
    link::IpMidiLink box{io, "127.0.0.1", port.number()};
    std::string fault;
    std::vector<std::string> lights, replies;
};

rig::TriggerConfig by_midi(const std::string& name, rig::TriggerEvent on, const std::string& macro)
{
    rig::TriggerConfig trigger{.name = name, .midi = network_midi(), .on = std::move(on), .macro = macro};
    trigger.debounce = std::chrono::milliseconds(1);
    trigger.once_within = std::chrono::milliseconds(1);
    return trigger;
}

rig::TriggerConfig by_osc(const std::string& name, const std::string& address, const std::string& macro)
{
    return {.name = name, .on = rig::OscEvent{address}, .macro = macro};
}

}  // namespace

TEST_CASE("a note captures a version, and the light tells how it goes")
{
    auto foot = by_midi("footswitch", rig::NoteEvent{60, 1}, "keep");
    foot.arguments = {"Mix 4"};
    foot.feedback = rig::FeedbackConfig{.number = 60};
    Stage stage({foot});
    stage.play("90 3C 00");
    stage.play("80 3C 40");
    stage.play("90 3C 40");
    REQUIRE(stage.reaches("footswitch", "done"));
    REQUIRE(run_until(stage.io, [&] { return stage.lights.size() == 3; }));
    CHECK(stage.lights == std::vector<std::string>{"90 3C 01", "90 3C 40", "90 3C 7F"});
    CHECK(stage.versions("Song") == 1);
    CHECK(stage.entry("footswitch")["words"] == "capture: Song/Mix 4, take 1");
    CHECK(stage.entry("footswitch")["fired"].is_string());
    CHECK(stage.entry("footswitch")["port"]["online"] == true);
    CHECK(stage.told >= 3);
    CHECK(stage.room.performing == 0);
}

TEST_CASE("a program change recalls the version of its number")
{
    Stage stage({by_midi("daw", rig::ProgramEvent{{}, 0, {}}, "back")});
    stage.prepare("Mix 3", false);
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "done"));
    CHECK_THAT(stage.entry("daw")["words"].get<std::string>(), Contains("recall: 1 written") && Contains("log"));
    CHECK_THAT(stage.ask("get", {{"unit", "desk"}, {"parameter", "ch/01/mix/fader"}})["values"][0]["value"].get<std::string>(), Contains("-10"));
    stage.play("C0 07");   // there is no Mix 7
    REQUIRE(stage.reaches("daw", "refused"));
    CHECK_THAT(stage.entry("daw")["words"].get<std::string>(), Contains("step 1 of 2 (recall)") && Contains("Mix 7"));
}

TEST_CASE("a double fire runs once, and so does what runs still")
{
    auto foot = by_midi("footswitch", rig::NoteEvent{60, 1}, "keep");
    foot.arguments = {"Mix 1"};
    foot.once_within = std::chrono::minutes(5);
    Stage stage({foot});
    for (int i = 0; i < 5; ++i) stage.play("90 3C 40 80 3C 40");
    REQUIRE(stage.reaches("footswitch", "done"));
    stage.play("90 3C 40");
    run_for(stage.io, 100ms);
    CHECK(stage.versions("Song") == 1);
    CHECK(stage.ask("trigger", {{"name", "footswitch"}})["state"] == "ignored");
    CHECK(stage.ask("trigger", {{"name", "footswitch"}, {"arguments", "Mix 2"}})["state"] == "done");   // something else
    CHECK(stage.versions("Song") == 2);
}

TEST_CASE("who is disarmed does nothing and says so")
{
    auto foot = by_midi("footswitch", rig::NoteEvent{60, 1}, "say");
    foot.arguments = {"x"};
    foot.armed = false;
    Stage stage({foot, by_osc("osc", "/x", "say")});
    stage.play("90 3C 40 80 3C 40");
    REQUIRE(stage.reaches("footswitch", "refused"));
    CHECK_THAT(stage.entry("footswitch")["words"].get<std::string>(), Contains("is disarmed"));
    CHECK(stage.ask("trigger", {{"name", "footswitch"}})["error"]["code"] == "disarmed");
    CHECK(stage.entries() == 0);
    CHECK(stage.ask("arm", {{"name", "footswitch"}})["triggers"] == Json{"footswitch"});
    CHECK(stage.entry("footswitch")["armed"] == true);
    stage.play("90 3C 40");
    REQUIRE(stage.reaches("footswitch", "done"));
    CHECK(stage.ask("disarm", {{"name", "all"}})["triggers"].size() == 2);
    CHECK(stage.ask("trigger", {{"name", "osc"}, {"arguments", "y"}})["error"]["code"] == "disarmed");
    CHECK(stage.ask("arm", {{"name", "osk"}})["error"]["message"] == "there is no trigger \"osk\"; did you mean \"osc\"?");
    CHECK(stage.ask("arm", {{"name", "osc"}}, Permission::view)["error"]["code"] == "forbidden");
}

TEST_CASE("a hazard needs a second press, which is none of a double fire")
{
    auto daw = by_midi("daw", rig::ProgramEvent{}, "back");
    daw.feedback = rig::FeedbackConfig{.number = 1};
    Stage stage({daw});
    stage.prepare("Mix 3", true);
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "refused"));
    CHECK_FALSE(stage.is_on());
    CHECK(stage.entry("daw")["confirm"].is_number());
    CHECK_THAT(stage.entry("daw")["words"].get<std::string>(), Contains("unmute") && Contains("fire it again within 30 s"));
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "done"));
    CHECK(stage.is_on());
    CHECK(stage.entry("daw")["confirm"].is_null());
    CHECK_THAT(stage.entry("daw")["words"].get<std::string>(), Contains("log"));   // the step behind it, too
    REQUIRE(run_until(stage.io, [&] { return stage.lights.size() == 6; }));
    CHECK(stage.lights[2] == "90 01 05");
    CHECK(stage.lights[5] == "90 01 7F");
}

TEST_CASE("what comes twice at once never confirms itself")
{
    auto daw = by_midi("daw", rig::ProgramEvent{}, "back");
    daw.once_within = std::chrono::minutes(5);
    Stage stage({daw});
    stage.prepare("Mix 3", true);
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "refused"));
    stage.play("C0 03");
    run_for(stage.io, 100ms);
    CHECK(stage.state("daw") == "refused");
    CHECK_FALSE(stage.is_on());
}

TEST_CASE("another trigger may be the second word, or anybody by the number, or whoever asked")
{
    auto daw = by_midi("daw", rig::ProgramEvent{}, "back");
    auto ok = by_midi("ok", rig::NoteEvent{1, 1}, "");
    ok.confirms = "daw";
    Stage stage({daw, ok, by_osc("osc", "/back", "back")});
    stage.prepare("Mix 3", true);
    SECTION("a button beside it")
    {
        stage.play("90 01 40");   // nothing waits yet
        REQUIRE(stage.reaches("ok", "refused"));
        CHECK_THAT(stage.entry("ok")["words"].get<std::string>(), Contains("nothing waits"));
        stage.play("C0 03");
        REQUIRE(stage.reaches("daw", "refused"));
        stage.play("80 01 40 90 01 40");
        REQUIRE(stage.reaches("ok", "done"));
        CHECK(stage.state("daw") == "done");
    }
    SECTION("the verb confirm")
    {
        stage.play("C0 03");
        REQUIRE(stage.reaches("daw", "refused"));
        const auto done = stage.ask("confirm", {{"id", stage.entry("daw")["confirm"]}});
        CHECK(done["state"] == "done");
        CHECK(done["steps"].size() == 2);
        CHECK(stage.state("daw") == "done");
    }
    SECTION("who fired it by its name confirms without a number")
    {
        const auto refused = stage.ask("trigger", {{"name", "osc"}, {"allow", ""}});
        CHECK(refused["error"]["code"] == "usage");   // $program is missing
        const auto error = stage.ask("macro", {{"name", "back"}});
        CHECK_THAT(error["error"]["message"].get<std::string>(), Contains("$program is missing"));
        CHECK(stage.ask("confirm")["error"]["code"] == "nothing_to_confirm");
        stage.play("C0 03");
        REQUIRE(stage.reaches("daw", "refused"));
        CHECK(stage.ask("confirm")["error"]["code"] == "nothing_to_confirm");   // anna did not fire it
        CHECK(stage.ask("confirm", Json::object(), Permission::operate, "trigger daw")["state"] == "done");
    }
    CHECK(stage.is_on() == (stage.state("daw") == "done"));
    CHECK(stage.state("daw") == "done");
}

TEST_CASE("what waits goes with disarming, and with something else that is wanted")
{
    Stage stage({by_midi("daw", rig::ProgramEvent{}, "back")});
    stage.prepare("Mix 3", true);
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "refused"));
    const auto id = stage.entry("daw")["confirm"];
    SECTION("disarmed")
    {
        stage.ask("disarm", {{"name", "daw"}});
        CHECK(stage.entry("daw")["confirm"].is_null());
    }
    SECTION("another program")
    {
        stage.play("C0 09");
        REQUIRE(run_until(stage.io, [&] { return stage.entry("daw")["words"].get<std::string>().find("Mix 9") != std::string::npos; }));
    }
    CHECK(stage.ask("confirm", {{"id", id}})["error"]["code"] == "nothing_to_confirm");
    CHECK(stage.ask("trigger", {{"name", "daw"}, {"waiting", true}})["error"]["code"] == "nothing_to_confirm");
    CHECK_FALSE(stage.is_on());
}

TEST_CASE("confirm: false refuses for good, allow: consents in the rig")
{
    auto daw = by_midi("daw", rig::ProgramEvent{}, "back");
    SECTION("nothing ever waits")
    {
        daw.confirm = false;
        Stage stage({daw});
        stage.prepare("Mix 3", true);
        stage.play("C0 03");
        REQUIRE(stage.reaches("daw", "refused"));
        CHECK(stage.entry("daw")["confirm"].is_null());
        CHECK(stage.ask("confirm", Json::object(), Permission::operate, "trigger daw")["error"]["code"] == "nothing_to_confirm");
        const auto told = stage.told;
        stage.play("C0 03");
        REQUIRE(run_until(stage.io, [&] { return stage.told > told + 2; }));
        CHECK(stage.state("daw") == "refused");
        CHECK_FALSE(stage.is_on());
    }
    SECTION("the rig consents")
    {
        daw.allow = "unmute";
        Stage stage({daw});
        stage.prepare("Mix 3", true);
        stage.play("C0 03");
        REQUIRE(stage.reaches("daw", "done"));
        CHECK(stage.is_on());
    }
}

TEST_CASE("a dry run writes nothing")
{
    auto daw = by_midi("daw", rig::ProgramEvent{}, "back");
    daw.dry_run = true;
    Stage stage({daw});
    stage.prepare("Mix 3", false);
    const auto entries = stage.entries();
    stage.play("C0 03");
    REQUIRE(stage.reaches("daw", "done"));
    CHECK(stage.entry("daw")["words"] == "dry run: recall: 1 to be written; would log text=back at 3");
    CHECK(stage.entries() == entries);
    CHECK(stage.ask("reports")["total"] == 0);
}

TEST_CASE("OSC: a button fires on the rise, arguments are words, replies go to the sender")
{
    auto button = by_osc("button", "/studio/say", "say");
    button.arguments = {"pressed"};
    button.once_within = std::chrono::milliseconds(1);
    Stage stage({button, by_osc("many", "/studio/m/*", "say")});
    CHECK_FALSE(stage.osc("/studio/nothing"));
    CHECK(stage.osc("/studio/say", {0.0f}));
    CHECK(stage.replies.empty());
    CHECK(stage.osc("/studio/say", {1.0f}));
    CHECK(stage.osc("/studio/say", {1.0f}));
    CHECK(stage.osc("/studio/say", {0.0f}));
    REQUIRE(stage.reaches("button", "done"));
    CHECK(stage.replies == std::vector<std::string>{R"(/recalld/trigger/button ,ss "accepted" "")", R"(/recalld/trigger/button ,ss "running" "")",
                                                    R"(/recalld/trigger/button ,ss "done" "log")"});
    CHECK(stage.entries() == 1);
    CHECK(stage.ask("entries")["entries"][0]["text"] == "pressed");
    CHECK(stage.ask("entries")["entries"][0]["who"] == "trigger button");
    CHECK(stage.osc("/studio/m/1", {std::string("Mix 4")}));
    REQUIRE(stage.reaches("many", "done"));
    CHECK(stage.ask("entries")["entries"][0]["text"] == "Mix 4");
    CHECK(stage.osc("/studio/m/2"));   // it brings no $1
    REQUIRE(stage.reaches("many", "refused"));
    CHECK_THAT(stage.replies.back(), Contains("refused") && Contains("$1 is missing"));
}

TEST_CASE("OSC: without the role nothing is set off, and the sender is told")
{
    Stage stage({by_osc("button", "/say", "say")});
    for (const auto role : {Permission::nothing, Permission::view}) CHECK(stage.osc("/say", {std::string("x")}, role));
    REQUIRE(stage.replies.size() == 2);
    CHECK_THAT(stage.replies[0], Contains("refused") && Contains("needs the role operate") && Contains("none"));
    CHECK(stage.state("button") == "idle");
    CHECK(stage.osc("/say", {std::string("x")}, Permission::operate));
    REQUIRE(stage.reaches("button", "done"));
}

TEST_CASE("each sender has its own button")
{
    auto button = by_osc("button", "/say", "say");
    button.once_within = std::chrono::milliseconds(1);
    Stage stage({button});
    stage.osc("/say", {1.0f}, Permission::operate, "OSC 10.0.0.1");
    REQUIRE(stage.reaches("button", "done"));
    stage.osc("/say", {1.0f}, Permission::operate, "OSC 10.0.0.2");
    REQUIRE(run_until(stage.io, [&] { return stage.replies.size() == 6; }));
    CHECK(stage.entries() == 2);
}

TEST_CASE("a trigger does what its role may do, whoever fires it")
{
    auto weak = by_osc("weak", "/weak", "say");
    weak.role = Permission::view;
    Stage stage({weak});
    stage.osc("/weak", {std::string("x")}, Permission::edit);
    REQUIRE(stage.reaches("weak", "refused"));
    CHECK_THAT(stage.entry("weak")["words"].get<std::string>(), Contains("needs the role operate"));
    CHECK(stage.ask("trigger", {{"name", "weak"}, {"arguments", "y"}})["error"]["code"] == "forbidden");
}

TEST_CASE("a parameter that somebody moves at the desk sets off a macro; what recalld writes does not")
{
    rig::TriggerConfig button{.name = "mute group", .on = rig::ParameterEvent{"desk", "ch/02/mix/on", "ON"}, .macro = "say", .arguments = {"moved"}};
    Stage stage({button});
    Tablet tablet(stage.io, stage.desk);
    const auto press = [&](int on) {
        tablet.set("ch/02/mix/on", on);
        REQUIRE(run_until(stage.io, [&] { return stage.rig.units()[0]->page().spoken(stage.profile->find("ch/02/mix/on").value()) == (on ? "ON" : "OFF"); }));
    };
    press(1);
    press(0);
    press(1);
    REQUIRE(stage.reaches("mute group", "done"));
    const auto before = stage.entries();
    stage.ask("set", {{"unit", "desk"}, {"parameter", "ch/02/mix/on"}, {"value", "OFF"}});
    stage.ask("set", {{"unit", "desk"}, {"parameter", "ch/02/mix/on"}, {"value", "ON"}, {"allow", "all"}});
    run_for(stage.io, 50ms);
    CHECK(stage.entries() == before + 2);   // the two sets and nothing else
}

TEST_CASE("macros by name: arguments, hazards and a second word")
{
    Stage stage({});
    CHECK(stage.ask("macros")["macros"].size() == 3);
    CHECK(stage.ask("macros")["macros"][1]["steps"][0]["arguments"]["version"] == "Mix $program");
    CHECK(stage.ask("macro", {{"name", "kep"}})["error"]["message"] == "there is no macro \"kep\"; did you mean \"keep\"?");
    CHECK(stage.ask("macro", {{"name", "keep"}, {"arguments", "Mix 8"}})["steps"][0]["result"]["version"] == "Mix 8");
    CHECK(stage.ask("macro", {{"name", "keep"}, {"arguments", "Mix 8"}, {"from", 2}})["error"]["code"] == "usage");
    CHECK(stage.ask("macro", {{"name", "keep"}, {"arguments", "x"}}, Permission::view)["error"]["code"] == "forbidden");
    CHECK(stage.ask("macro", {{"name", "keep"}, {"arguments", "Mix 9"}, {"dry_run", true}})["steps"][0]["would"] == "capture session=Song version=Mix 9");
    CHECK(stage.versions("Song") == 1);
}

TEST_CASE("a macro that was refused goes on where it was, with what was refused allowed and no more")
{
    Stage stage({});
    stage.triggers.reset();
    stage.config.macros = {{"both", {step("log", {{"text", "first"}}), step("recall", {{"session", "Song"}, {"version", "$1"}}), step("log", {{"text", "last"}})}}};
    stage.triggers.emplace(stage.room, stage.config);
    stage.room.triggers = &*stage.triggers;
    stage.prepare("Mix 3", true);
    const auto before = stage.entries();
    const auto refused = stage.ask("macro", {{"name", "both"}, {"arguments", "Mix 3"}});
    CHECK(refused["error"]["code"] == "refused");
    CHECK(refused["error"]["step"] == 2);
    CHECK(refused["error"]["hazards"] == "unmute");
    CHECK_FALSE(stage.is_on());
    const auto done = stage.ask("confirm");   // whoever asked needs no number
    CHECK(done["steps"].size() == 2);
    CHECK(stage.is_on());
    CHECK(stage.entries() == before + 4);     // first, refused, recalled, last
}

TEST_CASE("without triggers in the room the verbs say so")
{
    Stage stage({});
    stage.room.triggers = nullptr;
    CHECK(stage.ask("triggers")["error"]["code"] == "no_triggers");
    stage.room.triggers = &*stage.triggers;
    CHECK(stage.ask("triggers")["triggers"].empty());
}

TEST_CASE("triggers that go leave their work to its end")
{
    auto foot = by_midi("footswitch", rig::NoteEvent{60, 1}, "keep");
    foot.arguments = {"Mix 1"};
    Stage stage({foot});
    stage.play("90 3C 40");
    REQUIRE(run_until(stage.io, [&] { return stage.room.performing > 0; }));
    stage.room.triggers = nullptr;
    stage.triggers.reset();
    REQUIRE(run_until(stage.io, [&] { return stage.room.performing == 0; }));
    CHECK(stage.versions("Song") == 1);
    stage.triggers.emplace(stage.room, stage.config);   // for the end
}
