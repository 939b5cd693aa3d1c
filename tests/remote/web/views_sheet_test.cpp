#include "remote/web/views_sheet.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote::web;

namespace {

Fields fields(const std::vector<std::pair<std::string, std::string>>& list)
{
    Fields form;
    for (const auto& [name, value] : list) form.add(name, value);
    return form;
}

Json control(const Json& more = Json::object())
{
    Json json = {{"parameter", "input"}, {"label", "INPUT"}, {"kind", "knob"}, {"value", "30"}, {"words", "30 dB"}, {"any", false}, {"tolerance", 0.5}, {"own_tolerance", false},
                 {"unit", "dB"}, {"marks", {{{"position", 0.0}, {"label", "∞"}}, {{"position", 0.5}, {"label", ""}}, {{"position", 1.0}, {"label", "0"}}}}, {"choices", Json::array()}};
    json.update(more);
    return json;
}

Json sheet(const Json& one)
{
    return {{"unit", "1176 A"}, {"model", "Limiter"}, {"noted", 1}, {"of", 2}, {"updated", nullptr}, {"faults", Json::array()}, {"quirks", Json::array()}, {"preset", ""}, {"photo", nullptr},
            {"groups", {{{"name", "LEFT EQ"}, {"copies", "EQ"}, {"controls", {one}}}, {{"name", "RIGHT EQ"}, {"copies", "EQ"}, {"controls", Json::array()}}, {{"name", ""}, {"copies", ""}, {"controls", Json::array()}}}}};
}

Json shown(const Json& one, const Fields& typed = {}) { return sheet_view(sheet(one), typed)["groups"][0]["controls"][0]; }

}  // namespace

TEST_CASE("a form says only what was changed in it")
{
    CHECK(changed_lines(fields({{"c:input", "30"}, {"w:input", "30"}, {"c:output", "18"}, {"w:output", ""}, {"c:ratio", ""}, {"w:ratio", "4"}, {"unit", "x"}})) == "output=18\nratio=?\n");
    CHECK(changed_lines(fields({})).empty());
}

TEST_CASE("a tolerance that was wiped out of a field is given up")
{
    CHECK(changed_lines(fields({{"c:input", "30"}, {"w:input", "30~0.5"}})) == "input=30~\n");
    CHECK(changed_lines(fields({{"c:input", "-"}, {"w:input", "30~0.5"}})) == "input=-\n");
    CHECK(changed_lines(fields({{"c:input", "24~1"}, {"w:input", "30~0.5"}})) == "input=24~1\n");
}

TEST_CASE("a field shows what would be typed to get what is noted")
{
    CHECK(shown(control())["value"] == "30");
    CHECK(shown(control({{"own_tolerance", true}}))["value"] == "30~0.5");
    CHECK(shown(control({{"any", true}, {"value", nullptr}}))["value"] == "-");
    const auto trim = shown(control({{"any", true}, {"value", nullptr}, {"choices", {"-", "0", "+"}}}));   // `-` is a place here
    CHECK(trim["value"] == "does not matter");
    CHECK(trim["options"][1]["value"] == "does not matter");
    CHECK(shown(control({{"value", nullptr}}))["value"] == "");
    CHECK(shown(control())["marks"] == R"([[0.0,"∞"],[0.5,""],[1.0,"0"]])");
    CHECK(shown(control())["labels"].size() == 2);
}

TEST_CASE("what was typed and not taken stays in its field, beside what it was")
{
    const auto view = shown(control(), fields({{"c:input", "50"}}));
    CHECK(view["value"] == "50");
    CHECK(view["was"] == "30");
}

TEST_CASE("a switch offers its positions, not knowing, and not caring")
{
    const auto view = shown(control({{"choices", {"4", "8"}}, {"value", "8"}}));
    REQUIRE(view["options"].size() == 4);
    CHECK(view["options"][3]["chosen"] == true);
    CHECK(view["options"][1]["value"] == "-");
}

TEST_CASE("channels that are copies of each other can be copied both ways")
{
    CHECK(sheet_view(sheet(control()), {})["copies"].dump() == R"([{"from":"LEFT","to":"RIGHT"},{"from":"RIGHT","to":"LEFT"}])");
}

TEST_CASE("names stand safely in addresses")
{
    CHECK(sheet_view(sheet(control()), {})["href"] == "/sheets/1176%20A");
}

