#include "ctl/render_sheet.hpp"

#include <catch2/catch.hpp>

#include "ctl/base64.hpp"
#include "ctl/options.hpp"
#include "ctl/render.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

constexpr Paint plain{};

Json parse(const char* text) { return Json::parse(text); }

}  // namespace

TEST_CASE("a checklist reads like a list that goes along the rack")
{
    const auto list = parse(R"({"recall": 12, "session": "Night Train", "version": "Mix 1", "remaining": 1, "done": 1, "cannot": 1, "groups": [
        {"name": "by recalld", "count": 40, "lines": []},
        {"name": "switches by hand", "count": 1, "lines": [{"line": "1176-A ratio", "unit": "1176-A", "words": "RATIO", "from": "20", "wanted": "4", "state": "cannot", "who": "Ben", "time": "", "note": "broken", "found": "8", "hazard": "", "faults": []}]},
        {"name": "knobs by hand", "count": 2, "lines": [
            {"line": "1176-A input", "unit": "1176-A", "words": "INPUT", "from": "6 dB", "wanted": "30 dB", "state": "done", "who": "Anna", "time": "", "note": "", "found": "", "hazard": "", "faults": []},
            {"line": "pre gain", "unit": "pre", "words": "GAIN", "from": "not noted", "wanted": "40 dB", "state": "open", "who": "", "time": null, "note": "", "found": "", "hazard": "gain", "faults": [{"text": "crackles"}]}]}]})");
    CHECK(render_checklist(list, plain) ==
          "recall 12, Night Train/Mix 1: remaining 1 of 3; 1 done, 1 cannot match\n"
          "\nby recalld: 40 parameters stand as they should\n"
          "\nswitches by hand\n"
          "  [!] 1176-A  RATIO: 20 -> 4  1176-A ratio\n"
          "        cannot match: Ben , stands at 8: broken\n"
          "\nknobs by hand\n"
          "  [x] 1176-A  INPUT: 6 dB -> 30 dB  1176-A input\n"
          "        done by Anna \n"
          "  [ ] pre  GAIN: not noted -> 40 dB  [gain]  pre gain\n"
          "        fault: crackles\n");
}

TEST_CASE("a sheet is a table of controls under what the unit is")
{
    const auto sheet = parse(R"({"unit": "1176-A", "model": "Limiter", "revision": "A", "serial": "4711", "noted": 1, "of": 2, "updated": null, "who": "", "preset": "Vocal", "from": "", "photo": null,
        "faults": [{"text": "scratchy"}], "quirks": ["reads 2 dB hot"], "groups": [{"name": "", "controls": [
        {"label": "INPUT", "value": "30", "words": "30 dB", "from": "6 dB", "tolerance": 0.5}, {"label": "RATIO", "value": null, "words": "not noted", "from": "", "tolerance": null}]}]})");
    const auto text = render_sheet(sheet, plain);
    CHECK_THAT(text, Contains("1176-A, Limiter, revision A, serial 4711\nnoted: 1 of 2 controls\npreset: Vocal"));
    CHECK_THAT(text, Contains("fault: scratchy\nquirk: reads 2 dB hot\n"));
    CHECK_THAT(text, Contains("INPUT    30 dB      6 dB  0.5 of a division\n") && Contains("RATIO    not noted"));
}

TEST_CASE("no unit by hand is said, not shown as an empty table")
{
    CHECK(render_sheets(parse(R"({"sheets": []})"), plain) == "no unit of this rig is set by hand\n");
}

TEST_CASE("what was noted is said with how much of the panel is")
{
    CHECK(render_noted(parse(R"({"unit": "1176-A", "words": "INPUT 30 dB", "noted": 3, "of": 6})"), plain) == "1176-A: INPUT 30 dB; 3 of 6 controls noted\n");
    CHECK(render_tick(parse(R"({"words": "1176-A INPUT set to 30 dB", "remaining": 0, "done": 2, "cannot": 0})"), plain) == "1176-A INPUT set to 30 dB\nremaining 0 of 2; 2 done, 0 cannot match\n");
}

