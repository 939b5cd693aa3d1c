#include "remote/web/views.hpp"

#include <catch2/catch.hpp>

#include "remote/web/files.hpp"
#include "remote/web/words.hpp"

using namespace recalld::remote::web;

namespace {

Json plan_of(std::size_t changes)
{
    Json plan = Json::parse(R"json({"session": "Night Train", "version": "Mix 3@2", "scope": "", "writes": 3, "unchanged": 8470, "stages": [{"unit": "desk", "stage": "faders", "count": 2},
        {"unit": "rack", "stage": "faders", "count": 1}], "changes": [], "hazards": [{"hazard": "unmute", "count": 1, "words": ["ch 1 on"], "of": ["desk ch/01/mix/on"], "allowed": false}],
        "safe": [], "by_hand": [], "not_exposed": [], "notes": ["a note"], "refused": true})json");
    for (std::size_t i = 0; i < changes; ++i)
        plan["changes"].push_back({{"unit", "desk"}, {"strip", "ch " + std::to_string(i % 3)}, {"words", "fader"}, {"from", "-oo dB"}, {"to", "0.0 dB"}, {"hazard", ""}, {"partner", false}});
    return plan;
}

Json report_of(const char* counts, bool cancelled = false)
{
    Json report = {{"recall", 7}, {"session", "Night Train"}, {"version", "Mix 3"}, {"state", "finished"}, {"time", "2026-11-21T09:30:05Z"}, {"report", Json::parse(counts)}, {"scope", ""},
                   {"details", Json::array()}, {"notes", Json::array()}, {"cancelled", cancelled}, {"elapsed_ms", 212}, {"undoes", nullptr}, {"undone", false}};
    return report;
}

}  // namespace

