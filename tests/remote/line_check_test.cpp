#include "remote/line_check.hpp"

#include "remote/web/desk_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using Catch::Matchers::Contains;

namespace {

struct CheckRoom : DeskRoom {
    ~CheckRoom()
    {
        if (room.line_check) room.line_check->end();
        room.ending = true;
    }
    Json ask(const std::string& verb, Json arguments = Json::object(), const std::string& who = "anna")
    {
        return ask_verb(room, verb, std::move(arguments), Permission::operate, who);
    }
    void write(store::NewEntry entry)
    {
        finish(desk.io, desk.store->run([&](store::Store& store) { return store.add_entry(entry); }));
    }
    std::vector<std::string> unsigned_texts()
    {
        std::vector<std::string> all;
        store::EntryFilter filter;
        filter.kinds = {"line_check_unsigned"};
        for (const auto& entry : finish(desk.io, desk.store->run([&](store::Store& store) { return store.entries(filter); }))) all.push_back(entry.said.text);
        return all;
    }
    void fault(const std::string& subject, const std::string& text) { write({"anna", "fault", "", text, {}, subject}); }
    std::vector<std::string> faults_of(const Json& line)
    {
        std::vector<std::string> all;
        for (const auto& one : line["faults"]) all.push_back(one["subject"].get<std::string>() + ": " + one["text"].get<std::string>());
        return all;
    }
};

task<bool> ended(Room& room)
{
    co_await end_line_check(room, "recalld", "recalld ended");
    co_return true;
}

std::string refusal(const Room& room, const std::string& name, const std::string& place)
{
    try {
        lines_wanted(room, {{name, place}});
    } catch (const VerbError& error) {
        CHECK(error.code == "usage");
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("a line is found by its unit and strip, and by the strip alone where one unit has levels")
{
    CheckRoom room;
    for (const auto* place : {"desk ch/02", "desk ch 2", "desk ch/2", "ch/02", "CH 2"}) {
        CAPTURE(place);
        const auto lines = lines_wanted(room.room, {{"Snare", place}});
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].place == "desk ch/02");
        CHECK(lines[0].checked.name == "Snare");
        CHECK(lines[0].checked.place.unit == "desk");
        CHECK_FALSE(lines[0].phantom);
    }
}

TEST_CASE("a line that cannot be heard is refused by its name")
{
    CheckRoom room;
    const auto [place, words] = GENERATE(table<std::string, std::string>({
        {"desk ch/99", "line \"Snare\": desk has no strip \"ch/99\""},
        {"desk", "line \"Snare\": desk has no strip \"desk\""},
        {"verb ch/01", "line \"Snare\": desk has no strip \"verb ch/01\""},
        {"desk headamp/000", "line \"Snare\": desk tells no level of"},
    }));
    CAPTURE(place);
    CHECK_THAT(refusal(room.room, "Snare", place), Contains(words));
}

TEST_CASE("lines are counted as they are listed")
{
    CheckRoom room;
    const auto lines = lines_wanted(room.room, {{"Kick", "ch/01"}, {"Snare", "ch/02"}, {"Kick again", "ch/01"}});
    REQUIRE(lines.size() == 3);
    for (std::size_t i = 0; i < lines.size(); ++i) CHECK(lines[i].checked.line == i + 1);
    CHECK(lines_wanted(room.room, {}).empty());
}

TEST_CASE("faults of everything that a line goes through stand beside it, each once")
{
    CheckRoom room;
    room.write({"anna", "inputs", "Gig", "the input list", {}, {}, {},
                R"({"inputs": [{"line": 7, "name": "Kick", "mic": "D112", "jack": "L7", "preamp": "1073-A", "strip": "desk ch/01"}, {"line": 8, "name": "Snare", "strip": "desk ch/02"}]})"});
    room.fault("line 7", "hums");
    room.fault("jack l7", "is loose");
    room.fault("mic d112", "rattles");
    room.fault("1073-A", "reads hot");
    room.fault("desk ch/1", "crackles");
    room.fault("desk", "is warm");
    room.fault("desk ch/3", "is nobody's here");
    room.fault("line 77", "is another one");
    const auto lines = room.ask("linecheck_start", {{"session", "Gig"}})["lines"];
    REQUIRE(lines.size() == 2);
    CHECK(room.faults_of(lines[0]) == std::vector<std::string>{"desk ch/1: crackles", "desk: is warm", "line 7: hums", "jack l7: is loose", "1073-A: reads hot", "mic d112: rattles"});
    CHECK(room.faults_of(lines[1]) == std::vector<std::string>{"desk: is warm"});
}

TEST_CASE("a line whose preamp is the desk is not told of the faults of every other strip")
{
    CheckRoom room;
    room.write({"anna", "inputs", "Gig", "the input list", {}, {}, {}, R"({"inputs": [{"line": 1, "name": "Kick", "preamp": "desk", "strip": "desk ch/01"}]})"});
    room.fault("desk ch/2", "is another one");
    room.fault("desk ch/1", "crackles");
    room.fault("desk", "is warm");
    CHECK(room.faults_of(room.ask("linecheck_start", {{"session", "Gig"}})["lines"][0]) == std::vector<std::string>{"desk ch/1: crackles", "desk: is warm"});
}

TEST_CASE("quirks that the rig names are told as faults are")
{
    CheckRoom room;
    auto config = room.desk.rig.config();
    config.units.at(0).quirks = {"channel 9 is for talkback"};
    room.desk.become(std::move(config), {room.desk.profile});
    REQUIRE(room.desk.comes_online());
    const auto lines = room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}})["lines"];
    CHECK(room.faults_of(lines[0]) == std::vector<std::string>{"desk: channel 9 is for talkback"});
}

