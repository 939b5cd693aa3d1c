#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"
#include "recall/room.hpp"
#include "remote/ask_verb.hpp"
#include "remote/verb.hpp"
#include "remote/web/pages.hpp"
#include "remote/web/form.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using Catch::Matchers::Contains;
using recall::testing::finish;

namespace {

rig::RigConfig with_house()
{
    rig::RigConfig config;
    config.house = {{"kick", "desk ch/02", "rig.yaml:4:25", "red", {}}, {"vox", "desk ch/04", "rig.yaml:5:25", "", {"singer"}}, {"tom", "desk ch/9", "rig.yaml:6:25", "", {}}};
    return config;
}

/// A live desk of four channels, a house, and its verbs.
struct PrepRoom {
    PrepRoom() { REQUIRE(desk.comes_online()); }

    Json ask(const std::string& verb, Json arguments, Permission role = Permission::operate)
    {
        return ask_verb(room, verb, std::move(arguments), role, "anna");
    }
    HttpAnswer post(const std::vector<std::pair<std::string, std::string>>& form)
    {
        std::string body;
        for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + web::percent_encode(name) + "=" + web::percent_encode(value);
        HttpRequest request{"POST", "/do/prep", body, {"127.0.0.1", {}}, {{"content-type", "application/x-www-form-urlencoded"}}};
        return finish(desk.io, serve_page(room, std::move(request), {Permission::operate, "anna"}));
    }
    HttpAnswer get(const std::string& target) { return finish(desk.io, serve_page(room, {"GET", target, "", {}, {}}, {Permission::operate, "anna"})); }
    std::string stands(const std::string& name) { return desk.profile->law_of(*desk.profile->find(name)).spoken(desk.console().value(name)); }
    void poke(const std::string& name, const std::string& words) { desk.console().poke(name, desk.profile->law_of(*desk.profile->find(name)).parse(words).value()); }

    recall::testing::Room desk{profile_here("example"), "", with_house()};
    store::ProfileSource profiles = [this](const std::string&) { return desk.profile; };
    Room room{desk.io, desk.studio, desk.rig, *desk.recaller, *desk.store, profiles, "rig.yaml", desk.folder.path.string(), [] { return std::string(); }, {}};
};

const std::string list = "Line,Name,Mic\n2,Kick,D112\n1,Lead Singer,U47\n,Thing,\n";

std::string code(const Json& answer) { return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "none"; }

}  // namespace

TEST_CASE("a preparation is proposed and nothing is kept or sent")
{
    PrepRoom room;
    const auto before = room.desk.values();
    const auto answer = room.ask("prep", {{"session", "Gig"}, {"text", list}}, Permission::view);
    REQUIRE(code(answer) == "none");
    CHECK(answer["unit"] == "desk");
    CHECK(answer["format"] == "csv");
    REQUIRE(answer["tracks"].size() == 3);
    CHECK(answer["tracks"][0]["strip"] == "desk ch/02");
    CHECK(answer["tracks"][0]["source"] == "In 2");
    CHECK(answer["tracks"][0]["colour"] == "red");
    CHECK(answer["tracks"][1]["strip"] == "desk ch/04");
    CHECK(answer["tracks"][1]["role"] == "lead vox");
    CHECK(answer["tracks"][2]["strip"] == "desk ch/01");
    CHECK(answer["conflicts"][0]["kind"] == "unknown_role");
    CHECK_THAT(answer["messages"][0]["text"].get<std::string>(), Contains("rig.yaml:6:25") && Contains("ch/9"));
    CHECK(answer["plan"]["writes"].get<int>() > 0);
    CHECK(answer["kept"].is_null());
    CHECK(room.desk.values() == before);
    CHECK(code(room.ask("versions", {{"session", "Gig"}})) == "not_found");
    CHECK(room.ask("entries", Json::object())["total"] == 0);
}