TEST_CASE("answers that make no sense are no reason to fall over")
{
    for (const auto* text : {"{}", R"({"sheets": [4, null]})", R"({"groups": [1, {"controls": "x", "lines": 7}], "faults": {"a": 1}})"}) {
        CHECK_NOTHROW(render_sheets(parse(text), plain));
        CHECK_NOTHROW(render_sheet(parse(text), plain));
        CHECK_NOTHROW(render_checklist(parse(text), plain));
        CHECK_NOTHROW(render_noted(parse(text), plain));
    }
}

TEST_CASE("a capture says of analog gear what was noted and what was not")
{
    const auto captured = parse(R"({"session": "Gig", "version": "Mix 1", "elapsed_ms": 5, "units": [
        {"unit": "1176-A", "recall": "hand", "noted": 30, "captured": 30, "silent": ["attack", "release"]}, {"unit": "LA2A", "recall": "hand", "noted": 0, "captured": 0, "silent": []}]})");
    const auto text = render_capture(captured, plain);
    CHECK_THAT(text, Contains("1176-A: 30 noted by hand, 2 not noted\n  not noted:\n    attack\n    release\n") && Contains("LA2A: no sheet; not in use\n"));
}

TEST_CASE("a plan tells what hands will do")
{
    const auto plan = parse(R"({"session": "Gig", "version": "Mix 1", "writes": 0, "unchanged": 4, "noted": 3, "by_hand": ["1176-A input"],
        "hands": [{"unit": "1176-A", "parameter": "input", "words": "INPUT", "from": "6 dB", "to": "30 dB"}]})");
    const auto text = render_plan(plan, plain);
    CHECK_THAT(text, Contains("0 parameters to write, 4 already there, 3 as noted\n") && Contains("1 line for hands") && Contains("  1176-A INPUT 6 dB -> 30 dB\n"));
    CHECK_THAT(text, !Contains("to set by hand"));
}

TEST_CASE("a report names what people gave their word for")
{
    const auto report = parse(R"({"recall": 12, "session": "Gig", "version": "Mix 1", "elapsed_ms": 5, "report": {"matched": 2, "noted": 3}, "hands": {"remaining": 0, "done": 1, "cannot": 0},
        "details": [{"unit": "1176-A", "parameter": "input", "verdict": "matched", "words": "INPUT", "wanted": "30 dB", "found": "31 dB", "why": "by hand: Anna 14:02", "hands": "done"}]})");
    const auto text = render_recall(report, plain);
    CHECK_THAT(text, Contains("matched 2 of 5 parameters") && Contains("3 as noted") && Contains("by hand: 0 of 1 left, 0 cannot match; `recallctl checklist 12`"));
    CHECK_THAT(text, Contains("set by hand, and ticked\n") && Contains("by hand: Anna 14:02"));
    CHECK_THAT(text, Contains("as it was read back, ticked or noted"));
}

TEST_CASE("what a person found cannot match is no word of the unit")
{
    const auto report = parse(R"({"recall": 12, "session": "Gig", "version": "Mix 1", "elapsed_ms": 5, "report": {"matched": 2, "differs": 2}, "hands": {"remaining": 0, "done": 0, "cannot": 1},
        "details": [{"unit": "1176-A", "parameter": "input", "verdict": "differs", "words": "INPUT", "wanted": "30 dB", "found": "6", "why": "cannot match: found 6, by Anna 14:02: stuck", "hands": "cannot"},
                    {"unit": "desk", "parameter": "ch/01/mix/fader", "verdict": "differs", "words": "ch 1: fader", "wanted": "-5.0 dB", "found": "-6.0 dB", "why": ""}]})");
    const auto text = render_recall(report, plain);
    CHECK_THAT(text, Contains("1 parameter cannot match, as somebody found by hand\n  1176-A input  INPUT: wanted 30 dB, found 6\n      cannot match: found 6, by Anna 14:02: stuck\n"));
    CHECK_THAT(text, Contains("1 parameter differs: the unit answers another value"));
}

