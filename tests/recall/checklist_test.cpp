#include "recall/checklist.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::recall;
using logbook::Tick;
using logbook::Ticks;
using logbook::TickVerdict;
using Json = nlohmann::ordered_json;
using Catch::Matchers::StartsWith;

namespace {

Json finding(const std::string& unit, const std::string& parameter, const std::string& wanted, const std::string& verdict = "by_hand")
{
    return {{"unit", unit}, {"parameter", parameter}, {"verdict", verdict}, {"words", parameter + " in words"}, {"wanted", wanted}, {"found", "not noted"}, {"why", "set it by hand"}};
}

/// Two units and a cord, told in no order; the daemon itself did 20.
Json report()
{
    return {{"session", "Night Train"},
            {"version", "Mix 3"},
            {"report", {{"matched", 18}, {"corrected", 2}, {"differs", 1}, {"by_hand", 6}, {"noted", 4}}},
            {"details",
             {finding("patch", "plug B3-B17", "B3 -> B17"), finding("desk", "ch/01/mix/fader", "-6.8 dB", "differs"), finding("comp", "right/threshold", "0 dBu"), finding("comp", "left/in", "IN"),
              finding("1176-A", "ratio", "4"), finding("1176-A", "output", "18 dB"), finding("1176-A", "input", "30 dB")}}};
}

Rack rack() { return {{"desk", nullptr}, {"1176-A", logbook::testing::limiter()}, {"comp", logbook::testing::stereo()}}; }

std::vector<std::string> lines(const Checklist& checklist)
{
    std::vector<std::string> names;
    for (const auto& line : checklist.lines) names.push_back(line.line);
    return names;
}

Tick tick(TickVerdict verdict, const std::string& note = "")
{
    Tick made;
    made.entry = 7;
    made.time = store::Time{} + std::chrono::hours(14) + std::chrono::minutes(2);
    made.who = "Anna";
    made.verdict = verdict;
    made.note = note;
    return made;
}

}  // namespace

TEST_CASE("a checklist goes unit by unit in rack order and from left to right, switches first, knobs then, cords last")
{
    const auto checklist = checklist_of(report(), rack(), {});
    CHECK(lines(checklist) == std::vector<std::string>{"1176-A ratio", "comp left/in", "1176-A input", "1176-A output", "comp right/threshold", "patch plug B3-B17"});
    CHECK(checklist.lines[0].work == Handwork::switches);
    CHECK(checklist.lines[2].work == Handwork::knobs);
    CHECK(checklist.lines[5].work == Handwork::cords);
    CHECK(checklist.by_recalld == 20);
}

TEST_CASE("only what has to be turned stands on it")
{
    const auto checklist = checklist_of(report(), rack(), {});
    CHECK(checklist.lines.size() == 6);
    CHECK(checklist.remaining() == 6);
    CHECK(checklist.lines[2].wanted == "30 dB");
    CHECK(checklist.lines[2].from == "not noted");
}

TEST_CASE("a line keeps how exact its version wanted it")
{
    auto document = report();
    document["details"][6]["tolerance"] = 1.5;
    const auto checklist = checklist_of(document, rack(), {});
    CHECK(checklist.lines[2].tolerance == 1.5);
    CHECK_FALSE(checklist.lines[3].tolerance);
    document["details"][6]["tolerance"] = "wide";
    CHECK_FALSE(checklist_of(document, rack(), {}).lines[2].tolerance);
}

TEST_CASE("ticks count, and one that was taken back does not")
{
    const Ticks ticks{{"1176-A ratio", tick(TickVerdict::done)}, {"1176-A input", tick(TickVerdict::cannot, "scratchy")}, {"comp left/in", tick(TickVerdict::open)}};
    const auto checklist = checklist_of(report(), rack(), ticks);
    CHECK(checklist.remaining() == 4);
    CHECK(checklist.count(TickVerdict::done) == 1);
    CHECK(checklist.count(TickVerdict::cannot) == 1);
    CHECK(checklist.lines[0].tick.who == "Anna");
    CHECK(checklist.lines[2].tick.note == "scratchy");
}

TEST_CASE("a hazard of a control is said in its line")
{
    logbook::testing::PanelBuilder builder("analog/preamp");
    builder.group("", "");
    builder.add(studio::ControlKind::button, "48 V", "48-v", logbook::testing::choice({"OUT", "IN"}));
    builder.profile()->parameters.back().hazard = studio::Hazard::phantom;
    Json one = {{"report", {{"by_hand", 1}}}, {"details", Json::array({finding("pre", "48-v", "IN")})}};
    const auto checklist = checklist_of(one, {{"pre", builder.done()}}, {});
    REQUIRE(checklist.lines.size() == 1);
    CHECK(checklist.lines[0].hazard == "phantom");
}

TEST_CASE("a preset comes before the controls of its unit, however many click")
{
    Json document = {{"report", {{"by_hand", 3}}}, {"details", {finding("comp", std::string(preset_line), "P12"), finding("comp", "left/in", "IN"), finding("1176-A", "ratio", "4")}}};
    CHECK(lines(checklist_of(document, rack(), {})) == std::vector<std::string>{"1176-A ratio", "comp load preset", "comp left/in"});
}

TEST_CASE("a unit that left the rig keeps its lines")
{
    const auto checklist = checklist_of(report(), {}, {});
    CHECK(checklist.lines.size() == 6);
    CHECK(checklist.lines[0].line == "patch plug B3-B17");
}

