#include "ctl/render_checks.hpp"

#include <catch2/catch.hpp>

#include "ctl/command.hpp"

using namespace recalld::ctl;

namespace {

const Paint plain{};
Json json(const char* text) { return Json::parse(text); }

constexpr const char* walked = R"({"state": "done", "signed": "Anna", "counts": {"pass": 1, "silent": 1, "wrong_channel": 1, "hot": 0, "noisy": 0, "skipped": 0, "open": 0, "phantom_missing": 1, "phantom_unknown": 0},
  "problems": [], "skipped": ["Talkback"], "lines": [
  {"line": 1, "name": "Kick In", "words": "ch 1", "verdict": "pass", "peak_dbfs": -18.0, "floor_dbfs": -90.0, "elsewhere": null, "phantom": "", "by": "", "note": "", "faults": []},
  {"line": 2, "name": "Snare", "words": "ch 2", "verdict": "wrong_channel", "peak_dbfs": null, "floor_dbfs": null, "elsewhere": {"words": "ch 3", "level_dbfs": -20.5}, "phantom": "", "by": "", "note": "", "faults": [{"subject": "desk ch/02", "text": "crackles"}]},
  {"line": 3, "name": "Vox", "words": "ch 17", "verdict": "silent", "peak_dbfs": -89.0, "floor_dbfs": null, "elsewhere": null, "phantom": "48 V is needed and off", "by": "Anna", "note": "cable 7", "faults": []}]})";

}  // namespace

TEST_CASE("a line check is told line by line, with what was heard and what is known")
{
    CHECK(render_line_check(json(walked), plain) ==
          "  1  Kick In              ch 1: pass (peak -18.0 dBFS, noise -90.0 dBFS)\n"
          "  2  Snare                ch 2: wrong channel (arrives on ch 3 at -20.5 dBFS)\n"
          "     known: desk ch/02: crackles\n"
          "  3  Vox                  ch 17: silent (peak -89.0 dBFS), said by Anna; cable 7; 48 V is needed and off\n"
          "1 of 3 lines pass, 1 silent, 1 wrong channel, 1 with 48 V missing; signed by Anna\n"
          "without a strip, not listened to:\n  Talkback\n");
    CHECK(render_line_check(json(R"({"state": "none", "lines": []})"), plain) == "no line check is under way\n");
}

TEST_CASE("48 V that is off and 48 V that nobody knows are summed up apart, and an older line check knows of one only")
{
    CHECK(render_line_check_sum(json(R"({"counts": {"pass": 0, "phantom_missing": 2, "phantom_unknown": 3}, "lines": [{}, {}, {}, {}, {}]})"), plain) == "0 of 5 lines pass, 2 with 48 V missing, 3 with 48 V not known\n");
    CHECK(render_line_check_sum(json(R"({"counts": {"pass": 4, "phantom_missing": 1}, "lines": [{"verdict": "pass", "phantom": "48 V is off"}, {}, {}, {}, {}]})"), plain) == "4 of 5 lines pass, 1 with 48 V missing\n");
}

TEST_CASE("a preflight names what fails first, and how much was checked")
{
    const auto result = json(R"({"of": "Song/Mix 1", "checked": 757, "passed": 755, "sections": {"routing": {"checked": 226, "passed": 225}, "units": {"checked": 2, "passed": 2}},
      "failures": [{"unit": "desk", "parameter": "ch/03/config/source", "words": "ch 3: source", "expected": "In 3", "found": "In 9"}],
      "warnings": [{"unit": "desk", "parameter": "headamp/002/gain", "words": "local input 3: head-amp gain", "expected": "+20.0 dB", "found": "+24.0 dB"}], "not_known": []})");
    CHECK(render_preflight(result, plain) ==
          "fails: desk ch 3: source: expected In 3, found In 9\n"
          "drifted: desk local input 3: head-amp gain: expected +20.0 dB, found +24.0 dB\n"
          "755 of 757 as expected; 1 fail, 1 drifted, 0 not known; against Song/Mix 1\n"
          "checked: routing 225 of 226, units 2 of 2\n");
}

TEST_CASE("a tone-out says where each tone came, and whether the oscillator is off")
{
    const auto result = json(R"({"outputs": [
      {"words": "bus 1", "arrived": true, "verdict": "arrived", "return_words": "ch 17", "at_words": "ch 17", "level_dbfs": -26.0, "delta_db": -6.0, "fader": "0.0 dB", "muted": false},
      {"words": "bus 2", "arrived": false, "verdict": "nothing", "return_words": "ch 18", "fader": "-oo dB", "muted": true}], "asked": 2, "arrived": 1, "off": true, "wrong": []})");
    CHECK(render_toneout(result, plain) ==
          "bus 1: arrived at ch 17, -26.0 dBFS (-6.0 dB)\n"
          "bus 2: nothing; expected at ch 18; its fader stands at -oo dB, muted\n"
          "1 of 2 outputs came back; the oscillator is off, and stands where it stood before\n");
    CHECK(render_toneout(json(R"({"outputs": [], "asked": 1, "arrived": 0, "off": false, "wrong": ["desk: it may sound"]})"), plain) ==
          "0 of 1 output came back; the oscillator may be on\n  desk: it may sound\n");
}

TEST_CASE("answers of another shape harm no renderer")
{
    for (const auto* text : {"{}", "[]", "null", R"({"lines": [7, {"elsewhere": 3, "peak_dbfs": "loud"}], "counts": 7, "outputs": [{"level_dbfs": []}], "failures": ["x"], "sections": {"a": 3}})"})
        for (const auto render : {render_preflight, render_line_check, render_line_check_sum, render_checked_line, render_toneout}) CHECK_NOTHROW(render(json(text), plain));
}
