#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;
using recalld::testing::run_until;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("what is noted stands on the sheet, with who and when")
{
    SheetStage stage;
    const auto noted = stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30\nRATIO=4"}, {"preset", "Vocal"}});
    CHECK(noted["words"] == "INPUT 30 dB, RATIO 4, preset \"Vocal\"");
    CHECK(noted["noted"] == 2);
    const auto sheet = stage.ask("sheet", {{"unit", "1176-A"}});
    CHECK(sheet["who"] == "Anna");
    CHECK(sheet["preset"] == "Vocal");
    CHECK(sheet["revision"] == "A");
    CHECK(sheet["serial"] == "4711");
    CHECK(sheet["quirks"].dump() == R"(["all buttons in is a setting of its own","reads 2 dB hot"])");
    CHECK(sheet["photo"].is_null());
    const auto& input = sheet["groups"][0]["controls"][0];
    CHECK(input["value"] == "30");
    CHECK(input["words"] == "30 dB");
    CHECK(input["kind"] == "knob");
    CHECK(input["position"].get<double>() == Approx(3.0 / 8));
    CHECK(input["marks"].size() == 9);
    CHECK(sheet["groups"][0]["controls"][2]["choices"].size() == 5);
    CHECK(sheet["groups"][0]["controls"][1]["value"].is_null());
    CHECK(sheet["groups"][0]["controls"][1]["words"] == "as in the preset");
}

TEST_CASE("nothing is noted when one line is wrong, and all wrong lines are named")
{
    SheetStage stage;
    const auto refused = stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30\nOUTPUT=50\nRATIO=5"}});
    CHECK(stage.code(refused) == "usage");
    CHECK_THAT(stage.message(refused), Contains("1176-A OUTPUT: 50 is off the scale (∞, 48 … 0 dB); the nearest is 48") && Contains("1176-A RATIO"));
    CHECK(stage.words("1176-A", "input") == "not noted");
    CHECK(stage.lines_of("sheet") == 0);
}

TEST_CASE("who says nothing is shown a line that this panel takes")
{
    SheetStage stage;
    CHECK(stage.message(stage.ask("sheet_set", {{"unit", "1176-A"}})) == "1176-A: say what to note, such as INPUT=18");
    CHECK(stage.message(stage.ask("sheet_set", {{"unit", "comp"}})) == "comp: say what to note, such as left/threshold=0");
    stage.note("1176-A", "INPUT=18");
    stage.note("comp", "left/threshold=0");
}

