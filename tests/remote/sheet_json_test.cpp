#include "remote/sheet_json.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::logbook::testing;
using studio::Standing;
using studio::UnitState;
using logbook::Tick;
using logbook::TickVerdict;

namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

UnitState noted(const std::shared_ptr<const studio::Profile>& profile, const Words& words)
{
    UnitState state("1176-A", profile);
    for (const auto& [name, said] : words) {
        const auto id = profile->find(name).value();
        state.set(id, profile->law_of(id).parse(said).value(), Standing::assumed);
    }
    return state;
}

Json control(const SheetShown& shown, const std::string& parameter)
{
    const auto groups = panel_json(shown);
    for (const auto& group : groups)
        for (const auto& control : group["controls"])
            if (control["parameter"] == parameter) return control;
    return nullptr;
}

recall::ChecklistLine line(const std::string& unit, const std::string& parameter, recall::Handwork work, TickVerdict verdict = TickVerdict::open)
{
    recall::ChecklistLine made;
    made.unit = unit;
    made.parameter = parameter;
    made.line = recall::line_of(unit, parameter);
    made.work = work;
    made.words = "INPUT";
    made.from = "6 dB";
    made.wanted = "30 dB";
    if (verdict != TickVerdict::open) {
        made.tick.verdict = verdict;
        made.tick.entry = 9;
        made.tick.who = "Anna";
        made.tick.time = store::Time{} + std::chrono::hours(24);
        made.tick.note = "stuck";
        made.tick.found = "24";
    }
    return made;
}

}  // namespace

TEST_CASE("each kind of control is called by its name and says what it takes")
{
    const auto profile = limiter();
    const auto state = noted(profile, {{"input", "30"}, {"ratio", "4"}, {"tape", "lead"}});
    const logbook::Sheet sheet;
    const SheetShown shown{state, sheet, nullptr};
    const auto [parameter, kind, value, choices] = GENERATE(table<std::string, std::string, Json, std::size_t>({
        {"input", "knob", "30", 0}, {"output", "knob", nullptr, 0}, {"ratio", "radio", "4", 5}, {"meter", "toggle", nullptr, 4}, {"tape", "note", "lead", 0},
    }));
    const auto said = control(shown, parameter);
    CHECK(said["kind"] == kind);
    CHECK(said["value"] == value);
    CHECK(said["choices"].size() == choices);
    CHECK(said["marks"].size() == (kind == "knob" ? 9u : 0u));
}

TEST_CASE("a dial says where it points, a switch does not")
{
    const auto profile = limiter();
    const auto state = noted(profile, {{"input", "24"}, {"ratio", "4"}});
    const logbook::Sheet sheet;
    const SheetShown shown{state, sheet, nullptr};
    CHECK(control(shown, "input")["position"].get<double>() == Approx(0.5));
    CHECK(control(shown, "ratio")["position"].is_null());
    CHECK(control(shown, "output")["position"].is_null());
}

TEST_CASE("a tolerance is the panel's, or the sheet's, and what clicks has none")
{
    const auto profile = limiter();
    const UnitState state("1176-A", profile);
    logbook::Sheet sheet;
    sheet.tolerance["output"] = 1.5;
    const SheetShown shown{state, sheet, nullptr};
    CHECK(control(shown, "input")["tolerance"] == 0.2);
    CHECK(control(shown, "input")["own_tolerance"] == false);
    CHECK(control(shown, "output")["tolerance"] == 1.5);
    CHECK(control(shown, "output")["own_tolerance"] == true);
    CHECK(control(shown, "ratio")["tolerance"].is_null());
    CHECK(control(shown, "tape")["tolerance"].is_null());
}

TEST_CASE("what does not matter, what is not noted, and what stands have words of their own")
{
    const auto profile = limiter();
    const auto state = noted(profile, {{"input", "30"}});
    logbook::Sheet sheet;
    sheet.any = {"ratio"};
    const SheetShown shown{state, sheet, nullptr};
    CHECK(control(shown, "input")["words"] == "30 dB");
    CHECK(control(shown, "ratio")["words"] == "does not matter");
    CHECK(control(shown, "ratio")["any"] == true);
    CHECK(control(shown, "output")["words"] == "not noted");
}

TEST_CASE("what differs from another time says what it was")
{
    const auto profile = limiter();
    const auto now = noted(profile, {{"input", "30"}, {"output", "18"}, {"ratio", "4"}}), before = noted(profile, {{"input", "6"}, {"output", "18"}});
    const logbook::Sheet sheet;
    const SheetShown shown{now, sheet, &before};
    CHECK(control(shown, "input")["changed"] == true);
    CHECK(control(shown, "input")["from"] == "6 dB");
    CHECK(control(shown, "output")["changed"] == false);
    CHECK(control(shown, "output")["from"] == "");
    CHECK(control(shown, "ratio")["changed"] == true);
    CHECK(control(shown, "ratio")["from"] == "not noted");
}

