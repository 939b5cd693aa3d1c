#include "remote/fault_hints.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"
#include "remote/logbook_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using remote::testing::has;
using remote::testing::Logbook;
using Catch::Contains;

TEST_CASE("a fault is noted in the rig's own spelling, listed and closed")
{
    Logbook room;
    CHECK(room.ask("fault", {{"subject", "Desk CH 1"}, {"text", "pre crackles"}})["subject"] == "desk ch/01");
    CHECK(room.ask("fault", {{"subject", "Jack B12"}, {"text", "loose"}})["subject"] == "jack B12");
    const auto entry = room.ask("fault", {{"subject", "desk ch/1/mix/fader"}, {"text", "scratches"}, {"session", "Night Train"}})["entry"];
    auto faults = room.ask("faults")["faults"];
    REQUIRE(faults.size() == 4);
    CHECK(faults[0]["text"] == "phantom is global per eight");   // of the rig's file
    CHECK(faults[0]["quirk"] == true);
    CHECK(faults[0]["entry"] == 0);
    CHECK(room.ask("faults", {{"subject", "desk ch 1"}})["faults"].size() == 2);
    CHECK(room.ask("faults", {{"session", "Night Train"}})["faults"].size() == 1);
    CHECK(room.ask("fault_close", {{"entry", entry}, {"text", "cleaned"}}, Permission::operate, "bob")["closed"] == entry);
    CHECK(room.ask("faults")["faults"].size() == 3);
    faults = room.ask("faults", {{"all", true}, {"subject", "desk ch/1"}})["faults"];
    CHECK(faults[1]["open"] == false);
    CHECK(faults[1]["closed"]["who"] == "bob");
    CHECK(faults[1]["closed"]["text"] == "cleaned");
    CHECK_THAT(room.error_of("fault_close", {{"entry", entry}}), Contains("closed already, by bob: cleaned"));
}

TEST_CASE("what a fault cannot be about is said, with what is near")
{
    Logbook room;
    const auto [subject, words] = GENERATE(table<std::string, std::string>({{"desc", "did you mean \"desk\"?"}, {"desk ch/99", "no strip and no parameter \"ch/99\""}, {"jack", "say which jack"}, {"  ", "no unit"}}));
    CAPTURE(subject);
    CHECK_THAT(room.error_of("fault", {{"subject", subject}, {"text", "hums"}}), Contains(words));
    CHECK_THAT(room.error_of("fault", {{"subject", "desk"}, {"text", "\n"}}), Contains("says nothing"));
    const auto note = room.ask("log", {{"text", "coffee"}})["entry"];
    CHECK_THAT(room.error_of("fault_close", {{"entry", note}}), Contains("is no fault"));
    CHECK_THAT(room.error_of("fault_close", {{"entry", 4711}}), Contains("no line 4711"));
}

TEST_CASE("in a room with bays a jack is one of theirs, in their spelling")
{
    Logbook room;
    auto config = room.desk.rig.config();
    config.patch.jacks = {{"B1"}, {"B9", rig::JackSide::input}};
    room.desk.become(std::move(config), {room.desk.profile, room.tape});
    CHECK(room.ask("fault", {{"subject", "jack b9"}, {"text", "loose"}})["subject"] == "jack B9");
    CHECK(room.error_of("fault", {{"subject", "jack B99"}, {"text", "loose"}}) == "no bay of this rig has a jack \"B99\"; did you mean \"B9\"?");
    CHECK(room.error_of("faults", {{"subject", "jack B8"}}) == "no bay of this rig has a jack \"B8\"; did you mean \"B1\"?");
    CHECK(room.ask("fault", {{"subject", "line 99"}, {"text", "hums"}})["subject"] == "line 99");
    CHECK(room.lines("fault") == 2);
}

TEST_CASE("on the way of a signal a desk is warm, but another strip's fault is another's")
{
    Logbook room;
    const logbook::Faults faults{{1, "desk", "is warm", "anna"}, {2, "desk ch/01", "crackles", "anna"}, {3, "desk ch/02", "hums", "anna"}, {4, "1073-A gain", "scratches", "anna"}};
    const auto on_way = [&](const std::string& place) {
        std::vector<store::EntryId> entries;
        for (const auto& fault : faults_on_way(room.room, faults, place)) entries.push_back(fault.entry);
        return entries;
    };
    CHECK(on_way("desk") == std::vector<store::EntryId>{1});
    CHECK(on_way("Desk") == std::vector<store::EntryId>{1});
    CHECK(on_way("desk ch/01") == std::vector<store::EntryId>{1, 2});
    CHECK(on_way("1073-A") == std::vector<store::EntryId>{4});
}

