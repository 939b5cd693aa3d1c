#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/book_chapters.hpp"

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

Json control(const std::string& label, const std::string& words, bool is_any = false)
{
    return {{"parameter", label}, {"label", label}, {"value", words == "not noted" ? Json(nullptr) : Json(words)}, {"words", words}, {"any", is_any}, {"changed", false}};
}

Json sheet_of(Json groups) { return {{"sheets", Json::array({{{"unit", "eq"}, {"model", "Equalizer E"}, {"groups", std::move(groups)}}})}}; }

Json group(const std::string& name, Json controls) { return {{"name", name}, {"controls", std::move(controls)}}; }

Json only_sheet(const Json& facts) { return sheet_blocks(facts).at(0).at("sheet"); }

Json trace_of(const std::string& words)
{
    const Json facts = {{"patch", {{"traces", Json::array({{{"title", "7 Vox"}, {"words", words}}})}}}};
    return patch_blocks(facts).at(1).at("trace");
}

}  // namespace

TEST_CASE("what was noted of a unit stands by its groups, and what was not in one sentence")
{
    const auto sheet = only_sheet(sheet_of({group("LEFT", {control("GAIN", "+3 dB"), control("FREQ", "not noted")}), group("", {control("POWER", "not noted"), control("MODE", "IN")})}));
    CHECK(sheet["unnoted"] == "Not noted: LEFT FREQ, POWER");
    REQUIRE(sheet["groups"].size() == 2);
    CHECK(sheet["groups"][0]["values"].size() == 1);
    CHECK(sheet["groups"][0]["values"][0]["value"] == "+3 dB");
    CHECK(sheet["groups"][1]["values"][0]["words"] == "MODE");
}

TEST_CASE("what a preset says is not noted by hand, and the sheet says so")
{
    auto freq = control("FREQ", "not noted");
    freq["words"] = "as in the preset";
    Json facts = sheet_of({group("", {control("GAIN", "+3 dB"), freq})});
    facts["sheets"][0]["preset"] = "P12";
    const auto sheet = only_sheet(facts);
    CHECK(sheet["unnoted"] == "As in the preset: FREQ");
    CHECK(sheet["groups"][0]["values"].size() == 1);
    CHECK(sheet["remarks"][0]["words"] == "Preset: P12");
}

TEST_CASE("a module that stands upright is told from one that lies")
{
    const auto with_size = [](const std::string& size) {
        Json facts = sheet_of({group("", {control("GAIN", "+3 dB")})});
        facts["sheets"][0]["svg"] = "<svg viewBox=\"0 0 " + size + "\"></svg>";
        return only_sheet(facts)["tall"].get<bool>();
    };
    CHECK(with_size("120 400"));
    CHECK_FALSE(with_size("900 180"));
    CHECK_FALSE(with_size("no size"));
}

TEST_CASE("a group of which nothing was noted is no empty line")
{
    const auto sheet = only_sheet(sheet_of({group("LEFT", {control("GAIN", "not noted")}), group("RIGHT", {control("GAIN", "0 dB")})}));
    REQUIRE(sheet["groups"].size() == 1);
    CHECK(sheet["groups"][0]["name"] == "RIGHT");
}

TEST_CASE("a control that may stand anywhere says so")
{
    const auto sheet = only_sheet(sheet_of({group("", {control("METER", "not noted", true)})}));
    CHECK(sheet["unnoted"] == "");
    CHECK(sheet["groups"][0]["values"][0]["value"] == "any");
}

TEST_CASE("a value without words is told as it is")
{
    auto gain = control("GAIN", "");
    gain["value"] = "30";
    CHECK(only_sheet(sheet_of({group("", {gain})}))["groups"][0]["values"][0]["value"] == "30");
}

TEST_CASE("a plate names model, revision and serial as far as they are known")
{
    auto facts = sheet_of(Json::array());
    CHECK(only_sheet(facts)["plate"] == "Equalizer E");
    facts["sheets"][0]["serial"] = "4711";
    CHECK(only_sheet(facts)["plate"] == "Equalizer E, serial 4711");
    facts["sheets"][0]["revision"] = "D";
    CHECK(only_sheet(facts)["plate"] == "Equalizer E, revision D, serial 4711");
    facts["sheets"][0]["model"] = "";
    CHECK(only_sheet(facts)["plate"] == "revision D, serial 4711");
}

TEST_CASE("preset, quirks and faults are remarks of a sheet")
{
    auto facts = sheet_of(Json::array());
    facts["sheets"][0].update({{"preset", "Vocal Plate 12"}, {"quirks", Json::array({"reads 2 dB hot", "hums"})}, {"faults", Json::array({{{"text", "lamp is dead"}}, {{"text", ""}}})}});
    CHECK(only_sheet(facts)["remarks"] == Json::parse(R"([{"words": "Preset: Vocal Plate 12"}, {"words": "This one: reads 2 dB hot; hums"}, {"words": "Fault: lamp is dead"}])"));
}

