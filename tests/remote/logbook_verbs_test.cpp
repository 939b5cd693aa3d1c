#include <catch2/catch.hpp>

#include "remote/drift_watch.hpp"
#include "remote/fault_hints.hpp"
#include "remote/log_lines.hpp"
#include "remote/take_watch.hpp"
#include "remote/web/desk_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using remote::testing::DeskRoom;
using remote::testing::has;
using recalld::testing::finish;
using recalld::testing::run_until;
using Catch::Contains;
using studio::Standing;

namespace {

/// A live desk "desk" with quirks of its own, whose verbs are asked without a socket; "tape" is a machine that tells time.
struct Logbook : DeskRoom {
    explicit Logbook(bool with_takes = false)
    {
        auto config = desk.rig.config();
        config.units.front().quirks = {"phantom is global per eight"};
        config.units.push_back({"tape", "daws/mmc", {"tcp", "127.0.0.1", machine.local_endpoint().port()}});
        config.log.takes = with_takes;
        desk.become(config, {desk.profile, tape});
        REQUIRE(run_until(desk.io, [&] { return desk.rig.find("desk")->online() && desk.rig.find("tape")->online(); }));
    }

    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::operate, const std::string& who = "anna")
    {
        Call call{room, std::move(arguments), [](const Json&) {}, std::make_shared<const bool>(false), {role, who}};
        try {
            return finish(desk.io, perform(verb, std::move(call)));
        } catch (const VerbError& error) {
            return error_json(error);
        }
    }
    std::string error_of(const std::string& verb, Json arguments = Json::object())
    {
        const auto answer = ask(verb, std::move(arguments));
        return answer.contains("error") ? answer["error"]["message"].get<std::string>() : "none";
    }
    Json entries(Json filter = Json::object()) { return ask("entries", std::move(filter))["entries"]; }
    void capture(const std::string& version, const std::string& session = "Night Train") { REQUIRE_FALSE(ask("capture", {{"session", session}, {"version", version}}).contains("error")); }
    void tell(const std::string& name, studio::Value value) { desk.studio.apply("tape", *tape->find(name), std::move(value), Standing::confirmed, studio::Origin::device); }
    void turn(const std::string& name, studio::Value value) { desk.studio.apply("desk", *desk.profile->find(name), std::move(value), Standing::confirmed, studio::Origin::device); }
    bool until(const std::function<bool()>& condition) { return run_until(desk.io, condition); }
    std::size_t lines(const std::string& kind)
    {
        store::EntryFilter filter;
        filter.kinds = {kind};
        return finish(desk.io, [](Logbook& self, store::EntryFilter its) -> task<std::size_t> {
            co_return co_await self.desk.store->run([&](store::Store& store) { return store.entry_count(its); });
        }(*this, filter));
    }

    recalld::testing::ProfilePtr tape = recalld::testing::profile_here("daws/mmc");
    net::ip::tcp::acceptor machine{desk.io, {net::ip::address_v4::loopback(), 0}};
};

}  // namespace

TEST_CASE("orders leave lines with version and facts")
{
    Logbook room;
    room.capture("Mix 1");
    room.turn("ch/01/mix/pan", 7);
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"allow", "all"}});
    room.ask("undo", {{"allow", "all"}});
    room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 9"}});
    const auto lines = room.entries();
    INFO(lines.dump());
    REQUIRE(lines.size() == 4);
    CHECK(lines[3]["version"] == "Mix 1");
    CHECK(lines[3]["data"]["take"] == 1);
    CHECK(lines[3]["data"]["units"][0]["captured"] > 10);
    CHECK(lines[2]["data"]["recall"] == 1);
    CHECK(lines[2]["data"]["report"]["written"].is_number());
    CHECK(lines[1]["kind"] == "undo");
    CHECK(lines[1]["session"] == "Night Train");
    CHECK(lines[1]["version"] == "Mix 1");
    CHECK(lines[1]["data"]["undid"]["recall"] == 1);
    CHECK(lines[0]["data"]["error"] == "not_found");
}

TEST_CASE("the log is narrowed to kinds, a session, a subject, and to what is new")
{
    Logbook room;
    room.ask("log", {{"text", "coffee"}});
    const auto first = room.ask("log", {{"text", "vox up"}, {"session", "Night Train"}, {"subject", "desk ch/01"}, {"version", "Mix 3"}})["entry"].get<int>();
    room.ask("track", {{"track", "Lead Vox"}, {"session", "Night Train"}});
    room.ask("fault", {{"subject", "desk"}, {"text", "fan is loud"}});
    CHECK(room.entries({{"kind", "note"}}).size() == 2);
    CHECK(room.entries({{"kind", "track,fault"}}).size() == 2);
    CHECK(room.entries({{"session", "Night Train"}}).size() == 2);
    CHECK(room.entries({{"session", ""}}).size() == 2);
    CHECK(room.entries({{"subject", "desk ch/01"}})[0]["text"] == "vox up");
    CHECK(room.entries({{"since", first}}).size() == 2);
    CHECK(room.entries({{"entry", first}})[0]["version"] == "Mix 3");
    CHECK(room.ask("entries", {{"kind", "note"}, {"count", 1}})["total"] == 2);
    CHECK(room.entries({{"entry", 0}}).empty());
    CHECK(room.entries({{"kind", "nonsense"}}).empty());
}