TEST_CASE("rows of an input list that are no rows harm nobody")
{
    CheckRoom room;
    room.write({"anna", "inputs", "Gig", "inputs", {}, {}, {}, R"({"inputs": [null, 7, "x", [], {"strip": 5}, {"line": "7", "jack": 9, "preamp": {}, "mic": null, "name": "Kick", "strip": "desk ch/01", "phantom": "yes"}]})"});
    const auto started = room.ask("linecheck_start", {{"session", "Gig"}});
    REQUIRE(started["lines"].size() == 1);
    CHECK(started["lines"][0]["line"] == 1);
    CHECK(started["lines"][0]["phantom"] == "");
    CHECK(started["skipped"].size() == 5);
}

TEST_CASE("two people with a phone work on one line check")
{
    CheckRoom room;
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01\nSnare=desk ch/02\nVox=desk ch/03"}, {"patience_s", 0}}, "anna");
    room.ask("linecheck_mark", {{"verdict", "silent"}, {"line", 1}, {"note", "no cable"}}, "anna");
    room.ask("linecheck_mark", {{"verdict", "noisy"}, {"line", 1}, {"note", "there is one now"}}, "ben");
    const auto check = room.ask("linecheck", Json::object(), "ben");
    CHECK(check["who"] == "anna");
    CHECK(check["lines"][0]["verdict"] == "noisy");
    CHECK(check["lines"][0]["by"] == "ben");
    CHECK(check["current"] == 2);
    room.ask("linecheck_mark", {{"verdict", "pass"}, {"line", 3}}, "ben");
    room.ask("linecheck_next", Json::object(), "anna");
    CHECK(room.ask("linecheck")["state"] == "done");   // the third was decided ahead
    CHECK(room.ask("linecheck", {{"follow", true}})["exit"] == exit_differs);   // signed or not
    CHECK(room.ask("linecheck")["counts"] == Json({{"pass", 1}, {"silent", 0}, {"wrong_channel", 0}, {"hot", 0}, {"noisy", 1}, {"skipped", 0}, {"open", 1}, {"phantom_missing", 0}, {"phantom_unknown", 0}}));
}

TEST_CASE("a line check that another one replaced tells nobody anything any more")
{
    CheckRoom room;
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}});
    std::size_t told = 0;
    const auto listening = room.room.news.listen([&](Area area) { told += area == Area::checks ? 1 : 0; });
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Snare=desk ch/02"}}, "ben");
    CHECK(told > 0);
    const auto check = room.ask("linecheck");
    CHECK(check["lines"][0]["name"] == "Snare");
    CHECK(check["who"] == "ben");
}