TEST_CASE("a kept preparation is applied with consent, moves nothing else, and is undone")
{
    PrepRoom room;
    room.poke("ch/02/config/source", "In 1");
    room.poke("ch/03/mix/fader", "-10 dB");
    const auto before = room.desk.values();
    const auto kept = room.ask("prep", {{"session", "Gig"}, {"text", list}, {"keep", "Prep"}});
    REQUIRE(kept["kept"]["version"] == "Prep");
    CHECK(room.desk.values() == before);
    const Json apply = {{"session", "Gig"}, {"version", "Prep"}, {"allow", "routing"}};
    CHECK(code(room.ask("prep_apply", {{"session", "Gig"}, {"version", "Prep"}})) == "refused");
    CHECK(room.desk.values() == before);
    room.poke("ch/03/mix/fader", "-20 dB");   // what somebody moves meanwhile is his
    const auto moved = room.desk.values();
    const auto applied = room.ask("prep_apply", apply);
    REQUIRE(code(applied) == "none");
    CHECK(applied["report"]["differs"] == 0);
    CHECK(room.stands("ch/02/config/name") == "\"Kick\"");
    CHECK(room.stands("ch/02/config/source") == "In 2");
    CHECK(room.stands("ch/04/config/name") == "\"Lead Singer\"");
    for (const auto& name : room.desk.differing(moved)) CHECK_THAT(name, Contains("/config/"));
    room.poke("ch/03/mix/fader", "-30 dB");
    CHECK(code(room.ask("undo", {{"allow", "all"}})) == "none");
    CHECK(room.stands("ch/02/config/source") == "In 1");
    CHECK(room.desk.differing(before) == recall::testing::Names{"ch/03/mix/fader"});
    CHECK(room.stands("ch/03/mix/fader") == "-30.0 dB");
}

TEST_CASE("only preparations are applied as such")
{
    PrepRoom room;
    room.desk.capture("Mix 1");
    CHECK(code(room.ask("prep_apply", {{"session", "Gig"}, {"version", "Mix 1"}})) == "no_preparation");
    CHECK(code(room.ask("prep_apply", {{"session", "Gig"}, {"version", "Mix 9"}})) == "not_found");
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", list}, {"keep", "Prep"}}, Permission::view)) == "forbidden");
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", list}, {"format", "docx"}})) == "usage");
    CHECK(code(room.ask("prep", {{"session", "Gig"}})) == "no_input_list");
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", ""}, {"keep", "P"}})) == "nothing_to_keep");
}

TEST_CASE("the input list keeps in the log, as it was when a version was saved, and prepares the session")
{
    PrepRoom room;
    CHECK(room.ask("inputs", {{"session", "Gig"}})["inputs"].empty());
    const auto set = room.ask("inputs_set", {{"session", "Gig"}, {"text", "Name;Mic\nKick;D112\nKick 2;B52\n;\n"}});
    CHECK(set["inputs"].size() == 2);
    CHECK(set["notes"] == Json::array({"session \"Gig\" is new"}));
    room.desk.capture("Mix 1");
    const auto rows = room.ask("inputs_set", {{"session", "Gig"}, {"rows", R"([{"name": "Vox", "mic": "U47", "line": 1}, 3])"}});
    CHECK(rows["messages"].size() == 1);
    CHECK(rows["notes"] == Json::array({"it takes the place of the list of 2 inputs in line " + set["entry"].dump() + " of the log"}));
    CHECK(room.ask("inputs", {{"session", "Gig"}})["inputs"][0]["name"] == "Vox");
    CHECK(room.ask("inputs", {{"session", "Gig"}, {"version", "Mix 1"}})["inputs"].size() == 2);
    CHECK(room.ask("inputs", {{"session", "Gig"}})["who"] == "anna");
    const auto prep = room.ask("prep", {{"session", "Gig"}});
    CHECK(prep["format"] == "inputs");
    CHECK(prep["tracks"][0]["strip"] == "desk ch/04");
    for (const auto& bad : {Json{{"session", "Gig"}}, Json{{"session", "Gig"}, {"rows", "{}"}}, Json{{"session", "Gig"}, {"text", "a"}, {"rows", "[]"}}}) CHECK(code(room.ask("inputs_set", bad)) == "usage");
    CHECK(code(room.ask("inputs_set", {{"session", "Gig"}, {"text", ",,"}})) == "no_inputs");
    CHECK(room.ask("entries", Json::object())["total"] == 2);   // each is one line
}

TEST_CASE("a list that is cut or no text leaves the one before as it was")
{
    PrepRoom room;
    room.ask("inputs_set", {{"session", "Gig"}, {"text", "Name;Mic\nKick;D112\nSnare;SM57\n"}});
    for (const auto& bad : {std::string("Name,Mic\nKick,\"D1"), std::string("Name,Mic\nKick,D1\0", 17)}) {
        const auto refused = room.ask("inputs_set", {{"session", "Gig"}, {"text", bad}})["error"];
        CHECK(refused["code"] == "input_list");
        CHECK(refused["exit"] == exit_usage);
        CHECK_THAT(refused["message"].get<std::string>(), Catch::StartsWith("line 2, column ") && Contains("\"Gig\" had before stands"));
    }
    CHECK(room.ask("inputs", {{"session", "Gig"}})["inputs"].size() == 2);
}

