#include "remote/ask_verb.hpp"
#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

constexpr auto first = "INPUT=30\nOUTPUT=18\nRATIO=4\nMETER=GR\nTAPE=vox", second = "INPUT=6\nOUTPUT=18\nRATIO=20\nMETER=GR\nTAPE=vox";

/// Two mixes of one unit that differ in INPUT and RATIO; the second stands, the first is recalled.
struct Recalled : SheetStage {
    Recalled()
    {
        note("1176-A", first);
        capture("Mix 1");
        note("1176-A", second);
        capture("Mix 2");
        number = recall("Mix 1");
    }
    Json checklist() { return ask("checklist", {{"recall", number}}); }
    Json report() { return ask("report", {{"recall", number}}); }
    std::size_t number = 0;
};

}  // namespace

TEST_CASE("a recall leaves to hands what has to turn, and nothing else")
{
    Recalled stage;
    const auto list = stage.checklist();
    CHECK(list["remaining"] == 2);
    CHECK(list["exit"] == 3);
    CHECK(list["session"] == "Gig");
    REQUIRE(list["groups"].size() == 3);
    CHECK(list["groups"][0]["name"] == "by recalld");
    CHECK(list["groups"][1]["name"] == "switches by hand");
    CHECK(list["groups"][1]["lines"][0]["line"] == "1176-A ratio");
    CHECK(list["groups"][1]["lines"][0]["words"] == "RATIO");
    CHECK(list["groups"][1]["lines"][0]["from"] == "20");
    CHECK(list["groups"][1]["lines"][0]["wanted"] == "4");
    CHECK(list["groups"][1]["lines"][0]["faults"][0]["text"] == "reads 2 dB hot");
    CHECK(list["groups"][2]["name"] == "knobs by hand");
    CHECK(list["groups"][2]["lines"][0]["line"] == "1176-A input");
    CHECK(stage.ask("checklist")["recall"] == stage.number);
}

TEST_CASE("a plan tells in words what hands will have to do")
{
    Recalled stage;
    const auto plan = stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(plan["writes"] == 0);
    CHECK(plan["noted"] == 3);
    CHECK(plan["by_hand"].dump() == R"(["1176-A input","1176-A ratio"])");
    CHECK(plan["hands"][0] == Json{{"unit", "1176-A"}, {"parameter", "input"}, {"words", "INPUT"}, {"from", "6 dB"}, {"to", "30 dB"}});
}

TEST_CASE("ticks count in the report, and when all is ticked nothing is left")
{
    Recalled stage;
    CHECK(stage.report()["report"]["by_hand"] == 2);
    CHECK(stage.report()["report"]["noted"] == 3);
    CHECK(stage.report()["exit"] == 3);
    const auto ticked = stage.tick(stage.number, "1176-A input");
    CHECK(ticked["remaining"] == 1);
    CHECK(stage.report()["report"]["matched"] == 1);
    CHECK(stage.tick(stage.number, "1176-A ratio", "done", {}, "Ben")["remaining"] == 0);
    const auto report = stage.report();
    CHECK(report["report"]["by_hand"] == 0);
    CHECK(report["report"]["matched"] == 2);
    CHECK(report["hands"]["remaining"] == 0);
    CHECK_FALSE(report.contains("exit"));
    CHECK_FALSE(stage.checklist().contains("exit"));
    CHECK_THAT(report["details"][1]["why"].get<std::string>(), StartsWith("by hand: Ben "));
    CHECK(stage.ask("reports")["reports"][0]["report"]["matched"] == 2);
    CHECK(stage.ask("reports")["reports"][0]["hands"]["done"] == 2);
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK(stage.words("1176-A", "ratio") == "4");
}

TEST_CASE("a line is found by what is printed on the panel, too")
{
    Recalled stage;
    CHECK(stage.tick(stage.number, "1176-A INPUT")["line"] == "1176-A input");
    CHECK_THAT(stage.message(stage.tick(stage.number, "1176-A outputt")), Contains("has no line"));
    CHECK_THAT(stage.message(stage.tick(stage.number, "LA2A gain")), Contains("has no line \"LA2A gain\""));
    CHECK_THAT(stage.message(stage.tick(99, "1176-A input")), Contains("no recall 99"));
    CHECK(stage.code(stage.tick(stage.number, "1176-A ratio", "perhaps")) == "usage");
}

