#include "remote/preset_work.hpp"

#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;
using Catch::Matchers::Contains;

namespace {

const Json mix_1 = {{"session", "Gig"}, {"version", "Mix 1"}};
constexpr auto load_line = "1176-A load preset";

/// Mix 1 stands on P12 with two deviations; since then it went to P47, with one of the same and one of its own.
struct OnPresets : SheetStage {
    OnPresets()
    {
        load("P12", "INPUT=30\nRATIO=4");
        capture("Mix 1");
        load("P47", "RATIO=20\nOUTPUT=18");
    }
    void load(const std::string& preset, const std::string& values) { REQUIRE(code(ask("sheet_set", {{"unit", "1176-A"}, {"preset", preset}, {"values", values}})) == "none"); }
    std::string preset() { return ask("sheet", {{"unit", "1176-A"}})["preset"]; }
    Json plan(const std::string& scope = "") { return ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}, {"scope", scope}}); }
};

}  // namespace

TEST_CASE("a preset that a version stands on is the first line of its unit, and takes along what stands right")
{
    OnPresets stage;
    const auto plan = stage.plan();
    CHECK(plan["by_hand"].dump() == R"(["1176-A load preset","1176-A input","1176-A ratio"])");
    CHECK(plan["hands"][0] == Json{{"unit", "1176-A"}, {"parameter", "load preset"}, {"words", "load preset"}, {"from", "P47"}, {"to", "P12"}});
    CHECK(plan["noted"] == 0);   // INPUT stands at 30, and P12 moves it
    const auto number = stage.recall("Mix 1");
    const auto list = stage.ask("checklist");
    CHECK(list["remaining"] == 3);
    CHECK(list["groups"][1]["name"] == "switches by hand");
    CHECK(list["groups"][1]["lines"][0]["line"] == load_line);
    CHECK(list["groups"][1]["lines"][1]["line"] == "1176-A ratio");
    CHECK(stage.ask("report", {{"recall", number}})["report"]["by_hand"] == 3);
    CHECK(stage.ask("report", {{"recall", number}})["report"]["withheld"] == 0);   // the rest stands as the preset has it
}

TEST_CASE("a tick of a preset notes it on the sheet, without what deviated from the one before")
{
    OnPresets stage;
    const auto number = stage.recall("Mix 1");
    CHECK(stage.tick(number, load_line)["remaining"] == 2);
    CHECK(stage.preset() == "P12");
    CHECK(stage.words("1176-A", "output") == "as in the preset");
    CHECK(stage.words("1176-A", "input") == "30 dB");
    stage.tick(number, "1176-A input");
    CHECK(stage.tick(number, "1176-A ratio")["remaining"] == 0);
    CHECK_FALSE(stage.ask("report", {{"recall", number}}).contains("exit"));
    CHECK(stage.plan()["hands"].empty());
}

TEST_CASE("a tick of a preset that is taken back brings the one before, and its deviations")
{
    OnPresets stage;
    const auto number = stage.recall("Mix 1");
    stage.tick(number, load_line);
    CHECK(stage.tick(number, load_line, "open")["remaining"] == 3);
    CHECK(stage.preset() == "P47");
    CHECK(stage.words("1176-A", "output") == "18 dB");
}

TEST_CASE("another preset than the wanted one is not done, and stands noted where it cannot be")
{
    OnPresets stage;
    const auto number = stage.recall("Mix 1");
    CHECK(stage.code(stage.tick(number, load_line, "done", {{"found", "P13"}})) == "differs");
    CHECK(stage.tick(number, load_line, "cannot", {{"found", "P13"}, {"note", "P12 was overwritten"}})["cannot"] == 1);
    CHECK(stage.preset() == "P13");
    const auto report = stage.ask("report", {{"recall", number}});
    CHECK(report["report"]["differs"] == 1);
    CHECK_THAT(report["details"][0]["why"].get<std::string>(), Contains("cannot match: found P13, by Anna ") && Contains(": P12 was overwritten"));
}

TEST_CASE("an undo goes back to the preset before")
{
    OnPresets stage;
    const auto number = stage.recall("Mix 1");
    for (const auto* line : {load_line, "1176-A input", "1176-A ratio"}) stage.tick(number, line);
    const auto undone = stage.ask("undo");
    CHECK(undone["details"][0]["parameter"] == "load preset");
    CHECK(undone["details"][0]["wanted"] == "P47");
}

TEST_CASE("the same preset is loaded again when something deviates that did not then, and else is left alone")
{
    OnPresets stage;
    stage.load("P12", "RATIO=4\nOUTPUT=?");
    CHECK(stage.plan()["hands"].empty());
    stage.note("1176-A", "OUTPUT=36");
    CHECK(stage.plan()["hands"][0]["from"] == "P12, with changes");
}

TEST_CASE("a version without a preset wants none, and nothing is loaded")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30");
    stage.capture("Mix 1");
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P47"}});
    const auto plan = stage.ask("plan", mix_1);
    CHECK(plan["hands"][0] == Json{{"unit", "1176-A"}, {"parameter", "load preset"}, {"words", "preset"}, {"from", "P47"}, {"to", "no preset"}});
    CHECK(plan["hands"].size() == 1);
    stage.tick(stage.recall("Mix 1"), load_line);
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["preset"] == "");
}

TEST_CASE("a preset stays out of a recall of a part of its unit, and of a safe one, and both are said")
{
    OnPresets stage;
    const auto part = stage.plan("1176-A /ratio");
    CHECK(part["by_hand"].dump() == R"(["1176-A ratio"])");
    CHECK_THAT(part["notes"].dump(), Contains("1176-A: preset P47 now, P12 in the version; left alone"));
    CHECK_THAT(stage.plan("comp")["notes"].dump(), !Contains("preset"));
    stage.begin("1176-A /output");
    CHECK_THAT(stage.plan()["safe"].dump(), Contains("1176-A load preset"));
}

TEST_CASE("a sheet that says a preset and nothing else is a sheet: captured, recalled and copied")
{
    SheetStage stage;
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P12"}});
    const auto captured = stage.ask("capture", mix_1);
    CHECK(captured["units"][0]["preset"] == "P12");
    CHECK(captured["units"][0]["silent"].empty());
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P47"}});
    CHECK(stage.ask("plan", mix_1)["by_hand"].dump() == R"(["1176-A load preset"])");
    CHECK(stage.code(stage.ask("sheet_copy", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", "Mix 1"}})) == "none");
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["preset"] == "P12");
}

TEST_CASE("a copy of a version without a preset leaves none")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30");
    stage.capture("Mix 1");
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P47"}});
    stage.ask("sheet_copy", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["preset"] == "");
}

TEST_CASE("all that nobody noted can still be said at once on a unit with a preset")
{
    OnPresets stage;
    stage.note("1176-A", "*=-");
    CHECK(stage.words("1176-A", "meter") == "does not matter");
    CHECK(stage.words("1176-A", "output") == "18 dB");
}

TEST_CASE("a control that was left open since is said to be so")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30");
    stage.capture("Mix 1");
    stage.note("1176-A", "INPUT=-");
    const auto plan = stage.ask("plan", mix_1);
    REQUIRE(plan["hands"].size() == 1);
    CHECK(plan["hands"][0]["from"] == "left open");
    CHECK(plan["hands"][0]["to"] == "30 dB");
}