TEST_CASE("numbers carry their words")
{
    CHECK(count_of(1, "parameter") == "1 parameter");
    CHECK(count_of(0, "parameter") == "0 parameters");
    CHECK(duration(212) == "212 ms");
    CHECK(duration(1240) == "1.2 s");
    CHECK(duration(192'000) == "3 min 12 s");
    CHECK(duration(7'500'000) == "2 h 5 min");
    CHECK(duration(3.0 * 86'400'000) == "3 days");
    CHECK(percentage(8492, 8493) == "99.9 %");
    CHECK(percentage(8493, 8493) == "100 %");
    CHECK(percentage(0, 0) == "100 %");
    CHECK(local_time("no time") == "no time");
    CHECK(local_time("2026-11-21T09:30:05Z").size() == 16);
    CHECK(fingerprint("a") != fingerprint("b"));
    CHECK(fingerprint("").size() == 16);
    CHECK(hazard_words("phantom") == "48 V");
    CHECK(hazard_words("unheard of") == "unheard of");
}

TEST_CASE("a scope is told in words")
{
    CHECK(scope_words("").empty());
    CHECK(scope_words("ch/1-8, headamp") == "only ch/1-8, headamp");
    CHECK(scope_words("-desk /ch/3/mix/on") == "all but desk /ch/3/mix/on");
    CHECK(scope_words("ch/1-8 mix, -desk /ch/3/mix/on, -x") == "only ch/1-8 mix, without desk /ch/3/mix/on, x");
}

TEST_CASE("a version is named so that no later capture changes what is meant")
{
    CHECK(pinned("Mix 3", 2) == "Mix 3@2");
    CHECK(pinned("Mix 3@1", 2) == "Mix 3@1");
    CHECK(pinned("Mix 3", 0) == "Mix 3");
    CHECK(moment_words("Night Train", "Mix 3@2") == "Night Train / Mix 3, take 2");
    CHECK(version_href("Night Train", "Mix 3@2") == "/sessions/Night%20Train/Mix%203%402");
    CHECK(plan_href("a&b", "c") == "/plan?session=a%26b&version=c");
}

TEST_CASE("a plan counts what would be left out as it stands")
{
    const auto none = plan_view(plan_of(4), {});
    CHECK(none["plan"]["button"] == "Recall 2 parameters, 1 left out");
    const auto all = plan_view(plan_of(4), {"unmute desk ch/01/mix/on"});
    CHECK(all["plan"]["button"] == "Recall 3 parameters");
    CHECK(all["plan"]["kinds"][0]["lines"][0]["ticked"] == true);
    CHECK(all["headline"] == "Night Train / Mix 3, take 2: 3 parameters to write, 8470 stand as they should.");
    CHECK(all["plan"]["stages"]["of"][0]["count"] == 3);
    CHECK(all["plan"]["groups"].size() == 3);
    CHECK(all["plan"]["groups"][0]["rows"].size() == 2);
}

TEST_CASE("an undo needs every tick")
{
    const auto view = undo_view(plan_of(1), {});
    CHECK(view["plan"]["kinds"][0]["lines"][0]["must"] == true);
    CHECK(view["plan"]["button"] == "Undo 3 parameters");
    auto inherited = plan_of(1);
    inherited["hazards"][0]["allowed"] = true;
    CHECK(undo_view(inherited, {})["plan"]["kinds"][0]["lines"][0]["must"] == false);
}

TEST_CASE("what is sent again unchanged is one line a strip")
{
    auto plan = plan_of(2);
    for (auto& change : plan["changes"]) change["partner"] = true;
    const auto view = plan_view(plan, {});
    CHECK(view["plan"]["groups"].empty());
    CHECK(view["plan"]["again"].size() == 2);
}

TEST_CASE("long lists say how much more there is")
{
    const auto view = plan_view(plan_of(1234), {});
    CHECK(view["plan"]["more"] == "… and 234 more; a narrower scope shows them");
    Json names = Json::array();
    for (int i = 0; i < 50; ++i) names.push_back("x");
    CHECK(shortened(names, 40)["more"] == "… and 10 more");
    CHECK(shortened(names, 50)["more"] == "");
}

TEST_CASE("a report never flatters")
{
    const auto [counts, cancelled, well, verdict] = GENERATE(table<const char*, bool, bool, std::string>({
        {R"({"matched": 100, "written": 5})", false, true, "100 of 100 parameters matched, and read back"},
        {R"({"matched": 99, "corrected": 1})", false, true, "100 of 100 parameters matched, and read back"},
        {R"({"matched": 98, "differs": 1, "silent": 1})", false, false, "2 parameters are not proven to be in place; 98 of 100 parameters matched"},
        {R"({"matched": 99, "unverified": 1})", false, false, "1 parameter is not proven to be in place; 99 of 100 parameters matched"},
        {R"({"matched": 99, "by_hand": 1})", false, false, "1 parameter is not proven to be in place; 99 of 100 parameters matched"},
        {R"({"matched": 99, "moved": 1})", false, false, "1 parameter is not proven to be in place; 99 of 100 parameters matched"},
        {R"({"matched": 98, "safe": 2})", false, true, "98 of 100 parameters matched, 2 safe and not touched"},
        {R"({"matched": 50, "withheld": 50})", true, false, "Cancelled. 50 parameters are not proven to be in place; 50 of 100 parameters matched"},
        {R"({"matched": 100})", true, false, "Cancelled. 100 of 100 parameters matched, and read back"},
    }));
    const auto view = report_view(report_of(counts, cancelled));
    CHECK(view["well"] == well);
    CHECK(view["verdict"] == verdict);
}

TEST_CASE("a report that was never written says so, and what had begun")
{
    Json report = report_of("null");
    report["state"] = "interrupted";
    report["begun"] = {"desk preamp: 12 parameters"};
    const auto view = report_view(report);
    CHECK(view["verdict"] == "No report: it was interrupted before it ended");
    CHECK(view["well"] == false);
    CHECK(view["any_begun"] == true);
}

TEST_CASE("each verdict of a report is explained, the worst first")
{
    auto report = report_of(R"({"matched": 1, "differs": 1, "safe": 1})");
    report["details"] = Json::parse(R"json([{"unit": "desk", "parameter": "a", "verdict": "safe", "words": "ch 1: fader", "wanted": "1", "found": "2", "why": ""},
                                            {"unit": "desk", "parameter": "b", "verdict": "differs", "words": "ch 2: fader", "wanted": "1", "found": "2", "why": "look"}])json");
    const auto view = report_view(report);
    REQUIRE(view["findings"].size() == 2);
    CHECK(view["findings"][0]["headline"] == "1 differ");
    CHECK(view["findings"][0]["rows"][0]["why"] == "look");
    CHECK(view["findings"][1]["headline"] == "1 safe");
}

TEST_CASE("a comparison shows what stands otherwise besides parameters, and each control once")
{
    const auto row = [](const char* unit, const char* parameter, const char* words) {
        return Json{{"unit", unit}, {"parameter", parameter}, {"strip", ""}, {"words", words}, {"from", "1"}, {"to", "2"}};
    };
    const Json diff = {{"from", "live"}, {"to", "live"}, {"compared", 9}, {"differences", Json::array({row("1176-A", "input", "INPUT"), row("desk", "ch/01/mix/fader", "fader")})}, {"missing", Json::array()}};
    const Json besides = {{"noted", Json::array({row("1176-A", "input", "INPUT"), row("1176-A", "ratio", "RATIO"), row("LA2A", "gain", "GAIN")})},
                          {"words", Json::array({"patch: cord B6 -> B14 is plugged"})}, {"not_compared", Json::array({"verb is offline and was not compared."})}};
    const auto alone = diff_view(diff), whole = diff_view(diff, besides);
    CHECK(alone["headline"] == "2 differences");
    CHECK(alone["any_by_hand"] == false);
    CHECK(whole["headline"] == "5 differences");
    CHECK(whole["by_hand"] == besides["words"]);
    CHECK(whole["not_compared"] == besides["not_compared"]);
    std::vector<std::string> shown;
    for (const auto& group : whole["groups"])
        for (const auto& each : group["rows"]) shown.push_back(text_in(group, "unit") + " " + text_in(each, "words"));
    CHECK(shown == std::vector<std::string>{"1176-A INPUT", "1176-A RATIO", "desk fader", "LA2A GAIN"});
    CHECK(diff_view(Json::object(), besides)["headline"] == "4 differences");
    CHECK(diff_view(Json::object())["headline"] == "Nothing differs");
}

TEST_CASE("the room says what is unsaved, and since when")
{
    const Json unsaved = {{"session", "Night Train"}, {"version", "Mix 3"}, {"take", 2}, {"time", "2026-11-21T09:30:05Z"}, {"count", 5}, {"compared", 100}, {"not_compared", {"rack is offline."}}};
    const auto some = room_view(Json::object(), unsaved, {});
    CHECK(some["unsaved"]["headline"] == "5 unsaved changes");
    CHECK(text_in(some["unsaved"], "words").starts_with("Since Night Train / Mix 3, take 2, captured "));
    CHECK(text_in(some["unsaved"], "words").ends_with("; 100 parameters compared. rack is offline."));
    CHECK(some["unsaved"]["links"]["diff"] == "/diff?from=Night%20Train%2FMix%203%402&to=live");
    auto same = unsaved;
    same["count"] = 0;
    CHECK(room_view(Json::object(), same, {})["unsaved"]["headline"] == "No unsaved changes");
    same["compared"] = 0;
    CHECK(room_view(Json::object(), same, {})["unsaved"]["headline"] == "Nothing to compare");
    CHECK(room_view(Json::object(), nullptr, {})["unsaved"]["headline"] == "Nothing captured yet");
}

TEST_CASE("units say when they were heard, and what they are")
{
    const Json status = Json::parse(R"json({"units": [{"unit": "desk", "online": true, "identity": "X 4.0", "profile": "a/b", "profile_version": 3, "verified": false, "link": "udp 1",
        "last_heard_s": 192.0, "parameters": 10, "known": 9, "round_trip_ms": 0.25, "note": ""}, {"unit": "verb", "online": false, "last_heard_s": null}],
        "surfaces": [{"surface": "left", "online": true}], "notes": ["x"]})json");
    const auto view = room_view(status, nullptr, {"desk"});
    REQUIRE(view["units"].size() == 3);
    CHECK(view["units"][0]["heard"] == "3 min 12 s ago");
    CHECK(view["units"][0]["round_trip"] == "0.2 ms");
    CHECK(view["units"][0]["strips"] == "/strips?unit=desk");
    CHECK(view["units"][1]["heard"] == "never");
    CHECK(view["units"][1]["strips"] == "");
    CHECK(view["units"][2]["is_unit"] == false);
}