TEST_CASE("of a list that is cut a preparation is shown and not kept")
{
    PrepRoom room;
    const std::string cut = "Name,Mic\nKick,\"D1";
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", cut}})) == "none");
    const auto refused = room.ask("prep", {{"session", "Gig"}, {"text", cut}, {"keep", "Prep"}})["error"];
    CHECK(refused["code"] == "input_list");
    CHECK_THAT(refused["message"].get<std::string>(), Catch::StartsWith("line 2, column ") && Contains("nothing is kept; write the list again"));
    CHECK(code(room.ask("versions", {{"session", "Gig"}})) == "not_found");
}

TEST_CASE("a session that is nearly called as another is asked back, and captured with a note")
{
    PrepRoom room;
    room.ask("inputs_set", {{"session", "Night Train"}, {"text", list}});
    for (const auto& [verb, more] : {std::pair{"inputs_set", Json{{"text", list}}}, std::pair{"prep", Json{{"text", list}, {"keep", "Prep"}}}}) {
        Json asked = more;
        asked["session"] = "Nihgt Train";
        CHECK(code(room.ask(verb, asked)) == "unknown_session");
    }
    CHECK(room.ask("capture", {{"session", "Nihgt Train"}, {"version", "Mix 1"}})["notes"] == Json::array({"session \"Nihgt Train\" is new; did you mean \"Night Train\"?"}));
    CHECK_FALSE(room.ask("capture", {{"session", "Nihgt Train"}, {"version", "Mix 2"}}).contains("notes"));
    const auto kept = room.ask("prep", {{"session", "Day Train X"}, {"text", list}, {"keep", "Prep"}, {"new", true}})["kept"];
    CHECK(kept["new_session"] == true);
}

TEST_CASE("an engineer's preset is taken from a version, and goes to the strip of its role")
{
    PrepRoom room;
    room.poke("ch/03/eq/1/g", "+4 dB");
    room.poke("ch/03/mix/fader", "-5 dB");
    room.desk.capture("Mix 1");
    const Json made = {{"engineer", "Anna"}, {"role", "Kick"}, {"session", "Gig"}, {"version", "Mix 1"}, {"strip", "desk ch/03"}};
    const auto preset = room.ask("preset", made);
    REQUIRE(code(preset) == "none");
    CHECK(preset["values"].size() == 4);   // two bands of frequency and gain
    CHECK(room.ask("presets", {{"engineer", "anna"}})["presets"].size() == 1);
    CHECK(room.ask("presets", {{"engineer", "ben"}})["presets"].empty());
    const auto prep = room.ask("prep", {{"session", "Gig"}, {"text", list}, {"engineer", "Anna"}, {"keep", "Prep"}});
    CHECK(prep["tracks"][0]["preset"] == "Anna: kick");
    CHECK(code(room.ask("prep_apply", {{"session", "Gig"}, {"version", "Prep"}, {"allow", "routing"}})) == "none");
    CHECK(room.stands("ch/02/eq/1/g") == room.stands("ch/03/eq/1/g"));
    CHECK(room.stands("ch/02/mix/fader") != room.stands("ch/03/mix/fader"));
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", list}, {"engineer", "Ben"}})) == "not_found");
    Json bad = made;
    bad["strip"] = "ch/77";
    CHECK(code(room.ask("preset", bad)) == "unknown_strip");
    bad = made;
    bad["sections"] = "eq,nonsense";
    CHECK(code(room.ask("preset", bad)) == "usage");
}

TEST_CASE("a preset's strip is said with its unit before it, beside it, or without where one unit has such a strip")
{
    PrepRoom room;
    room.poke("ch/03/eq/1/g", "+4 dB");
    room.desk.capture("Mix 1");
    const auto made = [&](const Json& more) {
        Json wish = {{"engineer", "Anna"}, {"role", "Kick"}, {"session", "Gig"}, {"version", "Mix 1"}};
        wish.update(more);
        return room.ask("preset", wish);
    };
    CHECK(made({{"strip", "ch/03"}})["strip"] == "ch/03");
    CHECK(made({{"strip", "ch 3"}, {"unit", "desk"}})["strip"] == "ch/03");
    CHECK(made({{"strip", "desk ch/03"}, {"unit", "desk"}})["strip"] == "ch/03");
    CHECK(code(made({{"strip", "ch/03"}, {"unit", "foh"}})) == "unknown_unit");
    CHECK_THAT(made({{"strip", "ch/77"}})["error"]["message"].get<std::string>(), Contains("there is no strip \"ch/77\" on desk"));
}