TEST_CASE("a line check goes on when the desk falls silent, and says so")
{
    CheckRoom room;
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01\nSnare=desk ch/02"}, {"patience_s", 2}});
    CHECK(room.ask("linecheck")["problems"].empty());
    finish(room.desk.io, room.desk.rig.stop());
    run_for(room.desk.io, 3500ms);
    const auto check = room.ask("linecheck");
    CHECK(check["lines"][0]["verdict"] == "open");
    CHECK(check["state"] == "running");
    REQUIRE(check["problems"].size() == 1);
    CHECK_THAT(check["problems"][0].get<std::string>(), Contains("desk is offline") && Contains("its lines cannot be heard, and the check waits"));
    room.ask("linecheck_mark", {{"verdict", "silent"}});
    CHECK(room.ask("linecheck")["current"] == 2);
}

TEST_CASE("what is signed is kept with the newest version, or with the one that is named")
{
    CheckRoom room;
    room.keep("Mix 1");
    room.keep("Mix 2");
    const auto [named, version] = GENERATE(table<std::string, std::string>({{"", "Mix 2"}, {"Mix 1", "Mix 1"}}));
    Json asked = {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}};
    if (!named.empty()) asked["version"] = named;
    room.ask("linecheck_start", asked);
    room.ask("linecheck_mark", {{"verdict", "pass"}});
    const auto done = room.ask("linecheck_sign", {{"name", "Anna"}});
    CHECK(done["version"] == version);
    CHECK_FALSE(done.contains("exit"));
    CHECK_FALSE(done.contains("level_dbfs"));
    const auto kept = room.ask("linecheck_result", {{"session", "Gig"}, {"version", version}});
    CHECK(kept["signed"] == "Anna");
    CHECK(kept["version"] == version);
    CHECK_THAT(kept["words"].get<std::string>(), Contains("1 of 1 lines pass") || Contains("1 of 1 line pass"));
    CHECK(room.ask("linecheck_result", {{"session", "Gig"}, {"version", "Mix 9"}})["error"]["code"] == "not_found");
}

TEST_CASE("a signed check can be opened again, marked and signed anew; the log keeps both")
{
    CheckRoom room;
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}});
    room.ask("linecheck_mark", {{"verdict", "silent"}});
    const auto first = room.ask("linecheck_sign", {{"name", "Anna"}});
    room.ask("linecheck_mark", {{"verdict", "pass"}, {"line", 1}, {"note", "a new cable"}}, "ben");
    const auto second = room.ask("linecheck_sign", Json::object(), "ben");
    CHECK(second["entry"] > first["entry"]);
    CHECK(second["signed"] == "ben");
    CHECK(room.ask("linecheck_result", {{"session", "Gig"}})["entry"] == second["entry"]);
}

TEST_CASE("an input list of channels is walked, and each line has a number of its own")
{
    CheckRoom room;
    REQUIRE_FALSE(room.ask("inputs_set", {{"session", "Gig"}, {"text", "Channel,Name,Mic,48V\n1,Kick,D112,\n2,Snare,SM57,\n4,Vox,U87,yes\n"}}).contains("error"));
    const auto lines = room.ask("linecheck_start", {{"session", "Gig"}})["lines"];
    REQUIRE(lines.size() == 3);
    CHECK(lines[2]["strip"] == "ch/04");
    CHECK(lines[2]["line"] == 4);
    CHECK(lines[2]["phantom"] != "");
    room.write({"anna", "inputs", "Gig", "inputs", {}, {}, {}, R"({"inputs": [{"name": "Kick", "strip": "desk ch/01"}, {"line": 1, "name": "Snare", "strip": "desk ch/02"}]})"});
    const auto numbered = room.ask("linecheck_start", {{"session", "Gig"}})["lines"];
    CHECK(numbered[0]["line"] == 2);
    CHECK(numbered[1]["line"] == 1);
}