TEST_CASE("of two who tick one line the second hears who was first, and his words are kept")
{
    Recalled stage;
    stage.tick(stage.number, "1176-A input", "done", {}, "Anna");
    const auto second = stage.tick(stage.number, "1176-A input", "cannot", {{"note", "it rattles"}}, "Ben");
    CHECK(stage.code(second) == "already");
    CHECK_THAT(stage.message(second), Contains("1176-A input was ticked already, as done, by Anna ") && Contains("if it is not so: recallctl tick 1 \"1176-A input\" open"));
    CHECK(second["error"]["who"] == "Anna");
    CHECK(stage.checklist()["groups"][2]["lines"][0]["who"] == "Anna");
    CHECK(stage.lines_of("tick") == 1);
    CHECK_THAT(stage.ask("entries")["entries"][0]["text"].get<std::string>(), Contains("it rattles"));
}

TEST_CASE("two who tick at the same moment are one and one")
{
    Recalled stage;
    std::vector<Call> calls;
    for (const auto* who : {"Anna", "Ben", "Cem"}) {
        Json arguments = {{"recall", stage.number}, {"line", "1176-A input"}};
        calls.push_back(call_of(stage.room, std::move(arguments), Permission::operate, who));
    }
    const auto came = ask_at_once(stage.room, "tick", std::move(calls));
    CHECK(came.well == 1);
    CHECK(came.refused == std::vector<std::string>{"already", "already"});
    CHECK(stage.checklist()["done"] == 1);
}

TEST_CASE("what cannot match differs, with the note")
{
    Recalled stage;
    stage.tick(stage.number, "1176-A ratio", "cannot", {{"note", "button 4 is broken"}, {"found", "8"}});
    const auto report = stage.report();
    CHECK(report["report"]["differs"] == 1);
    CHECK(report["exit"] == 3);
    CHECK(report["details"][1]["found"] == "8");
    CHECK_THAT(report["details"][1]["why"].get<std::string>(), Contains("button 4 is broken"));
    CHECK(stage.words("1176-A", "ratio") == "8");
    CHECK(stage.checklist()["remaining"] == 1);
    CHECK(stage.checklist()["cannot"] == 1);
}

TEST_CASE("near is done within the tolerance, and beyond it a message says how far")
{
    Recalled stage;
    const auto far = stage.tick(stage.number, "1176-A input", "done", {{"found", "36"}});
    CHECK(stage.code(far) == "differs");
    CHECK_THAT(stage.message(far), Contains("1176-A INPUT: 36 dB is not 30 dB: 1 of a division off, 0.2 is allowed"));
    CHECK_THAT(stage.message(stage.tick(stage.number, "1176-A input", "done", {{"found", "lots"}})), Contains("is not on the scale"));
    CHECK(stage.checklist()["done"] == 0);
    stage.tick(stage.number, "1176-A input", "done", {{"found", "31"}});
    CHECK(stage.words("1176-A", "input") == "31 dB");
    CHECK(stage.checklist()["done"] == 1);
    CHECK(stage.report()["details"][0]["found"] == "31 dB");   // it was typed without its unit
}

TEST_CASE("a sheet's own tolerance is what counts")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30~1.5\nRATIO=4");
    stage.capture("Mix 1");
    stage.note("1176-A", "INPUT=36");
    CHECK(stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}})["hands"].empty());
    stage.note("1176-A", "INPUT=∞");
    const auto number = stage.recall("Mix 1");
    CHECK(stage.tick(number, "1176-A input", "done", {{"found", "24"}})["remaining"] == 0);
}

TEST_CASE("a tolerance that was noted after the version hides nothing: not in the plan, not in the checklist, not among unsaved changes")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30\nRATIO=4");
    stage.capture("Mix 1");
    stage.note("1176-A", "INPUT=36~1.5");
    CHECK(stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}})["hands"].size() == 1);
    CHECK_THAT(stage.ask("drift")["words"].dump(), Contains("INPUT"));
    const auto number = stage.recall("Mix 1");
    CHECK(stage.code(stage.tick(number, "1176-A input", "done", {{"found", "36"}})) == "differs");
    CHECK(stage.ask("checklist", {{"recall", number}})["remaining"] == 1);
}

TEST_CASE("a tick can be taken back, and what stood before stands again")
{
    Recalled stage;
    CHECK(stage.code(stage.tick(stage.number, "1176-A input", "open")) == "usage");
    stage.tick(stage.number, "1176-A input");
    CHECK(stage.tick(stage.number, "1176-A input", "open", {}, "Ben")["remaining"] == 2);
    CHECK(stage.words("1176-A", "input") == "6 dB");
    CHECK(stage.report()["report"]["by_hand"] == 2);
    CHECK(stage.lines_of("tick") == 2);
    CHECK(stage.tick(stage.number, "1176-A input", "cannot", {{"note", "stuck"}}, "Ben")["cannot"] == 1);
}

