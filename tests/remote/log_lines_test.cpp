#include "remote/log_lines.hpp"

#include <catch2/catch.hpp>

#include "load/rig_yaml.hpp"
#include "remote/hand_work.hpp"
#include "remote/logbook_stage.hpp"
#include "remote/patch_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using remote::testing::jacks;
using remote::testing::Logbook;
using recalld::testing::finish;
using recalld::testing::profile_here;
using studio::Standing;

namespace {

/// What a machine or a DAW tells of itself.
studio::UnitState machine(const std::string& profile, const std::vector<std::pair<std::string, studio::Value>>& told)
{
    studio::UnitState page("tape", profile_here(profile));
    for (const auto& [name, value] : told) page.set(page.profile->find(name).value(), value, Standing::confirmed);
    return page;
}

store::NewEntry note(const std::string& text) { return {"anna", "note", "Night Train", text}; }

}  // namespace

TEST_CASE("a machine that records plays, too, and says the more of the two")
{
    CHECK(clock_in(machine("daws/mmc", {{"transport/play", 1}})).transport == "playing");
    CHECK(clock_in(machine("daws/mmc", {{"transport/play", 1}, {"transport/record", 1}})).transport == "recording");
    CHECK(clock_in(machine("daws/mmc", {{"transport/record", 1}})).transport == "recording");
    CHECK(clock_in(machine("daws/mmc", {{"transport/rewind", 1}})).transport == "winding");
    CHECK(clock_in(machine("daws/mmc", {{"transport/fast_forward", 1}})).transport == "winding");
    CHECK(clock_in(machine("daws/mmc", {{"transport/play", 0}, {"transport/stop", 1}})).transport == "stopped");
    CHECK(clock_in(machine("daws/mmc", {})).transport == "stopped");
}

TEST_CASE("where it stands is told without the blanks of a display")
{
    CHECK(clock_in(machine("daws/mmc", {{"timecode", std::string("  01:02:03:04 ")}})).at == "01:02:03:04");
    CHECK(clock_in(machine("daws/mmc", {{"timecode", std::string("   ")}})).at.empty());
    CHECK(clock_in(machine("daws/mmc", {})).at.empty());
    CHECK(clock_in(machine("daws/mmc", {})).unit == "tape");
}

TEST_CASE("a desk has no transport, and says nothing of it")
{
    const auto clock = clock_in(studio::UnitState("desk", profile_here("example")));
    CHECK(clock.at.empty());
    CHECK(clock.transport.empty());
}

TEST_CASE("a take is told with what is known of it")
{
    const auto [data, text, words] = GENERATE(table<std::string, std::string, std::string>({{R"({"take": 3})", "", "Take 3"}, {R"({"take": 3, "name": "Take 3"})", "", "Take 3"}, {R"({"take": 3, "name": "slow"})", "", "Take 3 (slow)"},
        {R"({"take": 3, "verdict": "good"})", "second verse", "Take 3: good; second verse"}, {R"({"take": 3})", "second verse", "Take 3: second verse"}, {R"({"take": 3, "from": "01:00"})", "", "Take 3: 01:00"},
        {R"({"take": 3, "to": "02:00"})", "", "Take 3: to 02:00"}, {R"({"take": 3, "from": "01:00", "to": "02:00"})", "", "Take 3: 01:00 to 02:00"},
        {R"({"take": 12, "verdict": "good", "from": "01:00", "to": "02:00", "name": "slow"})", "flat", "Take 12 (slow): good, 01:00 to 02:00; flat"}}));
    CHECK(take_words(Json::parse(data), text) == words);
}

TEST_CASE("a line is put down with what the clock says, beside its own facts")
{
    Logbook room;
    room.tell("timecode", std::string("01:02:03:04"));
    room.tell("transport/play", 1);
    const auto id = finish(room.desk.io, put_down(room.room, note("click"), {{"own", 7}}));
    const auto line = room.entries({{"entry", id}})[0];
    CHECK(line["data"] == Json({{"own", 7}, {"at", "01:02:03:04"}, {"transport", "playing"}}));
    CHECK(line["text"] == "click");
    CHECK(line["who"] == "anna");
}