TEST_CASE("a line without its 48 V, or without a strip, is in the sentence that is signed")
{
    CheckRoom room;
    room.write({"anna", "inputs", "Gig", "inputs", {}, {}, {}, R"({"inputs": [{"line": 1, "name": "Vox", "strip": "desk ch/01", "phantom": true}, {"name": "Talkback"}]})"});
    room.ask("linecheck_start", {{"session", "Gig"}});
    room.ask("linecheck_mark", {{"verdict", "pass"}});
    const auto done = room.ask("linecheck_sign", {{"name", "Anna"}});
    CHECK(done["exit"] == exit_differs);
    CHECK(done["counts"]["phantom_missing"] == 1);
    CHECK(done["counts"]["phantom_unknown"] == 0);
    CHECK(done["lines"][0]["phantom_known"] == true);
    CHECK_THAT(done["words"].get<std::string>(), Contains("0 of 1 lines pass; line 1 Vox is heard, 48 V missing (48 V is needed") && Contains("; without a strip, not listened to: Talkback; signed by Anna"));
    CHECK(has(room.get("/checks/line").body, "Not listened to, for nobody knows their strip: Talkback"));
}

TEST_CASE("48 V that nobody knows is not said to be missing, and such a line does not pass either")
{
    CheckRoom room;
    room.write({"anna", "inputs", "Gig", "inputs", {}, {}, {}, R"({"inputs": [{"line": 1, "name": "Vox", "strip": "desk ch/01", "phantom": true}, {"line": 2, "name": "Kick", "strip": "desk ch/02"}]})"});
    const auto& profile = *room.desk.profile;
    for (studio::ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (profile[id].hazard == studio::Hazard::phantom) room.desk.studio.apply("desk", id, studio::Value{}, studio::Standing::unknown, studio::Origin::device);
    room.ask("linecheck_start", {{"session", "Gig"}, {"patience_s", 0}});
    room.ask("linecheck_mark", {{"verdict", "pass"}});
    const auto done = room.ask("linecheck_sign", {{"name", "Anna"}});
    INFO(done.dump());
    CHECK(done["exit"] == exit_differs);
    CHECK(done["counts"]["pass"] == 0);
    CHECK(done["counts"]["phantom_missing"] == 0);
    CHECK(done["counts"]["phantom_unknown"] == 1);
    CHECK(done["lines"][0]["phantom_known"] == false);
    CHECK(done["lines"][1]["phantom_known"] == true);
    CHECK_THAT(done["words"].get<std::string>(), Contains("line 1 Vox is heard, 48 V not known (48 V is needed; nobody knows") && !Contains("missing"));
}

TEST_CASE("a line check belongs to a version that its session has")
{
    CheckRoom room;
    REQUIRE_FALSE(room.ask("capture", {{"session", "Gig"}, {"version", "Mix 1"}}).contains("error"));
    Json asked{{"session", "Gig"}, {"version", "Mix1"}, {"lines", "Kick=desk ch/01"}};
    const auto refused = room.ask("linecheck_start", asked)["error"];
    CHECK(refused["code"] == "not_found");
    CHECK(refused["exit"] == exit_usage);
    CHECK_THAT(refused["message"].get<std::string>(), Contains("session \"Gig\" has no version \"Mix1\"; there is: \"Mix 1\"; did you mean \"Mix 1\"?"));
    CHECK(room.ask("linecheck")["state"] == "none");
    asked["version"] = "Mix 1";
    CHECK(room.ask("linecheck_start", asked)["version"] == "Mix 1");
    asked["session"] = "Nowhere";
    CHECK_THAT(room.ask("linecheck_start", asked)["error"]["message"].get<std::string>(), Contains("there is no session \"Nowhere\""));
}

TEST_CASE("lines that are typed may begin a session, but not by a slip of the hand")
{
    CheckRoom room;
    REQUIRE_FALSE(room.ask("capture", {{"session", "Night Train"}, {"version", "Mix 1"}}).contains("error"));
    Json asked{{"session", "Nigth Train"}, {"lines", "Kick=desk ch/01"}};
    CHECK(room.ask("linecheck_start", asked)["error"]["code"] == "unknown_session");
    CHECK(room.ask("linecheck")["state"] == "none");
    asked["new"] = true;
    CHECK(room.ask("linecheck_start", asked)["new_session"] == true);
    asked["session"] = "Night Train";
    CHECK_FALSE(room.ask("linecheck_start", asked).contains("new_session"));
}

TEST_CASE("nobody's marks are lost by another line check, unless somebody says so")
{
    CheckRoom room;
    const Json two{{"session", "Gig"}, {"lines", "Kick=desk ch/01\nSnare=desk ch/02"}, {"patience_s", 0}};
    room.ask("linecheck_start", two);
    CHECK_FALSE(room.ask("linecheck_start", two, "ben").contains("error"));   // nothing was marked yet
    room.ask("linecheck_mark", {{"verdict", "noisy"}, {"note", "hums"}}, "ben");
    const auto refused = room.ask("linecheck_start", two, "anna")["error"];
    CHECK(refused["code"] == "line_check_running");
    CHECK_THAT(refused["message"].get<std::string>(), Contains("ben's line check of \"Gig\" is under way, and 1 of its 2 lines are decided and not signed"));
    CHECK(room.post("/do/linecheck", {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}}).status == 409);
    room.ask("linecheck_sign", {{"name", "Ben"}}, "ben");
    CHECK_FALSE(room.ask("linecheck_start", two, "anna").contains("error"));   // what is signed is kept
    CHECK(room.unsigned_texts().empty());
    room.ask("linecheck_mark", {{"verdict", "pass"}}, "anna");
    CHECK(room.post("/do/linecheck", {{"session", "Gig"}, {"lines", "Kick=desk ch/01"}, {"force", "yes"}}).status == 303);
    room.ask("linecheck_start", [&] { Json forced = two; forced["force"] = true; return forced; }(), "ben");
    REQUIRE(room.unsigned_texts().size() <= 1);
}