TEST_CASE("what this revision does not have is neither shown nor counted")
{
    const auto profile = limiter();
    auto state = noted(profile, {{"input", "30"}, {"ratio", "4"}});
    state.standings[profile->find("meter").value()] = Standing::not_exposed;
    logbook::Sheet sheet;
    sheet.any = {"output"};
    CHECK(control({state, sheet, nullptr}, "meter").is_null());
    CHECK(noted_json(state, sheet) == Json{{"noted", 3}, {"of", 4}});
}

TEST_CASE("groups keep their names, and which are copies of each other")
{
    const auto profile = stereo();
    const UnitState state("comp", profile);
    const logbook::Sheet sheet;
    const auto groups = panel_json({state, sheet, nullptr});
    REQUIRE(groups.size() == 2);
    CHECK(groups[0]["name"] == "LEFT");
    CHECK(groups[1]["name"] == "RIGHT");
    CHECK(groups[0]["copies"] == groups[1]["copies"]);
    CHECK(groups[1]["controls"][0]["parameter"] == "right/threshold");
}

TEST_CASE("a meter shows nothing that could be noted")
{
    PanelBuilder builder("analog/metered");
    builder.group("", "");
    builder.add(studio::ControlKind::knob, "GAIN", "gain", dial({"0", "10"}, ""));
    builder.profile();
    auto profile = builder.done();
    auto panel = *profile->panel;
    panel.groups[0].controls.push_back({studio::ControlKind::meter, studio::no_parameter, "VU"});
    auto changed = std::make_shared<studio::Profile>(*profile);
    changed->panel = std::make_shared<const studio::Panel>(panel);
    changed->index();
    const UnitState state("pre", changed);
    const logbook::Sheet sheet;
    CHECK(panel_json({state, sheet, nullptr})[0]["controls"].size() == 1);
    CHECK(noted_json(state, sheet)["of"] == 1);
}

TEST_CASE("a drawing for the page bears the unit's name and plate, and no size of its own")
{
    const auto profile = limiter();
    const auto state = noted(profile, {{"input", "30"}});
    const logbook::Sheet sheet;
    const auto svg = panel_drawing({state, sheet, nullptr}, "1176-A", "revision A, serial <4711>");
    CHECK(svg.find("aria-label=\"1176-A\"") != std::string::npos);
    CHECK(svg.find("serial &lt;4711&gt;") != std::string::npos);
    CHECK(svg.find("\" width=\"640\"") == std::string::npos);
    CHECK(svg.find(" style=") == std::string::npos);
    CHECK(svg.find(">30 dB</text>") != std::string::npos);
}

TEST_CASE("a checklist is told in groups, and empty ones are left out")
{
    recall::Checklist list;
    list.by_recalld = 40;
    list.lines = {line("1176-A", "ratio", recall::Handwork::switches, TickVerdict::done), line("1176-A", "input", recall::Handwork::knobs),
                  line("comp", "left/gain", recall::Handwork::knobs, TickVerdict::cannot)};
    const auto json = checklist_json(list, {});
    CHECK(json["remaining"] == 1);
    CHECK(json["done"] == 1);
    CHECK(json["cannot"] == 1);
    CHECK(json["of"] == 3);
    REQUIRE(json["groups"].size() == 3);
    CHECK(json["groups"][0] == Json{{"name", "by recalld"}, {"count", 40}, {"lines", Json::array()}});
    CHECK(json["groups"][1]["name"] == "switches by hand");
    CHECK(json["groups"][2]["count"] == 2);
    CHECK(checklist_json({}, {})["groups"].size() == 1);
}

TEST_CASE("a line says who ticked it and when, and an open one that nobody did")
{
    recall::Checklist list;
    list.lines = {line("1176-A", "input", recall::Handwork::knobs), line("1176-A", "output", recall::Handwork::knobs, TickVerdict::cannot)};
    const auto lines = checklist_json(list, {})["groups"][1]["lines"];
    CHECK(lines[0]["state"] == "open");
    CHECK(lines[0]["time"].is_null());
    CHECK(lines[0]["who"] == "");
    CHECK(lines[1]["state"] == "cannot");
    CHECK(lines[1]["who"] == "Anna");
    CHECK(lines[1]["time"] == "1970-01-02T00:00:00Z");
    CHECK(lines[1]["note"] == "stuck");
    CHECK(lines[1]["found"] == "24");
}

TEST_CASE("cords come last, and faults stand at the lines of their unit")
{
    recall::Checklist list;
    list.lines = {line("1176-A", "input", recall::Handwork::knobs), line("patch", "plug B3-B17", recall::Handwork::cords)};
    const auto faults = logbook::quirks_of("1176-A", {"reads 2 dB hot"});
    const auto groups = checklist_json(list, faults)["groups"];
    REQUIRE(groups.size() == 3);
    CHECK(groups[2]["name"] == "cords");
    CHECK(groups[2]["lines"][0]["line"] == "patch plug B3-B17");
    CHECK(groups[2]["lines"][0]["faults"].empty());
    CHECK(groups[1]["lines"][0]["faults"][0]["text"] == "reads 2 dB hot");
}