TEST_CASE("a checklist says what remains, and who said what")
{
    const Json line = {{"line", "1176-A input"}, {"unit", "1176-A"}, {"words", "INPUT"}, {"from", "6 dB"}, {"wanted", "30 dB"}, {"state", "cannot"}, {"who", "Ben"}, {"time", "2026-11-21T14:02:00Z"},
                       {"found", "8"}, {"note", "stuck"}, {"hazard", ""}, {"faults", {{{"text", "scratchy"}}}}};
    const Json list = {{"recall", 12}, {"session", "Night Train"}, {"version", "Mix 1"}, {"remaining", 7}, {"of", 12}, {"done", 4}, {"cannot", 1}, {"undone", false},
                       {"groups", {{{"name", "by recalld"}, {"count", 40}, {"lines", Json::array()}}, {{"name", "knobs by hand"}, {"count", 1}, {"lines", {line}}}}}};
    const auto view = checklist_view(list);
    CHECK(view["words"] == "remaining 7 of 12");
    CHECK(view["ticked"] == 5);
    CHECK(view["by_recalld"] == "40 parameters");
    REQUIRE(view["groups"].size() == 1);
    CHECK(view["groups"][0]["name"] == "Knobs by hand");
    const auto& one = view["groups"][0]["lines"][0];
    CHECK(one["cannot"] == true);
    CHECK(one["faults"][0] == "scratchy");
    const auto said = one["said"].get<std::string>();
    CHECK(said.starts_with("Cannot match, says Ben at "));
    CHECK(said.ends_with("; stands at 8: stuck"));
}

TEST_CASE("a checklist without lines says so")
{
    CHECK(checklist_view({{"recall", 3}, {"remaining", 0}, {"of", 0}, {"groups", Json::array()}})["words"] == "Nothing was left to hands.");
}

TEST_CASE("faults of a unit stand at its first line of each part")
{
    const auto line = [](const std::string& unit, const std::string& parameter) {
        return Json{{"line", unit + " " + parameter}, {"unit", unit}, {"words", parameter}, {"from", ""}, {"wanted", ""}, {"state", "open"}, {"hazard", ""}, {"faults", {{{"text", unit + " hums"}}}}};
    };
    const Json list = {{"recall", 1}, {"remaining", 4}, {"of", 4},
                       {"groups", {{{"name", "switches by hand"}, {"lines", {line("A", "ratio"), line("A", "meter"), line("B", "in")}}}, {{"name", "knobs by hand"}, {"lines", {line("B", "gain")}}}}}};
    const auto groups = checklist_view(list)["groups"];
    CHECK(groups[0]["lines"][0]["faults"].dump() == R"(["A hums"])");
    CHECK(groups[0]["lines"][1]["faults"].empty());
    CHECK(groups[0]["lines"][2]["faults"].dump() == R"(["B hums"])");
    CHECK(groups[1]["lines"][0]["faults"].dump() == R"(["B hums"])");
}

TEST_CASE("a list that is done says so, and how much recalld did")
{
    const auto view = checklist_view({{"recall", 3}, {"remaining", 0}, {"of", 2}, {"cannot", 1}, {"undone", true}, {"groups", {{{"name", "by recalld"}, {"count", 1}, {"lines", Json::array()}}}}});
    CHECK(view["finished"] == true);
    CHECK(view["undone"] == true);
    CHECK(view["by_recalld"] == "1 parameter");
    CHECK(view["words"] == "remaining 0 of 2");
    CHECK(view["report"] == "/reports/3");
}

TEST_CASE("each card says of its unit what there is to say")
{
    const Json answer = {{"sheets", {{{"unit", "1176 A"}, {"model", "Limiter"}, {"revision", "D"}, {"serial", "4711"}, {"noted", 6}, {"of", 6}, {"who", "Anna"}, {"updated", "2026-11-21T14:02:00Z"}, {"preset", "Vocal"},
                                      {"faults", {{{"text", "hums"}}}}},
                                     {{"unit", "pedal"}, {"model", "Pedal"}, {"noted", 0}, {"of", 1}, {"updated", nullptr}, {"faults", Json::array()}}}}};
    const auto view = sheets_view(answer, {{"1176 A", "<svg/>"}});
    CHECK(view["any"] == true);
    const auto &first = view["units"][0], &second = view["units"][1];
    CHECK(first["facts"] == "Limiter, revision D, serial 4711");
    CHECK(first["noted"] == "6 of 6 controls noted");
    CHECK(first["all_noted"] == true);
    CHECK(first["svg"] == "<svg/>");
    CHECK(first["href"] == "/sheets/1176%20A");
    CHECK(first["any_faults"] == true);
    CHECK(first["updated"].get<std::string>().starts_with("Last by Anna, "));
    CHECK(second["noted"] == "0 of 1 control noted");
    CHECK(second["all_noted"] == false);
    CHECK(second["svg"] == "");
    CHECK(second["updated"] == "");
    CHECK(sheets_view({{"sheets", Json::array()}}, {})["any"] == false);
}