TEST_CASE("what was noted since a tick stays when the tick is taken back")
{
    Recalled stage;
    stage.tick(stage.number, "1176-A input");
    stage.note("1176-A", "INPUT=12");
    stage.tick(stage.number, "1176-A input", "open");
    CHECK(stage.words("1176-A", "input") == "12 dB");
}

TEST_CASE("an undo makes a checklist back")
{
    Recalled stage;
    stage.tick(stage.number, "1176-A input");
    stage.tick(stage.number, "1176-A ratio");
    const auto undone = stage.ask("undo");
    INFO(undone.dump());
    CHECK(undone["hands"]["remaining"] == 2);
    const auto back = stage.ask("checklist");
    CHECK(back["recall"] == undone["recall"]);
    CHECK(back["groups"][2]["lines"][0]["from"] == "30 dB");
    CHECK(back["groups"][2]["lines"][0]["wanted"] == "6 dB");
    CHECK(stage.ask("report", {{"recall", stage.number}})["report"]["matched"] == 2);
    stage.tick(back["recall"].get<std::size_t>(), "1176-A input");
    stage.tick(back["recall"].get<std::size_t>(), "1176-A ratio");
    CHECK(stage.words("1176-A", "ratio") == "20");
    CHECK_FALSE(stage.ask("report").contains("exit"));
}

TEST_CASE("ticks outlive the daemon")
{
    Recalled stage;
    stage.tick(stage.number, "1176-A input");
    stage.begin();
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK(stage.checklist()["remaining"] == 1);
    CHECK(stage.checklist()["groups"][2]["lines"][0]["who"] == "Anna");
}

TEST_CASE("a tick is news for those who follow reports and the log")
{
    Recalled stage;
    std::set<Area> told;
    const auto listening = stage.room.news.listen([&](Area area) { told.insert(area); });
    stage.tick(stage.number, "1176-A input");
    CHECK(told.contains(Area::reports));
    CHECK(told.contains(Area::log));
}

TEST_CASE("who may only look ticks nothing")
{
    Recalled stage;
    CHECK(stage.code(stage.ask("tick", {{"recall", stage.number}, {"line", "1176-A input"}}, "Ben", Permission::view)) == "forbidden");
    CHECK(stage.code(stage.ask("checklist", Json::object(), "Ben", Permission::view)) == "none");
}

TEST_CASE("without any recall there is no checklist")
{
    SheetStage stage;
    CHECK(stage.code(stage.ask("checklist")) == "not_found");
}

TEST_CASE("a unit with another profile than then is work still to be done: neither its recall nor its undo is whole")
{
    Recalled stage;
    stage.note("comp", "LEFT THRESHOLD=0");
    stage.capture("Mix 3");
    const auto number = stage.recall("Mix 3");
    stage.begin("", true);
    CHECK(stage.ask("recall", {{"session", "Gig"}, {"version", "Mix 3"}, {"dry_run", true}})["notes"].dump().find("comp: the version was captured with profile analog/stereo") != std::string::npos);
    const auto half = stage.ask("undo");
    CHECK(half["report"]["withheld"] == 1);
    CHECK(half["exit"] == 3);
    stage.begin();
    CHECK(stage.ask("undo")["undid"]["recall"] == number);
}

TEST_CASE("a report is well once all is ticked; what nobody had noted is no part of its recall, and said")
{
    Recalled stage;
    for (const auto* line : {"1176-A input", "1176-A ratio"}) stage.tick(stage.number, line);
    CHECK_FALSE(stage.report().contains("exit"));
    stage.note("1176-A", "METER=?");
    stage.capture("Mix 3");
    const auto next = stage.recall("Mix 3");
    const auto report = stage.ask("report", {{"recall", next}});
    CHECK(report["report"]["withheld"] == 0);
    CHECK_FALSE(report.contains("exit"));
    CHECK(report["notes"].dump().find("1176-A: 1 control was not noted in the version; left as it is") != std::string::npos);
    const auto plan = stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 3"}});
    CHECK(plan["notes"].dump().find("1176-A: 1 control was not noted in the version (METER): left as it is") != std::string::npos);
}

TEST_CASE("a recall that was interrupted is not well")
{
    Recalled stage;
    const auto begun = recalld::testing::finish(stage.io, stage.begin_recall());
    CHECK(stage.ask("report", {{"recall", Json(begun)}})["exit"] == 3);
}