TEST_CASE("a cord is told once, in a plan, a checklist and a report")
{
    const auto plan = parse(R"({"session": "Gig", "version": "Mix 1", "writes": 0, "unchanged": 4, "hands": [{"unit": "patch", "parameter": "pull B2-C10", "words": "pull B2 -> C10", "from": "B2 -> C10", "to": "no cord"}]})");
    CHECK_THAT(render_plan(plan, plain), Contains("\n  patch pull B2 -> C10\n"));
    const auto list = parse(R"({"recall": 12, "session": "Gig", "version": "Mix 1", "remaining": 1, "done": 0, "cannot": 0, "groups": [{"name": "cords", "lines": [
        {"line": "patch pull B2-C10", "unit": "patch", "words": "pull B2 -> C10", "from": "B2 -> C10", "wanted": "no cord", "state": "open", "faults": [{"text": "is wired the other way round", "quirk": true}]}]}]})");
    CHECK_THAT(render_checklist(list, plain), Contains("  [ ] patch  pull B2 -> C10  patch pull B2-C10\n        quirk: is wired the other way round\n"));
    const auto report = parse(R"({"session": "Gig", "version": "Mix 1", "report": {"by_hand": 1}, "details": [{"unit": "patch", "parameter": "pull B2-C10", "verdict": "by_hand", "words": "pull B2 -> C10", "wanted": "no cord", "found": "B2 -> C10", "why": ""}]})");
    CHECK_THAT(render_recall(report, plain), Contains("  patch pull B2-C10  pull B2 -> C10\n"));
}

TEST_CASE("what a preset takes along is set to the same once more")
{
    const auto list = parse(R"({"recall": 12, "session": "Gig", "version": "Mix 1", "remaining": 2, "done": 0, "cannot": 0, "groups": [{"name": "switches by hand", "lines": [
        {"line": "comp load preset", "unit": "comp", "words": "load preset", "from": "P47", "wanted": "P12", "state": "open"},
        {"line": "comp mix", "unit": "comp", "words": "MIX", "from": "40 %", "wanted": "40 %", "state": "open"}]}]})");
    CHECK_THAT(render_checklist(list, plain), Contains("comp  load preset: P47 -> P12") && Contains("comp  MIX: 40 %, once the preset is loaded"));
}

TEST_CASE("a unit that stands on a preset is in use")
{
    const auto captured = parse(R"({"session": "Gig", "version": "Mix 1", "units": [{"unit": "480L", "recall": "hand", "noted": 0, "preset": "Plate 12", "silent": []}, {"unit": "EQ", "recall": "hand", "noted": 0, "preset": "", "silent": []}]})");
    CHECK_THAT(render_capture(captured, plain), Contains("480L: preset Plate 12; 0 noted by hand, 0 not noted\n") && Contains("EQ: no sheet; not in use\n"));
}

TEST_CASE("words with a minus and pairs of several words reach a sheet")
{
    const auto read = read_command_line({"sheet", "set", "eq", "LOW GAIN", "-6.8", "HIGH FREQUENCY", "-", "OUT", "?", "--preset", "soft"});
    REQUIRE(std::holds_alternative<Call>(read));
    const auto& call = std::get<Call>(read);
    CHECK(call.own["sheet"] == "set\neq\nLOW GAIN\n-6.8\nHIGH FREQUENCY\n-\nOUT\n?");
    CHECK(call.arguments["preset"] == "soft");
}

TEST_CASE("bytes survive base64 both ways")
{
    const auto bytes = GENERATE(as<std::string>{}, "", "f", "fo", "foo", std::string("\0\xff\x10", 3));
    CHECK(from_base64(to_base64(bytes)) == bytes);
}