TEST_CASE("the way of a signal is drawn stop by stop")
{
    CHECK(trace_of("Vox -> line 7 -> desk ch 17")["stops"] == Json::parse(R"([{"words": "Vox", "onward": false}, {"words": "line 7", "onward": true}, {"words": "desk ch 17", "onward": true}])"));
    CHECK(trace_of("line 7")["stops"].size() == 1);
    CHECK(trace_of("")["stops"].empty());
    CHECK(trace_of("a->b")["stops"].size() == 1);   // no arrow of ours: a name
    CHECK(trace_of("a -> ")["stops"].size() == 1);
}

TEST_CASE("where a signal goes besides stands below its way")
{
    const Json facts = {{"edition", "studio"}, {"patch", {{"traces", Json::array({{{"title", "7 Vox"}, {"words", "Vox -> line 7"}, {"also", {"also goes: bay B7 -> A/D <7>"}}}})}}}};
    CHECK_THAT(book_html(facts), Contains("<span class=\"also\">also goes: bay B7 -&gt; A/D &lt;7&gt;</span></p>"));
    CHECK_THAT(book_text(facts), Contains("  7 Vox: Vox -> line 7\n    also goes: bay B7 -> A/D <7>\n"));
}

TEST_CASE("in the HTML stops are boxes with arrows between, and names cannot break out")
{
    const Json facts = {{"edition", "studio"}, {"patch", {{"traces", Json::array({{{"title", "7 <Vox>"}, {"words", "Vox -> line <b>7</b>"}}})}}}};
    const auto html = book_html(facts);
    CHECK_THAT(html, Contains("<span class=\"stop\">Vox</span> <span class=\"arrow\">→</span> <span class=\"stop\">line &lt;b&gt;7&lt;/b&gt;</span>"));
    CHECK_THAT(html, Contains("<b>7 &lt;Vox&gt;</b>"));
}

TEST_CASE("what is not in order in a patch is said in words, however it comes")
{
    const Json facts = {{"patch", {{"problems", Json::array({{{"kind", "two_outputs"}, {"fault", true}, {"words", "two outputs into input B27"}}, "B9 is doubled", {{"kind", "silent"}}})}}}};
    const auto blocks = patch_blocks(facts);
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0]["points"]["title"] == "Not in order");
    CHECK(blocks[0]["points"]["items"] == Json::parse(R"([{"words": "two outputs into input B27"}, {"words": "B9 is doubled"}])"));
}

TEST_CASE("a normal that a cord was meant to break is in order, and worth knowing")
{
    const Json broken = {{"kind", "broken_normal"}, {"fault", false}, {"words", "the cord C1 -> B27 breaks the normal from B11 to B27"}};
    const Json facts = {{"patch", {{"problems", Json::array({broken})}}}};
    const auto blocks = patch_blocks(facts);
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0]["points"]["title"] == "Good to know");
    const Json doubled = {{"kind", "doubled_cord"}, {"fault", true}, {"words", "the cord C1 -> B27 is there twice"}};
    const auto both = patch_blocks({{"patch", {{"problems", Json::array({doubled, broken})}}}});
    REQUIRE(both.size() == 2);
    CHECK(both[0]["points"]["title"] == "Not in order");
    CHECK(both[0]["points"]["items"].size() == 1);
    CHECK(both[1]["points"]["items"][0]["words"] == broken["words"]);
}

TEST_CASE("problems without words make no empty heading")
{
    CHECK(patch_blocks({{"patch", {{"problems", Json::array({{{"kind", "odd"}}, 3.5, nullptr})}}}}).size() <= 1);
    CHECK(patch_blocks({{"patch", {{"problems", Json::array({{{"kind", "odd"}}})}}}}).empty());
}

TEST_CASE("a cord says when it only follows its normal")
{
    const auto cell = [](Json cord) { return patch_blocks({{"patch", {{"cords", Json::array({std::move(cord)})}}}})[0]["table"]["rows"][0]["cells"].back()["words"].get<std::string>(); };
    CHECK(cell({{"from", "B3"}, {"to", "B17"}, {"note", "vocal"}, {"normal", true}}) == "vocal (normal)");
    CHECK(cell({{"from", "B3"}, {"to", "B17"}, {"note", ""}, {"normal", true}}) == "normal");
    CHECK(cell({{"from", "B3"}, {"to", "B17"}, {"note", "vocal"}}) == "vocal");
}