TEST_CASE("what nobody signed stays in the log, however the line check ends")
{
    CheckRoom room;
    const std::string end = GENERATE(as<std::string>{}, "cancelled", "replaced", "the daemon");
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/01\nSnare=desk ch/02"}, {"patience_s", 0}});
    room.ask("linecheck_mark", {{"verdict", "noisy"}, {"note", "hums"}});
    if (end == "cancelled") room.ask("linecheck_cancel", Json::object(), "ben");
    else if (end == "replaced") room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Vox=desk ch/03"}});
    else finish(room.desk.io, ended(room.room));
    const auto texts = room.unsigned_texts();
    REQUIRE(texts.size() == 1);
    CHECK_THAT(texts[0], Catch::StartsWith("line check not signed: 0 of 2 lines pass; line 1 Kick is noisy (hums); line 2 Snare is not checked; "));
    CHECK(room.ask("linecheck_result", {{"session", "Gig"}})["error"]["code"] == "not_found");   // nobody signed it
}

TEST_CASE("a line check ends when the rig has other strips")
{
    CheckRoom room;
    room.ask("linecheck_start", {{"session", "Gig"}, {"lines", "Kick=desk ch/04\nSnare=desk ch/03"}, {"patience_s", 0}});
    room.ask("linecheck_mark", {{"verdict", "pass"}});
    const auto check = room.room.line_check;
    auto other = std::make_shared<studio::Profile>(*room.desk.profile);
    other->strips[*other->find_strip("ch/04")].path = "in/04";
    auto config = room.desk.rig.config();
    room.desk.become(std::move(config), {other});
    CHECK_FALSE(check->fits());
    CHECK(run_until(room.desk.io, [&] { return !room.room.line_check; }));
    CHECK(run_until(room.desk.io, [&] { return room.unsigned_texts().size() == 1; }));
    CHECK(room.get("/checks").status == 200);
    const auto phantom = phantom_of(room.room, {"desk", 9999});   // of a strip that is no more
    CHECK(phantom.missing == "48 V is needed; nobody knows whether it is on");
    CHECK_FALSE(phantom.is_known);
}
