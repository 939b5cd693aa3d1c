#include "remote/standing.hpp"

#include "remote/patch_stage.hpp"
#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;
using Catch::Matchers::Contains;

namespace {

/// Two mixes of one unit that differ in INPUT and RATIO; the second stands, the first is recalled.
struct Recalled : SheetStage {
    Recalled()
    {
        note("1176-A", "INPUT=30\nOUTPUT=18\nRATIO=4\nMETER=GR\nTAPE=vox");
        capture("Mix 1");
        note("1176-A", "INPUT=6\nRATIO=20");
        number = recall("Mix 1");
    }
    Json checklist() { return ask("checklist", {{"recall", number}}); }
    Json report() { return ask("report", {{"recall", number}}); }
    std::size_t number = 0;
};

}  // namespace

TEST_CASE("what is noted on its sheet as it is wanted counts as done, in the list and in the report")
{
    Recalled stage;
    bool is_told = false;
    const auto listening = stage.room.news.listen([&](Area area) { is_told |= area == Area::reports; });
    REQUIRE(stage.code(stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30"}}, "Ben")) == "none");
    CHECK(is_told);
    const auto list = stage.checklist();
    CHECK(list["remaining"] == 1);
    CHECK(list["groups"][2]["lines"][0]["state"] == "done");
    CHECK(list["groups"][2]["lines"][0]["who"] == "Ben");
    CHECK(list["groups"][2]["lines"][0]["note"] == "noted on its sheet");
    CHECK(stage.report()["report"]["by_hand"] == 1);
    CHECK(stage.ask("reports")["reports"][0]["hands"]["done"] == 1);
    CHECK(stage.lines_of("tick") == 0);
    stage.note("1176-A", "RATIO=4");
    CHECK(stage.checklist()["remaining"] == 0);
    CHECK_FALSE(stage.report().contains("exit"));
}

TEST_CASE("what is noted otherwise again is open again, and what is off by more than the version's tolerance was never done")
{
    Recalled stage;
    stage.note("1176-A", "INPUT=36");
    CHECK(stage.checklist()["remaining"] == 2);
    stage.note("1176-A", "INPUT=31");
    CHECK(stage.checklist()["remaining"] == 1);
    stage.note("1176-A", "INPUT=36~4");
    CHECK(stage.checklist()["remaining"] == 2);
    stage.note("1176-A", "INPUT=30\nRATIO=4");
    CHECK(stage.checklist()["remaining"] == 0);
    stage.note("1176-A", "RATIO=-\nINPUT=?");
    CHECK(stage.checklist()["remaining"] == 2);
}

TEST_CASE("what was noted may be ticked all the same, but there is no tick to take back")
{
    Recalled stage;
    stage.note("1176-A", "INPUT=30");
    CHECK_THAT(stage.message(stage.tick(stage.number, "1176-A input", "open")), Contains("not ticked, but noted as it is wanted"));
    CHECK(stage.tick(stage.number, "1176-A input")["remaining"] == 1);
    CHECK(stage.tick(stage.number, "1176-A input", "open")["remaining"] == 2);
}

TEST_CASE("what is noted after the next recall says nothing of the one before")
{
    Recalled stage;
    stage.note("1176-A", "INPUT=12");
    stage.capture("Mix 2");
    stage.note("1176-A", "INPUT=24");
    const auto next = stage.recall("Mix 2");
    stage.note("1176-A", "INPUT=12");
    CHECK(stage.ask("checklist", {{"recall", next}})["remaining"] == 0);
    stage.note("1176-A", "RATIO=4");
    CHECK(stage.checklist()["remaining"] == 2);
}

TEST_CASE("cords that were put right on the page are done on the checklist, and a cord pulled again is not")
{
    recalld::remote::testing::PatchRoom room;
    room.plug("B2 B13\nB5 B10");
    room.keep("Mix 1");
    REQUIRE(room.ask("patch_set", {{"pull", "B2"}, {"plug", "B3 B13\nB6 B14"}}).contains("entry"));
    const auto recall = room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}})["recall"];
    const auto remaining = [&] { return room.ask("checklist", {{"recall", recall}})["remaining"]; };
    CHECK(remaining() == 2);
    room.ask("patch_set", {{"pull", "B6"}});
    CHECK(remaining() == 1);
    room.ask("patch_set", {{"pull", "B3"}, {"plug", "B2 B13"}});
    CHECK(remaining() == 0);
    const auto list = room.ask("checklist", {{"recall", recall}});
    CHECK(list["groups"][1]["lines"][0]["note"] == "noted in the patch");
    CHECK_FALSE(list.contains("exit"));
    CHECK(room.ask("report", {{"recall", recall}})["report"]["by_hand"] == 0);
    room.ask("patch_set", {{"plug", "B6 B14"}});
    CHECK(remaining() == 1);
}

TEST_CASE("whoever follows a checklist gets it again when somebody works on it, until nothing is left")
{
    Recalled stage;
    std::vector<std::size_t> told;
    Call call{stage.room, {{"follow", true}}, [&](const Json& line) { told.push_back(line["checklist"]["remaining"].get<std::size_t>()); }, std::make_shared<const bool>(false), {Permission::view, "Ben"}};
    auto following = net::co_spawn(stage.io, perform("checklist", std::move(call)), net::use_future);
    REQUIRE(recalld::testing::run_until(stage.io, [&] { return told.size() == 1; }));
    stage.tick(stage.number, "1176-A input");
    REQUIRE(recalld::testing::run_until(stage.io, [&] { return told.size() == 2; }));
    stage.note("1176-A", "RATIO=4");
    REQUIRE(recalld::testing::run_until(stage.io, [&] { return following.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    CHECK(told == std::vector<std::size_t>{2, 1});
    const auto last = following.get();
    CHECK(last["remaining"] == 0);
    CHECK_FALSE(last.contains("exit"));
}