TEST_CASE("the unit that nobody names is the only one that fits, and where several do they are named")
{
    const studio::UnitState desk("desk", profile_here("example")), stage("stage", profile_here("example")), limiter("1176-A", logbook::testing::limiter());
    const FitsUnit is_console = [](const studio::UnitState& unit) { return !unit.profile->is_by_hand(); };
    CHECK(only_unit({{limiter, desk}}, is_console, "scene files").unit == "desk");
    CHECK_THROWS_WITH(only_unit({{desk, limiter, stage}}, is_console, "scene files"), "several units of the version have scene files (desk, stage); choose one with --unit");
    CHECK_THROWS_WITH(only_unit({{limiter}}, is_console, "scene files"), "no unit of the version has scene files; it holds 1176-A");
    CHECK_THROWS_WITH(unit_of({{desk, limiter}}, "foh"), "the version holds no unit \"foh\"; it holds desk, 1176-A");
}

TEST_CASE("an engineer keeps several presets for one role by their names, and is told what takes the place of what")
{
    PrepRoom room;
    room.poke("ch/03/eq/1/g", "+4 dB");
    room.desk.capture("Mix 1");
    Json made = {{"engineer", "Anna"}, {"role", "Kick"}, {"session", "Gig"}, {"version", "Mix 1"}, {"strip", "desk ch/03"}};
    const auto plain = room.ask("preset", made);
    CHECK_FALSE(plain.contains("replaces"));
    made["name"] = "bright";
    const auto bright = room.ask("preset", made);
    CHECK(bright["name"] == "bright");
    CHECK_FALSE(bright.contains("replaces"));
    CHECK(room.ask("presets", {{"engineer", "Anna"}})["presets"].size() == 2);
    CHECK(room.ask("presets", {{"engineer", "anna/Bright"}})["presets"].size() == 1);
    CHECK(room.ask("prep", {{"session", "Gig"}, {"text", list}, {"engineer", "Anna/bright"}})["tracks"][0]["preset"] == "Anna/bright: kick");
    CHECK(code(room.ask("prep", {{"session", "Gig"}, {"text", list}, {"engineer", "Anna/dark"}})) == "not_found");
    const auto again = room.ask("preset", made);
    CHECK(again["replaces"] == bright["entry"]);
    CHECK_THAT(again["note"].get<std::string>(), Contains("takes the place of line " + bright["entry"].dump()));
    made["name"] = "bright/dark";
    CHECK(code(room.ask("preset", made)) == "usage");
}

TEST_CASE("the page shows the proposal with what is in the way, and keeping it leads to the plan")
{
    PrepRoom room;
    CHECK(room.get("/prep?session=Gig").status == 200);
    const auto shown = room.post({{"session", "Gig"}, {"text", list + "<b>x</b>\n"}});
    CHECK(shown.status == 200);
    CHECK_THAT(shown.body, Contains("Lead Singer") && Contains("Unknown:") && Contains("&lt;b&gt;x") && !Contains("<b>x"));
    const auto empty = room.post({{"session", "Gig"}});
    CHECK(empty.status == 404);
    CHECK_THAT(empty.body, Contains("no input list"));
    const auto kept = room.post({{"session", "Gig"}, {"text", list}, {"keep", "Prep"}, {"go", "keep"}});
    REQUIRE(kept.status == 303);
    const auto location = std::ranges::find(kept.headers, "Location", &std::pair<std::string, std::string>::first);
    REQUIRE(location != kept.headers.end());
    const auto plan = room.get(location->second);
    CHECK(plan.status == 200);
    CHECK_THAT(plan.body, Contains("Lead Singer") && Contains("config/name"));
}

TEST_CASE("the page asks back whether a session that is nearly called as another is meant, and keeps the proposal")
{
    PrepRoom room;
    room.ask("inputs_set", {{"session", "Night Train"}, {"text", list}});
    std::vector<std::pair<std::string, std::string>> form{{"session", "Nihgt Train"}, {"text", list}, {"keep", "Prep"}, {"go", "keep"}};
    const auto asked = room.post(form);
    CHECK(asked.status == 404);
    CHECK_THAT(asked.body, Contains("Night Train") && Contains("name=\"new\"") && Contains("Lead Singer"));
    CHECK(code(room.ask("versions", {{"session", "Nihgt Train"}})) == "not_found");
    form.emplace_back("new", "yes");
    CHECK(room.post(form).status == 303);
    CHECK(code(room.ask("versions", {{"session", "Nihgt Train"}})) == "none");
}

TEST_CASE("an input list that names strips that are not here says so")
{
    PrepRoom room;
    const auto set = room.ask("inputs_set", {{"session", "Gig"}, {"text", "Name,Strip\nKick,desk ch/1\nSnare,ch/02\nHat,desk ch/99\nVox,dsk ch/03\n"}});
    REQUIRE(set["messages"].size() == 2);
    CHECK(set["messages"][0]["line"] == 4);
    CHECK_THAT(set["messages"][0]["text"].get<std::string>(), Contains("no strip \"desk ch/99\" in this room"));
    CHECK(set["messages"][1]["line"] == 5);
    CHECK(set["inputs"].size() == 4);
}