TEST_CASE("who follows the log hears of each line that was put down, and of none that was not")
{
    Logbook room;
    std::size_t heard = 0;
    const auto listening = room.room.news.listen([&](Area area) { heard += area == Area::log; });
    finish(room.desk.io, put_down(room.room, note("one"), Json::object()));
    finish(room.desk.io, put_down(room.room, note("two"), Json::object()));
    CHECK(heard == 2);
    LastLook look = [](const store::Store&) { throw VerbError("usage", "somebody was first", 409, exit_usage); };
    CHECK_THROWS_WITH(finish(room.desk.io, put_down(room.room, note("late"), Json::object(), look)), "somebody was first");
    CHECK(room.lines("note") == 2);
    CHECK(heard == 2);
}

TEST_CASE("the last look sees everything that was put down before")
{
    Logbook room;
    finish(room.desk.io, put_down(room.room, note("first"), Json::object()));
    std::size_t seen = 0;
    LastLook look = [&seen](const store::Store& store) { seen = store.entries().size(); };
    finish(room.desk.io, put_down(room.room, note("second"), Json::object(), look));
    CHECK(seen == 1);
    CHECK(room.lines("note") == 2);
}

TEST_CASE("the room works on the session that was captured or recalled last")
{
    Logbook room;
    CHECK(finish(room.desk.io, session_here(room.room)).empty());
    room.capture("Mix 1", "Day Train");
    room.capture("Mix 1", "Night Train");
    CHECK(finish(room.desk.io, session_here(room.room)) == "Night Train");
    room.ask("recall", {{"session", "Day Train"}, {"version", "Mix 1"}, {"allow", "all"}});
    CHECK(finish(room.desk.io, session_here(room.room)) == "Day Train");
}

TEST_CASE("what goes into the log by other ways knows where the tape stands, too")
{
    Logbook room;
    room.tell("timecode", std::string("01:02:03:04"));
    room.ask("inputs_set", {{"session", "Night Train"}, {"text", "Line,Name\n1,Kick\n"}});
    CHECK(room.entries({{"kind", "inputs"}})[0]["data"]["at"] == "01:02:03:04");
    CHECK(room.ask("inputs", {{"session", "Night Train"}})["inputs"].size() == 1);
    room.ask("take", {{"verdict", "good"}});
    CHECK(room.entries({{"kind", "take"}})[0]["data"]["at"] == "01:02:03:04");
    room.ask("preflight", {{"expect", "expectation: 1\nunits: {}"}});
    CHECK(room.entries({{"kind", "preflight"}})[0]["data"]["at"] == "01:02:03:04");
    Json data = {{"file", "mix.wav"}};
    add_clock(room.room, data);
    CHECK(data["at"] == "01:02:03:04");
}

TEST_CASE("a cord that moves and a line that is ticked know where the tape stands, too, and are read as ever")
{
    Logbook room;
    auto config = room.desk.rig.config();
    config.patch = load::parse_rig(jacks, "rig.yaml").patch;
    room.desk.become(std::move(config), {room.desk.profile, room.tape});
    REQUIRE(room.until([&] { return room.desk.rig.find("desk")->online() && room.desk.rig.find("tape")->online(); }));
    attach_hands(room.room);
    room.tell("timecode", std::string("01:02:03:04"));
    room.ask("patch_set", {{"plug", "B2 B13"}});
    CHECK(room.entries({{"kind", "patch"}})[0]["data"]["at"] == "01:02:03:04");
    room.capture("Mix 1");
    room.ask("patch_set", {{"pull", "B2"}});
    const auto recall = room.ask("recall", {{"session", "Night Train"}, {"version", "Mix 1"}, {"allow", "all"}});
    room.ask("tick", {{"recall", recall["recall"]}, {"line", "patch plug B2-B13"}});
    CHECK(room.entries({{"kind", "tick"}})[0]["data"]["at"] == "01:02:03:04");
    CHECK(room.ask("patch")["cords"].size() == 1);
}

TEST_CASE("the clock is added to facts that are text already, and they stay as they were without one")
{
    CHECK(with_clock(R"({"cords": []})", Json::object()) == R"({"cords": []})");
    CHECK(Json::parse(with_clock(R"({"cords": [], "at": "old"})", {{"at", "01:02:03:04"}, {"transport", "playing"}})) == Json({{"cords", Json::array()}, {"at", "01:02:03:04"}, {"transport", "playing"}}));
    Logbook room;
    room.tell("timecode", std::string("01:02:03:04"));
    CHECK(clock_now(room.room)["at"] == "01:02:03:04");
}