TEST_CASE("the capture form keeps what was typed beside what was wrong with it")
{
    const Json sessions = Json::parse(R"({"sessions": [{"session": "Old"}, {"session": "New"}]})");
    CHECK(capture_view(sessions, nullptr, Json::object())["session"] == "New");
    const auto view = capture_view(sessions, {{"session", "Old"}, {"scope", "x"}}, {{"version", "Give it a name"}});
    CHECK(view["session"] == "Old");
    CHECK(view["version_error"] == "Give it a name");
    CHECK(view["session_error"] == "");
    CHECK(view["scope_open"] == true);
}

TEST_CASE("older takes of a version say which they are")
{
    const Json versions = Json::parse(R"json({"session": "S", "versions": [{"version": "Mix", "take": 1, "kind": "capture", "units": [{"captured": 9, "silent": 1}]},
        {"version": "Mix", "take": 2, "kind": "capture", "units": [{"captured": 10, "silent": 0}]}, {"version": "Other", "take": 1, "kind": "safety", "units": []}]})json");
    const auto view = session_view(versions, false);
    REQUIRE(view["versions"].size() == 3);
    CHECK(view["versions"][0]["name"] == "Other");
    CHECK(view["versions"][0]["is_safety"] == true);
    CHECK(view["versions"][1]["href"] == "/sessions/S/Mix");
    CHECK(view["versions"][2]["name"] == "Mix, take 1");
    CHECK(view["versions"][2]["href"] == "/sessions/S/Mix%401");
    CHECK(view["versions"][2]["coverage"] == "90.0 % of 10 parameters, 1 silent");
    CHECK(view["versions"][2]["gaps"] == true);
}