TEST_CASE("a report counts ticks as it counts what was read back")
{
    const auto now = with_ticks(report(), {{"1176-A ratio", tick(TickVerdict::done)}, {"1176-A input", tick(TickVerdict::cannot, "scratchy")}});
    CHECK(now["report"]["matched"] == 19);
    CHECK(now["report"]["differs"] == 2);
    CHECK(now["report"]["by_hand"] == 4);
    CHECK(now["hands"] == Json{{"remaining", 4}, {"done", 1}, {"cannot", 1}});
    const auto& ratio = now["details"][4];
    CHECK(ratio["verdict"] == "matched");
    CHECK_THAT(ratio["why"].get<std::string>(), StartsWith("by hand: Anna "));
    CHECK(ratio["found"] == "4");
    const auto& input = now["details"][6];
    CHECK(input["verdict"] == "differs");
    CHECK_THAT(input["why"].get<std::string>(), StartsWith("cannot match: by Anna ") && Catch::Matchers::EndsWith(": scratchy"));
    CHECK(now["details"][0]["verdict"] == "by_hand");
}

TEST_CASE("when all is ticked nothing is left to hands")
{
    Ticks ticks;
    for (const auto& line : checklist_of(report(), rack(), {}).lines) ticks[line.line] = tick(TickVerdict::done);
    const auto now = with_ticks(report(), ticks);
    CHECK(now["report"]["by_hand"] == 0);
    CHECK(now["report"]["matched"] == 24);
    CHECK(now["hands"] == Json{{"remaining", 0}, {"done", 6}, {"cannot", 0}});
}

TEST_CASE("a report without handwork stays as it is")
{
    Json document = {{"report", {{"matched", 3}}}, {"details", Json::array()}};
    CHECK(with_ticks(document, {}) == document);
    CHECK(with_ticks(Json(nullptr), {}).is_null());
    CHECK(with_ticks(Json{{"report", 4}}, {}) == Json{{"report", 4}});
    CHECK(checklist_of(Json(nullptr), rack(), {}).lines.empty());
    CHECK(checklist_of(Json{{"details", {1, "x", nullptr}}}, rack(), {}).lines.empty());
}

TEST_CASE("each kind of control is worked with a click, with patience, or at the bay")
{
    using studio::ControlKind;
    const auto [kind, work] = GENERATE(table<ControlKind, Handwork>({
        {ControlKind::knob, Handwork::knobs}, {ControlKind::slider, Handwork::knobs}, {ControlKind::trim, Handwork::knobs}, {ControlKind::stepped, Handwork::switches},
        {ControlKind::toggle, Handwork::switches}, {ControlKind::button, Handwork::switches}, {ControlKind::radio, Handwork::switches}, {ControlKind::cycle, Handwork::switches},
        {ControlKind::note, Handwork::switches}, {ControlKind::jack, Handwork::cords},
    }));
    logbook::testing::PanelBuilder builder("analog/one");
    builder.group("", "");
    builder.add(kind, "ONE", "one", logbook::testing::choice({"OUT", "IN"}));
    const Json document = {{"report", {{"by_hand", 1}}}, {"details", Json::array({finding("unit", "one", "IN")})}};
    const auto checklist = checklist_of(document, {{"unit", builder.done()}}, {});
    REQUIRE(checklist.lines.size() == 1);
    CHECK(checklist.lines[0].work == work);
}

TEST_CASE("units of one model stand in the order of the rack, not of their names")
{
    const Json document = {{"report", {{"by_hand", 3}}}, {"details", {finding("A", "input", "30 dB"), finding("B", "input", "30 dB"), finding("C", "input", "30 dB")}}};
    const auto profile = logbook::testing::limiter();
    CHECK(lines(checklist_of(document, {{"C", profile}, {"A", profile}, {"B", profile}}, {})) == std::vector<std::string>{"C input", "A input", "B input"});
}

TEST_CASE("ticks of lines that are not on the list count for nothing")
{
    const Ticks ticks{{"1176-A attack", tick(TickVerdict::done)}, {"LA2A gain", tick(TickVerdict::cannot)}};
    CHECK(checklist_of(report(), rack(), ticks).remaining() == 6);
    CHECK(with_ticks(report(), ticks)["hands"] == Json{{"remaining", 6}, {"done", 0}, {"cannot", 0}});
    CHECK(with_ticks(report(), ticks)["report"] == report()["report"]);
}

TEST_CASE("what somebody found stands in the report, with the note")
{
    auto said = tick(TickVerdict::done, "as near as it goes");
    said.found = "31 dB";
    auto now = with_ticks(report(), {{"1176-A input", said}});
    CHECK(now["details"][6]["found"] == "31 dB");
    CHECK_THAT(now["details"][6]["why"].get<std::string>(), Catch::Matchers::EndsWith(": as near as it goes"));
    said.verdict = TickVerdict::cannot;
    now = with_ticks(report(), {{"1176-A input", said}});
    CHECK(now["details"][6]["found"] == "31 dB");
    CHECK(now["details"][6]["verdict"] == "differs");
    CHECK(now["details"][6]["hands"] == "cannot");
    CHECK_THAT(now["details"][6]["why"].get<std::string>(), StartsWith("cannot match: found 31 dB, by Anna "));
}

TEST_CASE("counts never fall below nothing")
{
    Json odd = {{"report", {{"by_hand", 0}}}, {"details", Json::array({finding("1176-A", "input", "30 dB")})}};
    const auto now = with_ticks(odd, {{"1176-A input", tick(TickVerdict::done)}});
    CHECK(now["report"]["by_hand"] == 0);
    CHECK(now["report"]["matched"] == 1);
}

TEST_CASE("a line is called by its unit and its parameter, at the bay by what it is")
{
    CHECK(line_of("1176-A", "left/input") == "1176-A left/input");
    CHECK(line_of("", "plug B3-B17") == "plug B3-B17");
}