TEST_CASE("a correction stands with the line that it corrects, which stays")
{
    Logbook room;
    const auto line = room.ask("log", {{"text", "take 3 is it"}, {"session", "Night Train"}})["entry"];
    const auto first = room.ask("correct", {{"entry", line}, {"text", "take 4 is it"}}, Permission::operate, "bob");
    const auto second = room.ask("correct", {{"entry", first["entry"]}, {"text", "take 5 is it"}});   // of the correction: the line is meant
    CHECK(second["corrects"] == line);
    const auto entry = room.entries({{"entry", line}})[0];
    CHECK(entry["text"] == "take 3 is it");
    REQUIRE(entry["corrected"].size() == 2);
    CHECK(entry["corrected"][0]["who"] == "bob");
    CHECK(entry["corrected"][1]["text"] == "take 5 is it");
    CHECK(room.entries({{"session", "Night Train"}}).size() == 3);
    CHECK_THAT(room.error_of("correct", {{"entry", 999}, {"text", "x"}}), Contains("no line 999"));
    CHECK_THAT(room.error_of("correct", {{"entry", line}, {"text", " "}}), Contains("says nothing"));
    CHECK(room.ask("correct", {{"entry", line}, {"text", "x"}}, Permission::view)["error"]["code"] == "forbidden");
}

TEST_CASE("takes are counted by session, and more can be said of one")
{
    Logbook room;
    room.capture("Mix 1");
    CHECK(room.ask("take")["take"] == 1);
    const auto second = room.ask("take", {{"verdict", "good"}, {"text", "second verse flat"}, {"name", "slow"}});
    CHECK(second["take"] == 2);
    CHECK(second["session"] == "Night Train");   // the one that the room works on
    CHECK(second["text"] == "Take 2 (slow): good; second verse flat");
    CHECK(room.ask("take", {{"session", "Day Train"}})["take"] == 1);
    CHECK(room.ask("take", {{"take", 1}, {"verdict", "false start"}})["text"] == "Take 1: false start");
    CHECK(room.ask("log", {{"kind", "take"}, {"text", "from the phone"}})["text"] == "Take 3: from the phone");
    CHECK(room.entries({{"kind", "take"}})[1]["data"]["verdict"] == "false start");
    CHECK_THAT(room.error_of("take", {{"session", "a/b"}}), Contains("session"));
}

TEST_CASE("a track is complete, or open again")
{
    Logbook room;
    CHECK(room.ask("track", {{"track", "Lead Vox"}, {"text", "comped"}})["text"] == "Lead Vox: complete; comped");
    CHECK(room.ask("track", {{"track", "Lead Vox"}, {"open", true}})["done"] == false);
    CHECK(room.ask("log", {{"kind", "track"}, {"text", "Bass"}})["track"] == "Bass");
    CHECK(room.entries({{"kind", "track"}})[2]["data"]["done"] == true);
    CHECK_THAT(room.error_of("track", {{"track", ""}}), Contains("says nothing"));
    CHECK_THAT(room.error_of("log", {{"kind", "recall"}, {"text", "never was"}}), Contains("not \"recall\""));
}

TEST_CASE("a line knows where the machine stands, and how it runs")
{
    Logbook room;
    room.tell("timecode", std::string("01:02:03:04"));
    room.tell("transport/play", 1);
    room.ask("log", {{"text", "click"}});
    CHECK(room.entries()[0]["data"] == Json({{"at", "01:02:03:04"}, {"transport", "playing"}}));
    room.tell("transport/record", 1);
    room.capture("Mix 1");
    CHECK(room.entries()[0]["data"]["transport"] == "recording");
    room.tell("transport/record", 0);
    room.tell("transport/play", 0);
    CHECK(clock_of(room.room)->transport == "stopped");
    CHECK(clock_of(room.room)->unit == "tape");
}

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

TEST_CASE("credits and song of a session are what the newest lines say")
{
    Logbook room;
    const Json anna = {{"session", "Night Train"}, {"name", "Anna Berg"}, {"role", "2nd"}};
    CHECK(room.ask("credit", anna)["role"] == "Assistant Engineer");
    CHECK(room.ask("credit", {{"session", "Night Train"}, {"name", "Lee"}, {"role", "Bass Whisperer"}, {"instrument", "bass"}})["group"] == "musician");
    const auto near = room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Mixing Enginer"}});
    CHECK(near["group"] == "engineer");
    CHECK_THAT(near["notes"][0].get<std::string>(), Contains("Mixing Engineer"));
    room.ask("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Mixing Enginer"}, {"gone", true}});
    const auto song = room.ask("song", {{"session", "Night Train"}, {"values", "title=Night Train\nbpm=98.5\n"}});
    CHECK(song["song"]["bpm"] == "98.5");
    room.ask("song", {{"session", "Night Train"}, {"values", "bpm="}});
    const auto all = room.ask("credits", {{"session", "Night Train"}}, Permission::view);
    INFO(all.dump());
    REQUIRE(all["credits"].size() == 2);
    CHECK(all["credits"][0]["name"] == "Anna Berg");
    CHECK(all["credits"][1]["instrument"] == "bass");
    CHECK(all["song"] == Json({{"title", "Night Train"}}));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"gone", true}}), Contains("has no credit"));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"isni", "123"}}), Contains("16 digits"));
    CHECK_THAT(room.error_of("credit", {{"session", "Night Train"}, {"name", "Kim"}, {"role", "Producer"}, {"group", "enginer"}}), Contains("did you mean \"engineer\"?"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "titel=x"}}), Contains("did you mean \"title\"?"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "x"}}), Contains("KEY=VALUE"));
    CHECK_THAT(room.error_of("song", {{"session", "Night Train"}, {"values", "\n"}}), Contains("at least one"));
}

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
    CHECK_THAT(line["text"].get<std::string>(), Catch::StartsWith("unsaved changes since Night Train/Mix 1: 1 setting: ch 1"));
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