TEST_CASE("a version names what stayed silent, and leads to each of its strips")
{
    const Json shown = Json::parse(R"json({"session": "S", "version": "Mix", "take": 1, "time": "", "scope": "", "units": [{"unit": "desk", "identity": "X",
        "coverage": {"captured": 3, "silent": ["ch/02/mix/fader"], "not_exposed": 0, "by_hand": 0},
        "values": [{"parameter": "ch/01/mix/on", "words": "ch 1: on", "value": "ON", "standing": "confirmed"}, {"parameter": "ch/01/mix/fader", "words": "ch 1: fader", "value": "x", "standing": "assumed"},
                   {"parameter": "ch/01/gate/on", "words": "ch 1: gate on", "value": "x", "standing": "confirmed"},
                   {"parameter": "ch/02/mix/fader", "words": "ch 2 \"Kick: in\": fader", "value": "silent", "standing": "silent"}]}]})json");
    const auto view = version_view(shown, shown, "desk", "Mix");
    const auto& unit = view["units"][0];
    CHECK(unit["silent"][0] == "ch/02/mix/fader");
    CHECK(unit["silent_words"] == "1 parameter stayed silent and is not in this version:");
    REQUIRE(unit["strips"].size() == 2);
    CHECK(unit["strips"][0]["words"] == "ch 2 \"Kick: in\"");   // what has a name comes first
    CHECK(unit["strips"][1]["href"] == "/sessions/S/Mix?scope=desk%20%2Fch%2F01#look-h");
    REQUIRE(view["groups"].size() == 2);
    CHECK(view["groups"][0]["rows"][1]["standing"] == "as sent or imported");
    CHECK(view["groups"][1]["rows"][0]["standing"] == "");   // "silent" stands there already
    CHECK(version_view(shown, nullptr, "", "Mix")["groups"].empty());
}

TEST_CASE("strips follow what they show, and nothing else")
{
    const Json units = Json::parse(R"([{"unit": "desk", "groups": ["ch", "bus"]}])");
    const Json strips = Json::parse(R"json([{"words": "ch 1", "label": "Kick", "label_parameter": "ch/01/config/name", "fader": {"parameter": "ch/01/mix/fader", "value": "0.0 dB", "at": 768, "steps": 1023},
        "mute": {"parameter": "ch/01/mix/on", "is_muted": true, "muted_at": 0.0, "muted": "OFF", "open": "ON"}}, {"words": "main", "label": "", "label_parameter": "", "fader": null, "mute": null}])json");
    const auto view = strips_view(units, strips, {"desk", "ch", true});
    CHECK(view["follow"] == "desk /ch/*/config/name, desk /ch/*/mix/fader, desk /ch/*/mix/on");
    CHECK(view["tabs"][0]["here"] == true);
    CHECK(view["tabs"][1]["href"] == "/strips?unit=desk&page=bus");
    CHECK(view["strips"][0]["mute"]["wanted"] == "ON");
    CHECK(view["strips"][0]["mute"]["pressed"] == "true");
    CHECK(view["strips"][1]["mute"].is_null());
}

TEST_CASE("pages of a list lead to their neighbours")
{
    CHECK(pager_view({{"offset", 0}, {"total", 3}}, 3, 50, "/log").is_null());
    const auto middle = pager_view({{"offset", 50}, {"total", 120}}, 50, 50, "/log");
    CHECK(middle["words"] == "51 – 100 of 120");
    CHECK(middle["newer"] == "/log?offset=0");
    CHECK(middle["older"] == "/log?offset=100");
    const auto beyond = pager_view({{"offset", 500}, {"total", 120}}, 0, 50, "/log");
    CHECK(beyond["older"] == "");
}

TEST_CASE("what is under way is told with its numbers")
{
    CHECK(work_view({{"verb", ""}}).is_null());
    const auto view = work_view({{"verb", "capture"}, {"caller", "anna"}, {"phase", "reading"}, {"unit", "desk"}, {"done", 5}, {"total", 9}});
    CHECK(view["words"] == "capture by anna: reading, desk 5 of 9");
    CHECK(work_view({{"verb", "capture"}, {"total", 0}})["total"] == 1);
}

TEST_CASE("everything that pages are made of is in the binary")
{
    for (const auto* name : {"layout.mustache", "page.css", "page.js", "icon.svg", "plan_body.mustache"}) CHECK_FALSE(web_file(name).empty());
    CHECK(web_file("nothing").empty());
    CHECK(web_file("page.css").find("http") == std::string_view::npos);   // nothing from outside
    CHECK(web_file("page.js").find("https://") == std::string_view::npos);
    for (const auto& file : web_files())
        if (file.name.ends_with(".mustache")) CHECK(file.text.find(" style=") == std::string_view::npos);   // the policy forbids it
    CHECK(etag_of("a").front() == '"');
}