TEST_CASE("a tolerance that says nothing is noted by nobody")
{
    SheetStage stage;
    CHECK_THAT(stage.message(stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30~50"}})), Contains("the scale has 8; at most 4"));
    CHECK(stage.lines_of("sheet") == 0);
    stage.note("1176-A", "INPUT=30~4");
}

TEST_CASE("who may only look notes nothing")
{
    SheetStage stage;
    CHECK(stage.code(stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30"}}, "Ben", Permission::view)) == "forbidden");
    CHECK(stage.code(stage.ask("sheets", Json::object(), "Ben", Permission::view)) == "none");
    CHECK(stage.code(stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", ""}})) == "usage");
}

TEST_CASE("sheets lists every unit that is set by hand")
{
    SheetStage stage;
    stage.note("comp", "LEFT THRESHOLD=0");
    const auto sheets = stage.ask("sheets")["sheets"];
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[0]["unit"] == "1176-A");
    CHECK(sheets[0]["noted"] == 0);
    CHECK(sheets[0]["updated"].is_null());
    CHECK(sheets[1]["noted"] == 1);
    CHECK(sheets[1]["of"] == 6);
}

TEST_CASE("set on a unit without a wire notes the value")
{
    SheetStage stage;
    const auto set = stage.ask("set", {{"unit", "1176-A"}, {"parameter", "input"}, {"value", "24"}});
    CHECK(set["noted"] == true);
    CHECK(set["from"] == "not noted");
    CHECK(set["to"] == "24 dB");
    CHECK(set["words"] == "INPUT");
    CHECK_FALSE(set.contains("exit"));
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["who"] == "Anna");
    CHECK(stage.ask("get", {{"unit", "1176-A"}, {"parameter", "input"}})["values"][0]["standing"] == "noted");
    CHECK_THAT(stage.message(stage.ask("set", {{"unit", "1176-A"}, {"parameter", "input"}, {"value", "99"}})), Contains("off the scale"));
}

TEST_CASE("what another remote moves is written down when the hand rests")
{
    SheetStage stage;
    REQUIRE(run_until(stage.io, [&] { return stage.rig.find("1176-A")->online(); }));
    const auto input = stage.limiter->find("input").value();
    for (const float position : {0.1f, 0.2f, 0.25f}) CHECK(stage.rig.find("1176-A")->move(input, position));
    CHECK(stage.words("1176-A", "input") == "36 dB");
    REQUIRE(run_until(stage.io, [&] { return stage.lines_of("sheet") > 0; }));
    CHECK(stage.lines_of("sheet") == 1);
    CHECK(stage.room.sheets->of("1176-A").values.at("input") == "36");
}

TEST_CASE("a photo is kept with the sheet, scaled, and what is no photo is refused")
{
    SheetStage stage;
    constexpr auto one_pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    stage.note("1176-A", "INPUT=30");
    CHECK(stage.ask("sheet_photo", {{"unit", "1176-A"}, {"photo", one_pixel}, {"name", "front.png"}})["words"] == "photo of 1 x 1 pixels");
    const auto sheet = stage.ask("sheet", {{"unit", "1176-A"}});
    CHECK(sheet["photo"]["type"] == "image/jpeg");
    CHECK(sheet["photo"]["name"] == "front.png");
    CHECK(sheet["photo"]["base64"].get<std::string>().starts_with("/9j/"));
    CHECK_FALSE(stage.ask("sheet", {{"unit", "1176-A"}, {"brief", true}})["photo"].contains("base64"));
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK_THAT(stage.message(stage.ask("sheet_photo", {{"unit", "1176-A"}, {"photo", "aGVsbG8gdGhlcmU="}})), Contains("no JPEG, PNG or WebP"));
    CHECK_THAT(stage.message(stage.ask("sheet_photo", {{"unit", "1176-A"}, {"photo", "not base64!"}})), Contains("no base64"));
    CHECK_THAT(stage.message(stage.ask("sheet_photo", {{"unit", "1176-A"}, {"photo", ""}})), Contains("the photo is empty"));
}

TEST_CASE("left is copied to right")
{
    SheetStage stage;
    stage.note("comp", "LEFT THRESHOLD=0~0.5\nLEFT GAIN=-\nLEFT IN=-\nRIGHT IN=OUT");
    stage.ask("sheet_copy", {{"unit", "comp"}, {"from_channel", "LEFT"}, {"to_channel", "RIGHT"}});
    CHECK(stage.words("comp", "right/threshold") == "0 dBu");
    CHECK(stage.words("comp", "right/gain") == "-");
    CHECK(stage.words("comp", "right/in") == "does not matter");
    CHECK(stage.words("comp", "left/threshold") == "0 dBu");
    CHECK(stage.room.sheets->of("comp").tolerance.at("right/threshold") == 0.5);
    CHECK_THAT(stage.message(stage.ask("sheet_copy", {{"unit", "comp"}, {"from_channel", "LEFT"}, {"to_channel", "MIDDLE"}})), Contains("has no channels"));
    CHECK(stage.code(stage.ask("sheet_copy", {{"unit", "comp"}, {"from_channel", "LEFT"}})) == "usage");
}

TEST_CASE("a sheet is copied from a version, the newest unless one is named")
{
    SheetStage stage;
    CHECK(stage.code(stage.ask("sheet_copy", {{"unit", "1176-A"}})) == "not_found");
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30~1\nRATIO=4\nTAPE=-"}, {"preset", "Vocal"}});
    stage.capture("Mix 1");
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=6\nRATIO=20\nTAPE=drums"}, {"preset", "Drums"}});
    stage.capture("Mix 2");
    stage.ask("sheet_copy", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK(stage.words("1176-A", "tape") == "does not matter");
    CHECK(stage.words("1176-A", "output") == "as in the preset");
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["from"] == "Gig/Mix 1");
    CHECK(stage.ask("sheet", {{"unit", "1176-A"}})["preset"] == "Vocal");
    stage.ask("sheet_copy", {{"unit", "1176-A"}});
    CHECK(stage.words("1176-A", "input") == "6 dB");
}

TEST_CASE("a copy onto a unit of another kind is refused")
{
    SheetStage stage;
    stage.note("comp", "LEFT IN=IN");
    CHECK_THAT(stage.message(stage.ask("sheet_copy", {{"unit", "1176-A"}, {"from_unit", "comp"}})), Contains("of two profiles"));
    CHECK_THAT(stage.message(stage.ask("sheet_copy", {{"unit", "1176-A"}, {"from_unit", "LA2A"}})), Contains("no unit \"LA2A\""));
}

TEST_CASE("a version shows the sheet as it was, and a comparison marks what changed")
{
    SheetStage stage;
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30\nRATIO=4"}, {"preset", "Vocal"}});
    stage.capture("Mix 1");
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=6"}, {"preset", "Drums"}});
    const auto then = stage.ask("sheet", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", "Mix 1"}, {"against", "live"}});
    const auto& input = then["groups"][0]["controls"][0];
    CHECK(input["words"] == "30 dB");
    CHECK(input["changed"] == true);
    CHECK(input["from"] == "6 dB");
    CHECK(then["groups"][0]["controls"][2]["changed"] == false);
    CHECK(then["preset"] == "Vocal");
    CHECK_THAT(stage.message(stage.ask("sheet", {{"unit", "1176-A"}, {"session", "Gig"}, {"version", "Mix 9"}})), Contains("Mix 9"));
}

TEST_CASE("a capture says what was noted and what was not, and a unit without a sheet is not in use")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30\nRATIO=4\nMETER=-");
    const auto captured = stage.ask("capture", {{"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(captured["units"][0]["noted"] == 2);
    CHECK(captured["units"][0]["silent"].dump() == R"(["output","tape"])");
    CHECK(captured["units"][0]["recall"] == "hand");
    CHECK(captured["units"][1]["noted"] == 0);
    CHECK(captured["units"][1]["silent"].empty());
    const auto shown = stage.ask("show", {{"session", "Gig"}, {"version", "Mix 1"}, {"unit", "1176-A"}});
    CHECK(shown["units"][0]["coverage"]["noted"] == 2);
    CHECK(shown["units"][0]["values"][0]["standing"] == "noted");
    CHECK(shown["units"][0]["values"][1]["standing"] == "not_noted");
    CHECK(shown["units"][0]["values"][1]["value"] == "not noted");
}

TEST_CASE("sheets outlive the daemon")
{
    SheetStage stage;
    stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30~0.5\nRATIO=4\nMETER=-"}, {"preset", "Vocal"}});
    stage.begin();
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK(stage.words("1176-A", "meter") == "does not matter");
    CHECK(stage.words("1176-A", "output") == "as in the preset");
    const auto sheet = stage.ask("sheet", {{"unit", "1176-A"}});
    CHECK(sheet["preset"] == "Vocal");
    CHECK(sheet["groups"][0]["controls"][0]["tolerance"] == 0.5);
}

TEST_CASE("a unit that answers for itself has no sheet")
{
    SheetStage stage;
    CHECK(stage.code(stage.ask("sheet", {{"unit", "LA2A"}})) == "unknown_unit");
}