TEST_CASE("a plan names the faults of what it touches, and of nothing else")
{
    Logbook room;
    room.capture("Mix 1");
    room.ask("fault", {{"subject", "desk ch/01"}, {"text", "pre crackles"}});
    room.ask("fault", {{"subject", "desk ch/02"}, {"text", "other strip"}});
    room.ask("fault", {{"subject", "tape"}, {"text", "other unit"}});
    const Json mix = {{"session", "Night Train"}, {"version", "Mix 1"}};
    CHECK(room.ask("plan", mix)["faults"].empty());   // nothing is touched
    room.poke("ch/01/mix/pan", "+20");
    REQUIRE(room.until([&] { return !room.ask("plan", mix)["changes"].empty(); }));
    const auto faults = room.ask("plan", mix)["faults"];
    INFO(faults.dump());
    REQUIRE(faults.size() == 2);
    CHECK(faults[0]["quirk"] == true);
    CHECK(faults[1]["text"] == "pre crackles");
    auto dry = mix;
    dry["dry_run"] = true;
    CHECK(room.ask("recall", dry)["faults"].size() == 2);
    CHECK(has(room.get("/plan?session=Night+Train&version=Mix+1").body, "<b>desk ch/01</b>: pre crackles"));
}

TEST_CASE("a fault is told with its line, and what stands in the rig's file without one")
{
    logbook::Fault fault{12, "desk ch/01", "pre crackles", "anna", store::Time(std::chrono::seconds(1'700'000'000))};
    auto json = fault_json(fault);
    CHECK(json["entry"] == 12);
    CHECK(json["time"] == "2023-11-14T22:13:20Z");
    CHECK(json["open"] == true);
    CHECK(json["closed"].is_null());
    CHECK_FALSE(json.contains("session"));
    fault.session = "Night Train";
    fault.closed = 15;
    fault.closed_by = "bob";
    fault.closed_text = "cap replaced";
    fault.closed_time = store::Time(std::chrono::seconds(1'700'003'600));
    json = fault_json(fault);
    CHECK(json["session"] == "Night Train");
    CHECK(json["open"] == false);
    CHECK(json["closed"].dump() == R"({"entry":15,"who":"bob","time":"2023-11-14T23:13:20Z","text":"cap replaced"})");
    const auto quirk = faults_json(logbook::quirks_of("desk", {"talkback is always on"}))[0];
    CHECK(quirk["time"].is_null());
    CHECK(quirk["entry"] == 0);
    CHECK(quirk["who"] == "the rig");
    CHECK(faults_json({}).is_array());
}

TEST_CASE("a subject is found however it is written, and told in the rig's own spelling")
{
    Logbook room;
    const auto [said, subject] = GENERATE(table<std::string, std::string>({{"desk", "desk"}, {"DESK", "desk"}, {" desk ", "desk"}, {"desk ch/1", "desk ch/01"}, {"Desk CH 1", "desk ch/01"}, {"desk  ch/01/", "desk ch/01"},
        {"desk ch/1/mix/fader", "desk ch/01/mix/fader"}, {"jack B12", "jack B12"}, {"JACK  B12", "jack B12"}, {"line 7", "line 7"}, {"mic U87 no 2", "mic U87 no 2"}, {"cable long blue one", "cable long blue one"}, {"tape", "tape"}}));
    CAPTURE(said);
    CHECK(subject_here(room.room, said) == subject);
}

TEST_CASE("what a plan does not touch is in nobody's way")
{
    Logbook room;
    recall::Plan plan;
    plan.units.emplace_back();
    plan.units[0].from = plan.units[0].to = studio::UnitState("desk", room.desk.profile);
    const auto fault = [](const std::string& subject, bool is_open = true) {
        logbook::Fault one{1, subject, "hums", "anna"};
        if (!is_open) one.closed = 2;
        return one;
    };
    const logbook::Faults faults{fault("desk"), fault("desk ch/01"), fault("desk ch/01/mix/fader"), fault("desk ch/02"), fault("desk ch/01", false), fault("jack B12"), fault("tape"), fault("desk2")};
    const auto in_way = [&] {
        std::string subjects;
        for (const auto& one : faults_in_way(faults, plan)) subjects += one.subject + ";";
        return subjects;
    };
    CHECK(in_way().empty());   // it writes nothing
    const auto fader = *room.desk.profile->find("ch/01/mix/fader");
    plan.units[0].unchanged = {fader};
    CHECK(in_way().empty());
    plan.units[0].by_hand = {fader};
    CHECK(in_way() == "desk;desk ch/01;desk ch/01/mix/fader;");
    plan.units[0].by_hand.clear();
    recall::Write write;
    write.parameter = *room.desk.profile->find("ch/02/mix/fader");
    plan.units[0].writes = {write};
    CHECK(in_way() == "desk;desk ch/02;");
}

TEST_CASE("of two who close a fault at once one does, and the other is told who did")
{
    Logbook room;
    const auto entry = room.ask("fault", {{"subject", "desk"}, {"text", "fan is loud"}})["entry"];
    const auto asked = [&](const std::string& who) {
        Call call = call_of(room.room, {{"entry", entry}, {"text", "by " + who}}, Permission::operate, who);
        return net::co_spawn(room.desk.io, perform("fault_close", std::move(call)), net::use_future);
    };
    auto anna = asked("anna"), bob = asked("bob");
    const auto is_ready = [](const std::future<Json>& future) { return future.wait_for(0s) == std::future_status::ready; };
    REQUIRE(room.until([&] { return is_ready(anna) && is_ready(bob); }));
    std::string told;
    std::size_t closed = 0;
    for (auto* answer : {&anna, &bob}) {
        try {
            closed += answer->get()["closed"] == entry;
        } catch (const VerbError& error) {
            told = error.what();
        }
    }
    CHECK(closed == 1);
    CHECK_THAT(told, Contains("was closed already, by "));
    CHECK(room.lines("fault_closed") == 1);
}

TEST_CASE("a fault that was closed without a word was mended")
{
    Logbook room;
    const auto text = GENERATE(as<std::string>{}, "", "  \n");
    const auto entry = room.ask("fault", {{"subject", "jack B12"}, {"text", "loose"}, {"session", "Night Train"}, {"version", "Mix 3"}})["entry"];
    room.ask("fault_close", {{"entry", entry}, {"text", text}});
    const auto line = room.entries({{"kind", "fault_closed"}})[0];
    CHECK(line["text"] == "mended");
    CHECK(line["about"] == entry);
    CHECK(line["subject"] == "jack B12");
    CHECK(line["session"] == "Night Train");
    CHECK(line["version"] == "Mix 3");
}

TEST_CASE("who asks for the faults of something that is not there is told so, and of what is well gets none")
{
    Logbook room;
    CHECK(room.ask("faults", {{"subject", "desk ch/2"}})["faults"].empty());
    CHECK(room.ask("faults", {{"subject", "jack C3"}})["faults"].empty());
    CHECK_THAT(room.error_of("faults", {{"subject", "desc"}}), Contains("did you mean \"desk\"?"));
    CHECK_THAT(room.error_of("faults", {{"subject", "desk ch/99"}}), Contains("no strip"));
}

TEST_CASE("a corrected fault is told as it reads now, everywhere")
{
    Logbook room;
    const auto entry = room.ask("fault", {{"subject", "desk ch/1"}, {"text", "pre is silent"}})["entry"];
    room.ask("correct", {{"entry", entry}, {"text", "pre crackles"}}, Permission::operate, "bob");
    CHECK(room.ask("faults", {{"subject", "desk ch/1"}})["faults"][0]["text"] == "pre crackles");
    room.ask("fault_close", {{"entry", entry}, {"text", "cap"}});
    const auto closing = room.entries({{"kind", "fault_closed"}})[0]["entry"];
    room.ask("correct", {{"entry", closing}, {"text", "two caps"}});
    CHECK(room.ask("faults", {{"all", true}, {"subject", "desk ch/1"}})["faults"][0]["closed"]["text"] == "two caps");
}

TEST_CASE("faults are noted by who may operate, and seen by who may look")
{
    Logbook room;
    const Json fault = {{"subject", "desk"}, {"text", "hums"}};
    CHECK(room.ask("fault", fault, Permission::view)["error"]["code"] == "forbidden");
    CHECK(room.ask("fault_close", {{"entry", 1}}, Permission::view)["error"]["code"] == "forbidden");
    CHECK(room.ask("faults", Json::object(), Permission::view)["faults"].size() == 1);
    CHECK(room.lines("fault") == 0);
    CHECK_THAT(room.error_of("fault", {{"subject", "desk"}, {"text", "hums"}, {"session", "a/b"}}), Contains("session"));
}

TEST_CASE("a fault of one control of analog gear is in the way of that control, and of no other")
{
    const auto limiter = logbook::testing::limiter();
    recall::Plan plan;
    plan.units.emplace_back();
    plan.units[0].from = plan.units[0].to = studio::UnitState("1176-A", limiter);
    const logbook::Faults faults{{1, "1176-A input", "scratches", "anna"}, {2, "1176-A output", "scratches", "anna"}, {3, "1176-A in", "no such thing", "anna"}, {4, "1176-B input", "another", "anna"}};
    const auto in_way = [&] {
        std::string subjects;
        for (const auto& one : faults_in_way(faults, plan)) subjects += one.subject + ";";
        return subjects;
    };
    plan.units[0].by_hand = {limiter->find("input").value()};
    CHECK(in_way() == "1176-A input;");
    plan.units[0].by_hand.clear();
    recall::Write write;
    write.parameter = limiter->find("output").value();
    plan.units[0].writes = {write};
    CHECK(in_way() == "1176-A output;");
}

TEST_CASE("a fault of what a control is part of is in its way")
{
    Logbook room;
    recall::Plan plan;
    plan.units.emplace_back();
    plan.units[0].from = plan.units[0].to = studio::UnitState("desk", room.desk.profile);
    plan.units[0].by_hand = {*room.desk.profile->find("ch/01/mix/fader")};
    CHECK(faults_in_way({{1, "desk ch/1/mix", "noisy", "anna"}}, plan).size() == 1);
    CHECK(faults_in_way({{2, "desk ch/10", "noisy", "anna"}}, plan).empty());
}
