#include "remote/ask_verb.hpp"
#include "remote/patch_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using Catch::Matchers::Contains;

namespace {

constexpr const char *pull_line = "patch pull B6-B14", *move_line = "patch move B3-B13 B2-B13";
const Json mix_1 = {{"session", "Gig"}, {"version", "Mix 1"}};

/// Mix 1 was kept with a cord from B2 to B13; since then its plug in B2 went to B3, and one more cord came.
struct Recalled : PatchRoom {
    Recalled()
    {
        plug("B2 B13\nB5 B10");
        keep("Mix 1");
        REQUIRE(ask("patch_set", {{"pull", "B2"}, {"plug", "B3 B13\nB6 B14"}}).contains("entry"));
        const auto answer = ask("recall", mix_1);
        REQUIRE(answer.contains("recall"));
        recall = answer["recall"];
    }
    Json tick(const std::string& line, const std::string& verdict = "done", const std::string& note = "")
    {
        Json arguments = {{"recall", recall}, {"line", line}, {"verdict", verdict}};
        if (!note.empty()) arguments["note"] = note;
        return ask("tick", arguments);
    }
    Json checklist() { return ask("checklist", {{"recall", recall}}); }
    std::vector<std::string> cords()
    {
        std::vector<std::string> all;
        const auto answer = ask("patch");
        for (const auto& cord : answer["cords"]) all.push_back(cord["from"].get<std::string>() + "-" + cord["to"].get<std::string>());
        return all;
    }
    Json recall;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the checklist of a recall holds the cords, in the order in which hands work")
{
    Recalled room;
    const auto list = room.checklist();
    CHECK(list["remaining"] == 2);
    REQUIRE(list["groups"].size() == 2);
    CHECK(list["groups"][1]["name"] == "cords");
    const auto& lines = list["groups"][1]["lines"];
    CHECK(texts(lines, "line") == Words{pull_line, move_line});
    CHECK(texts(lines, "words") == Words{"pull B6 -> B14", "move the plug in B3 to B2; the other end stays in B13"});
    CHECK(texts(lines, "from") == Words{"B6 -> B14", "B3 -> B13"});
    CHECK(texts(lines, "wanted") == Words{"no cord", "B2 -> B13"});
}

TEST_CASE("who compares a version with what stands now hears that the cords differ, too")
{
    Recalled room;
    const auto answer = room.ask("diff", {{"from", mix_1}, {"to", "live"}});
    CHECK(answer["exit"] == exit_differs);
    CHECK(answer["notes"] == Json::array({"the patch differs, too, by 2 cords; recallctl patch diff names them"}));
    CHECK_FALSE(room.ask("diff", {{"from", mix_1}, {"to", mix_1}}).contains("notes"));
}

TEST_CASE("a tick of a cord changes the patch, and taking it back changes it again")
{
    Recalled room;
    CHECK(room.tick(pull_line)["remaining"] == 1);
    CHECK(room.cords() == Words{"B3-B13", "B5-B10"});
    CHECK(room.tick(move_line)["remaining"] == 0);
    CHECK(room.cords() == Words{"B2-B13", "B5-B10"});
    CHECK(room.ask("patch_diff", {{"from", "live"}, {"to", mix_1}})["lines"].empty());
    CHECK(room.tick(move_line, "open")["remaining"] == 1);
    CHECK(room.cords() == Words{"B3-B13", "B5-B10"});
    CHECK(room.tick(move_line)["remaining"] == 0);
    CHECK(room.cords() == Words{"B2-B13", "B5-B10"});
}

TEST_CASE("of two who tick one cord the second hears of the first, and the cord is pulled once")
{
    Recalled room;
    std::vector<Call> calls;
    for (const auto* who : {"Anna", "Ben", "Cem"}) {
        Json arguments = {{"recall", room.recall}, {"line", pull_line}};
        calls.push_back(call_of(room.room, std::move(arguments), Permission::operate, who));
    }
    const auto came = ask_at_once(room.room, "tick", std::move(calls));
    CHECK(came.well == 1);
    CHECK(came.refused == Words{"already", "already"});
    CHECK(room.cords() == Words{"B3-B13", "B5-B10"});
}

TEST_CASE("a cord that cannot be plugged stays as it is, with the note")
{
    Recalled room;
    CHECK(room.tick(move_line, "cannot", "B2 is broken off")["cannot"] == 1);
    CHECK(room.cords() == Words{"B3-B13", "B5-B10", "B6-B14"});
    const auto list = room.checklist();
    CHECK(list["cannot"] == 1);
    CHECK(list["groups"][1]["lines"][1]["note"] == "B2 is broken off");
    const auto report = room.ask("report", {{"recall", room.recall}});
    CHECK(report["report"]["differs"] == 1);
    CHECK(report["report"]["by_hand"] == 1);
}

TEST_CASE("faults of the jacks that hands go to stand beside the line, in any spelling, until they are closed")
{
    Recalled room;
    const auto first = room.write({"anna", "fault", "", "crackles", {}, "jack b13"});
    room.write({"anna", "fault", "", "is loose", {}, "Jack B2"});
    room.write({"anna", "fault", "", "is elsewhere", {}, "jack B1"});
    const auto said = [&](std::size_t line) { return texts(room.checklist()["groups"][1]["lines"][line]["faults"], "text"); };
    CHECK(said(0).empty());
    CHECK(said(1) == Words{"crackles", "is loose"});
    store::NewEntry closed{"anna", "fault_closed", "", "cleaned"};
    closed.about = first;
    room.write(closed);
    CHECK(said(1) == Words{"is loose"});
}

TEST_CASE("a fault reads as it was corrected, in the patch, its way back and the trace")
{
    Recalled room;
    const auto fault = room.write({"anna", "fault", "", "crackels", {}, "jack B13"});
    store::NewEntry correction{"anna", "correction", "", "crackles"};
    correction.about = fault;
    room.write(correction);
    const auto patch = room.ask("patch");
    REQUIRE(patch["faults"].size() == 1);
    CHECK(patch["faults"][0]["text"] == "crackles");
    CHECK(patch["faults"][0]["subject"] == "jack B13");
    CHECK(patch["faults"][0]["open"] == true);
    CHECK(room.ask("patch_diff", {{"from", "live"}, {"to", mix_1}})["lines"][1]["fault"] == "jack B13: crackles");
    CHECK(room.ask("trace", {{"point", "1176-A"}})["faults"] == Json({"jack B13: crackles"}));
    const auto recalled = room.ask("recall", mix_1);
    CHECK(recalled["details"][1]["why"] == "jack B13: crackles");
}

TEST_CASE("a trace tells the faults of everything on its way, each once")
{
    PatchRoom room;
    room.write({"anna", "fault", "", "hums", {}, "line 2"});
    room.write({"anna", "fault", "", "reads 2 dB hot", {}, "1073-2"});
    room.write({"anna", "fault", "", "smells", {}, "desk"});
    room.write({"anna", "fault", "", "is on the way of nobody", {}, "desk ch/04"});
    const auto faults = room.ask("trace", {{"point", "line 2"}})["faults"];
    CHECK(std::ranges::count(faults, "line 2: hums") == 1);
    CHECK(std::ranges::count(faults, "1073-2: reads 2 dB hot") == 1);
    CHECK(std::ranges::count(faults, "desk: smells") == 1);
    CHECK(faults.size() == 3);
    CHECK_THAT(room.ask("trace", {{"point", "line 2"}})["svg"].get<std::string>(), Contains("trace-fault"));
    CHECK(room.ask("trace", {{"point", "line 3"}})["faults"].empty());
}

TEST_CASE("faults of jacks that the rig does not have are told, too")
{
    PatchRoom room;
    room.write({"anna", "fault", "", "is gone", {}, "jack Q7"});
    room.write({"anna", "fault", "", "no jack at all", {}, "jackson"});
    const auto faults = room.ask("patch")["faults"];
    REQUIRE(faults.size() == 1);
    CHECK(faults[0]["jack"] == "q7");
    CHECK(faults[0]["text"] == "is gone");
}

TEST_CASE("a cord that somebody pulled by the page may still be ticked, and nothing is pulled twice")
{
    Recalled room;
    CHECK(room.ask("patch_set", {{"pull", "B6"}}).contains("entry"));
    CHECK(room.tick(pull_line)["remaining"] == 1);
    CHECK(room.cords() == Words{"B3-B13", "B5-B10"});
}

TEST_CASE("a tick wants a line of the list and the right to operate")
{
    Recalled room;
    CHECK(room.tick("patch pull B1-B2")["error"]["code"] == "not_found");
    CHECK(room.tick("pull B6-B14")["error"]["code"] == "not_found");
    CHECK(room.tick(pull_line, "perhaps")["error"]["code"] == "usage");
    CHECK(room.ask("tick", {{"recall", room.recall}, {"line", pull_line}}, Permission::view)["error"]["code"] == "forbidden");
    CHECK(room.cords().size() == 3);
}

TEST_CASE("cords that want jacks of another room are no lines for hands: they are told and counted as left out")
{
    PatchRoom room;
    room.write({"anna", "patch", "Gig", "as it came from elsewhere", {}, "patch", {}, R"({"cords": [{"from": "B2", "to": "B13"}, {"from": "B3", "to": "Q9"}, {"from": "X1", "to": "X2"}]})"});
    room.keep("Mix 1");
    room.write({"anna", "patch", "Gig", "nothing is plugged", {}, "patch", {}, R"({"cords": []})"});
    const Words notes{"cord B3 -> Q9 of Gig/Mix 1: this room has no jack Q9; left out", "cord X1 -> X2 of Gig/Mix 1: this room has no jack X1 and no jack X2; left out"};
    const auto plan = room.ask("plan", mix_1);
    for (const auto& note : notes) CHECK_THAT(plan["notes"].dump(), Contains(note));
    const auto recalled = room.ask("recall", mix_1);
    CHECK(recalled["report"]["by_hand"] == 1);
    CHECK(recalled["report"]["withheld"] == 2);
    for (const auto& note : notes) CHECK_THAT(recalled["notes"].dump(), Contains(note));
    Words lines;
    for (const auto& detail : recalled["details"])
        if (detail["unit"] == "patch") lines.push_back(detail["parameter"].get<std::string>());
    CHECK(lines == Words{"plug B2-B13"});
    const auto diff = room.ask("patch_diff", {{"from", "live"}, {"to", mix_1}});
    CHECK(texts(diff["lines"], "line") == Words{"plug B2-B13"});
    CHECK(diff["notes"] == Json(notes));
    CHECK(diff["left_out"] == 2);
    const auto drift = room.ask("drift");
    CHECK_THAT(drift.dump(), Contains(notes[0]));
    const auto scoped = room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}, {"scope", "ch/01"}});
    CHECK(scoped["report"]["withheld"] == 0);
}

TEST_CASE("two who plug into one jack at once: one is refused, and the other's cord stands")
{
    PatchRoom room;
    std::vector<Call> calls;
    for (const auto* cord : {"B1 B13", "B2 B13", "B3 B13"}) {
        Json arguments = {{"plug", cord}};
        calls.push_back(call_of(room.room, std::move(arguments), Permission::operate, "anna"));
    }
    const auto came = ask_at_once(room.room, "patch_set", std::move(calls));
    CHECK(came.well == 1);
    CHECK(came.refused == Words{"refused", "refused"});
    CHECK(room.ask("patch")["cords"].size() == 1);
}
