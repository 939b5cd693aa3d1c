#include "ctl/render.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "ctl/command.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

const Paint plain{};

Json json(const char* text) { return Json::parse(text); }

}  // namespace

TEST_CASE("status says what runs and how its units are")
{
    const auto result = json(R"({"recalld": "0.1.0", "state_dir": "/var/lib/recalld", "rig": "/etc/recalld/rig.yaml",
        "uptime_s": 11520, "pid": 812, "busy": {"verb": "recall", "since_s": 12}, "doors": [{"door": "http", "address": "127.0.0.1", "port": 8766}], "notes": ["the disk is nearly full"],
        "units": [
          {"unit": "desk", "profile": "consoles/x", "profile_version": 3, "verified": false, "link": "udp 10.0.0.5:10023",
           "online": true, "identity": "X 4.06", "last_heard_s": 0.1, "parameters": 2725, "known": 2700,
           "round_trip_ms": 1.24, "note": "other firmware than the profile was checked for"},
          {"unit": "eq", "profile": "analog/eq", "online": false, "last_heard_s": null}]})");
    CHECK(render_status(result, plain) ==
          "recalld 0.1.0, running for 3 h 12 min, process 812\n"
          "rig    /etc/recalld/rig.yaml\n"
          "state  /var/lib/recalld\n"
          "now    recall for 12.0 s\n"
          "doors  http 127.0.0.1:8766\n"
          "\n"
          "UNIT  STATE    IDENTITY  PROFILE                                          LINK                KNOWN                    ROUND TRIP  HEARD\n"
          "desk  online   X 4.06    consoles/x version 3 (not verified on hardware)  udp 10.0.0.5:10023  2700 of 2725 parameters  1.2 ms      100 ms ago\n"
          "eq    offline            analog/eq                                                                                                 never\n"
          "desk: other firmware than the profile was checked for\n"
          "note: the disk is nearly full\n");
}

TEST_CASE("an idle daemon without units says so")
{
    const std::string text = render_status(json(R"({"recalld": "0.1.0", "busy": null, "units": []})"), plain);
    CHECK_THAT(text, Contains("now    idle\n") && Contains("no units in the rig\n"));
}

TEST_CASE("fader boxes stand below the units")
{
    const std::string text = render_units(json(R"({"units": [], "surfaces": [{"surface": "left", "online": false,
        "profile": "surfaces/mcu", "profile_version": 1, "link": "ipmidi port 1 on 127.0.0.1", "note": "nothing heard from it yet"}]})"),
                                          plain);
    CHECK_THAT(text, Contains("no units in the rig"));
    CHECK_THAT(text, Contains("SURFACE") && Contains("left") && Contains("offline") && Contains("surfaces/mcu"));
    CHECK_THAT(text, Contains("left: nothing heard from it yet"));
}

TEST_CASE("check says ready or names what it found")
{
    CHECK(
        render_check(
            json(
                R"({"rig": "rig.yaml", "ok": true, "units": [{"unit": "desk", "online": true, "identity": "X 4.06"}]})"),
            plain)
        == "ready: rig.yaml\ndesk: online, X 4.06\n");
    CHECK(render_check(json(R"({"rig": "rig.yaml", "ok": false, "findings": ["line 3: no such profile"],
                               "units": [{"unit": "desk", "online": false, "identity": "", "findings": ["does not answer"]}]})"),
                       plain)
          == "not ready: rig.yaml\ndesk: offline\n  does not answer\nline 3: no such profile\n");
}

TEST_CASE("values stand beside their names and words")
{
    CHECK(render_get(json(R"({"values": [
            {"unit": "desk", "parameter": "ch/03/mix/fader", "value": "-6.8 dB", "standing": "confirmed", "words": "ch 3 \"Kick\": fader"},
            {"unit": "desk", "parameter": "ch/04/mix/fader", "value": "", "standing": "silent", "words": "ch 4: fader"}]})"), plain)
          == "PARAMETER             VALUE    STANDING   WORDS\n"
             "desk ch/03/mix/fader  -6.8 dB  confirmed  ch 3 \"Kick\": fader\n"
             "desk ch/04/mix/fader           silent     ch 4: fader\n");
}

TEST_CASE("set says whether it was read back")
{
    auto result =
        json(R"({"unit": "desk", "parameter": "ch/03/mix/fader", "from": "-oo", "to": "-6.8 dB", "verified": true,
                           "words": "ch 3 \"Kick\": fader"})");
    CHECK(render_set(result, plain) == "ch 3 \"Kick\": fader -oo -> -6.8 dB; read back and confirmed\n");
    result["verified"] = false;
    CHECK(render_set(result, plain) == "ch 3 \"Kick\": fader -oo -> -6.8 dB; sent, not verified\n");
}

TEST_CASE("a change is one line")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_change(json(R"({"unit": "desk", "parameter": "ch/03/mix/fader", "value": "-6.8 dB",
                                 "words": "ch 3 \"Kick\": fader", "origin": "desk", "time": "2026-11-21T09:30:05Z"})"),
                        plain)
          == "09:30:05  desk  ch 3 \"Kick\": fader -6.8 dB  ch/03/mix/fader, from desk\n");
}

TEST_CASE("a capture names what stayed silent")
{
    CHECK(render_capture(json(R"({"session": "Night Train", "version": "Mix 3", "take": 2, "elapsed_ms": 1240, "units": [
            {"unit": "desk", "captured": 2724, "silent": ["ch/05/mix/fader"], "not_exposed": 4, "by_hand": 0, "elapsed_ms": 812,
             "identity": "X 4.06"},
            {"unit": "eq", "captured": 0, "silent": [], "not_exposed": 0, "by_hand": 12, "elapsed_ms": 0}]})"), plain)
          == "Night Train/Mix 3@2 captured: 2724 of 2737 parameters from 2 units; 1.24 s\n"
             "desk (X 4.06): 2724 parameters captured, 1 silent, 4 not exposed, 0 by hand; 99.9 % covered; 812 ms\n"
             "  silent:\n"
             "    ch/05/mix/fader\n"
             "eq: 0 parameters captured, 0 silent, 0 not exposed, 12 by hand; 0.0 % covered; 0 ms\n");
}

TEST_CASE("a capture says what nobody can read")
{
    CHECK(render_capture(json(R"({"session": "Gig", "version": "Mix 1", "take": 1, "elapsed_ms": 20, "units": [
            {"unit": "verb", "captured": 1, "as_sent": 1, "recall": "program", "recall_words": "it is sent blind", "silent": [], "not_exposed": 0,
             "by_hand": 0, "elapsed_ms": 20, "identity": ""}]})"), plain)
          == "Gig/Mix 1 captured: 1 of 1 parameter from 1 unit; 20 ms\n"
             "verb: 1 parameter captured, 0 silent, 0 not exposed, 0 by hand; 100 % covered; 20 ms\n"
             "  it is sent blind\n"
             "  1 parameter as last sent: nobody can read it\n");
}

TEST_CASE("an import counts lines and repeats every warning")
{
    CHECK(render_import(json(R"({"session": "Night Train", "version": "Venue", "take": 1, "lines": 2039, "captured": 2725, "of": 8615,
                                 "warnings": ["venue.scn:12:5: unknown word"]})"), plain)
          == "Night Train/Venue imported: 2039 lines, 2725 of 8615 parameters, 1 warning\n"
             "warning: venue.scn:12:5: unknown word\n");
}

TEST_CASE("lists are tables that say when there is more")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_sessions(json(R"({"sessions": [{"session": "Night Train", "versions": 12, "first": "2026-11-20T09:00:00Z",
                                   "last": "2026-11-21T09:30:05Z"}], "offset": 0, "total": 340})"), plain)
          == "SESSION      HOLDS        FIRST                LAST\n"
             "Night Train  12 versions  2026-11-20 09:00:00  2026-11-21 09:30:05\n"
             "1 of 340 sessions; --offset 1 shows more\n");
    CHECK(render_versions(json(R"({"session": "Night Train", "versions": [{"version": "Mix 3", "take": 1, "kind": "capture",
            "scope": "", "note": "vox up", "time": "2026-11-21T09:30:05Z",
            "units": [{"unit": "desk", "captured": 2724, "silent": 1, "not_exposed": 4, "by_hand": 0}]}], "offset": 0, "total": 1})"), plain)
          == "VERSION  TAKE  KIND     TIME                 CAPTURED                 NOTE\n"
             "Mix 3    @1    capture  2026-11-21 09:30:05  2724 of 2725 parameters  vox up\n");
}

TEST_CASE("MIDI ports are a table, and what is missing says why")
{
    CHECK(render_midi_ports(json(R"({"ports": [{"system": "jack", "name": "box:out", "direction": "in", "ours": false},
                                               {"system": "jack", "name": "recalld:DAW in", "direction": "out", "ours": true}],
                                     "missing": [{"system": "alsa", "why": "no sequencer"}]})"), plain)
          == "SYSTEM  DIRECTION  PORT\n"
             "jack    in         box:out\n"
             "jack    out        recalld:DAW in  ours\n"
             "alsa: no sequencer\n");
    CHECK(render_midi_ports(json(R"({"ports": [], "missing": []})"), plain) == "no MIDI ports\n");
}

TEST_CASE("a MIDI message is a line")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_midi(json(R"({"time": "2026-11-21T09:30:05Z", "words": "mute/3 pressed", "bytes": "90 12 7F"})"), plain)
          == "09:30:05  mute/3 pressed  90 12 7F\n");
}

TEST_CASE("empty lists say what to do")
{
    CHECK_THAT(render_sessions(json(R"({"sessions": []})"), plain), Contains("recallctl capture"));
    CHECK(render_versions(json(R"({"versions": []})"), plain) == "no versions here\n");
    CHECK(render_reports(json(R"({"reports": []})"), plain) == "no recalls yet\n");
}

TEST_CASE("show lists what a version holds, unit by unit")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_show(json(R"({"session": "Night Train", "version": "Mix 3", "take": 1, "note": "vox up", "scope": "ch/3",
            "time": "2026-11-21T09:30:05Z", "units": [{"unit": "desk", "identity": "X 4.06", "profile": "consoles/x",
            "coverage": {"captured": 1, "silent": 1, "not_exposed": 0, "by_hand": 0}, "values": [
              {"parameter": "ch/03/mix/fader", "value": "-6.8 dB", "standing": "confirmed", "words": "ch 3 \"Kick\": fader"},
              {"parameter": "ch/03/mix/pan", "value": "", "standing": "silent", "words": "ch 3 \"Kick\": pan"}]}]})"), plain)
          == "Night Train/Mix 3, 2026-11-21 09:30:05\n"
             "scope: ch/3\n"
             "note: vox up\n"
             "\n"
             "desk (X 4.06, consoles/x): 1 parameter captured, 1 silent, 0 not exposed, 0 by hand\n"
             "PARAMETER        VALUE    STANDING  WORDS\n"
             "ch/03/mix/fader  -6.8 dB            ch 3 \"Kick\": fader\n"
             "ch/03/mix/pan             silent    ch 3 \"Kick\": pan\n");
}

TEST_CASE("a diff speaks in sentences, strip by strip")
{
    auto result = json(R"({"from": {"session": "Night Train", "version": "Mix 3"}, "to": "live", "compared": 2725,
        "differences": [
          {"unit": "desk", "parameter": "ch/17/mix/09/level", "strip": "ch 17 \"Lead Vox\"", "words": "send to bus 9", "from": "-14.0 dB", "to": "-11.0 dB"},
          {"unit": "desk", "parameter": "ch/17/mix/fader", "strip": "ch 17 \"Lead Vox\"", "words": "fader", "from": "-5.0 dB", "to": "-4.0 dB"},
          {"unit": "desk", "parameter": "bus/9/mix/on", "strip": "bus 9", "words": "on", "from": "OFF", "to": "ON"}],
        "missing": []})");
    CHECK(render_diff(result, plain) == "Night Train/Mix 3 -> live: 3 of 2725 parameters differ\n"
                                        "\n"
                                        "ch 17 \"Lead Vox\": send to bus 9 -14.0 dB -> -11.0 dB\n"
                                        "ch 17 \"Lead Vox\": fader -5.0 dB -> -4.0 dB\n"
                                        "\n"
                                        "bus 9: on OFF -> ON\n");
    result["units"] = 2;
    CHECK_THAT(render_diff(result, plain), Contains("\ndesk bus 9: on OFF -> ON\n"));   // a room of several units: which one is said
    result["differences"][2]["unit"] = "wing";
    result["missing"] = {"eq"};
    CHECK_THAT(render_diff(result, plain), Contains("\ndesk ch 17 \"Lead Vox\": fader")
                                               && Contains("\nwing bus 9: on OFF -> ON\n")
                                               && Contains("\nonly one side has:\n  eq\n"));
}

TEST_CASE("no difference is one line")
{
    CHECK(render_diff(
              json(R"({"from": {"session": "A", "version": "1"}, "to": {"session": "A", "version": "2"}, "compared": 9,
                               "differences": [], "missing": []})"),
              plain)
          == "A/1 -> A/2: 0 of 9 parameters differ\n");
}

namespace {

Json sane_plan()
{
    return json(R"({"session": "Night Train", "version": "Mix 3", "scope": "ch", "writes": 3, "unchanged": 2722,
        "stages": [{"unit": "desk", "stage": "phantom", "count": 1}, {"unit": "desk", "stage": "faders", "count": 2}],
        "changes": [
          {"unit": "desk", "strip": "ch 3 \"Kick\"", "words": "phantom power", "from": "OFF", "to": "ON", "hazard": "phantom", "partner": false},
          {"unit": "desk", "strip": "ch 3 \"Kick\"", "words": "fader", "from": "-oo", "to": "-6.8 dB", "hazard": "", "partner": false},
          {"unit": "desk", "strip": "ch 4", "words": "fader", "from": "-oo", "to": "-6.8 dB", "hazard": "", "partner": true}],
        "hazards": [{"hazard": "phantom", "count": 1, "words": ["ch 3: 48 V on"], "allowed": false},
                    {"hazard": "gain", "count": 1, "words": ["ch 5: gain +12 dB"], "allowed": true}],
        "safe": ["desk ch/01/mix/fader"], "by_hand": [], "not_exposed": [], "notes": ["the desk's own safes are on"],
        "refused": true})");
}

}  // namespace

TEST_CASE("a plan says what it would do, what can hurt and which flag allows it")
{
    CHECK(render_plan(sane_plan(), plain) == "plan for Night Train/Mix 3: 3 parameters to write, 2722 already there\n"
                                             "scope: ch\n"
                                             "\n"
                                             "UNIT  STAGE    WRITES\n"
                                             "desk  phantom  1 parameter\n"
                                             "desk  faders   2 parameters\n"
                                             "\n"
                                             "changes\n"
                                             "  desk ch 3 \"Kick\": phantom power OFF -> ON  [phantom]\n"
                                             "  desk ch 3 \"Kick\": fader -oo -> -6.8 dB\n"
                                             "  desk ch 4: 1 parameter sent again unchanged: a new type or a link would disturb it\n"
                                             "\n"
                                             "1 parameter safe: not touched\n"
                                             "  desk ch/01/mix/fader\n"
                                             "\n"
                                             "hazards\n"
                                             "  phantom: 48 V phantom power changes on an input, 1 parameter; needs --allow phantom\n"
                                             "    ch 3: 48 V on\n"
                                             "  gain: a preamp gain rises sharply, 1 parameter; allowed\n"
                                             "    ch 5: gain +12 dB\n"
                                             "note: the desk's own safes are on\n"
                                             "\n"
                                             "would be refused: allow it with --allow phantom\n");
    CHECK(hazards_to_allow(sane_plan()) == "phantom");
}

TEST_CASE("the words of the link hazard fit both a stereo link and an effect whose type resets its settings")
{
    Json plan = sane_plan();
    plan["hazards"] = json(R"([{"hazard": "link", "count": 1, "words": ["fx 1: type changes, which resets parameters that are not to be written"],
                                "allowed": false}])");
    CHECK_THAT(render_plan(plan, plain), Catch::Contains("  link: channels are linked or unlinked, or another effect type resets settings, 1 parameter; "
                                                         "needs --allow link\n"
                                                         "    fx 1: type changes, which resets parameters"));
}

TEST_CASE("before a question the plan stays short")
{
    CHECK_THAT(render_plan_briefly(sane_plan(), plain, 1),
               Contains("[phantom]\n  … and 1 more; `recallctl plan` shows all\n"));
}

TEST_CASE("a hazard that only the daemon knows still needs its flag")
{
    CHECK(render_hazards(json(R"({"hazards": [{"hazard": "laser", "count": 2, "words": [], "allowed": false}]})"),
                         plain, 9)
          == "  laser: may hurt, 2 parameters; needs --allow laser\n");
}

namespace {

Json sane_report()
{
    return json(
        R"({"recall": 12, "session": "Night Train", "version": "Mix 3", "report": {"matched": 8450, "written": 20,
        "corrected": 0, "differs": 0, "silent": 0, "unverified": 0, "safe": 0, "by_hand": 0, "moved": 0, "withheld": 0},
        "details": [], "notes": [], "cancelled": false, "elapsed_ms": 212})");
}

}  // namespace

TEST_CASE("a report begins with its verdict")
{
    CHECK(render_recall(sane_report(), plain)
          == "matched 8450 of 8450 parameters; 20 written, 0 corrected, 0 differ, 0 silent, 0 unverified, 0 safe, 0 by hand, "
             "0 moved, 0 withheld; 212 ms\n"
             "everything in scope is in place, and was read back\n"
             "recall 12 of Night Train/Mix 3\n");
}

TEST_CASE("a report names every parameter that does not match, the worst first")
{
    auto result = sane_report();
    result["report"].update(json(R"({"matched": 8447, "corrected": 1, "differs": 1, "silent": 1})"));
    result["notes"] = {"other firmware"};
    result["details"] = json(R"([
        {"unit": "desk", "parameter": "ch/01/mix/fader", "verdict": "corrected", "words": "ch 1: fader", "wanted": "-5.0 dB", "found": "-5.0 dB", "why": ""},
        {"unit": "desk", "parameter": "ch/05/mix/fader", "verdict": "silent", "words": "ch 5: fader", "wanted": "-5.0 dB", "found": "silent", "why": ""},
        {"unit": "desk", "parameter": "ch/17/mix/09/level", "verdict": "differs", "words": "ch 17 \"Lead Vox\": send to bus 9",
         "wanted": "-11.0 dB", "found": "-14.0 dB", "why": "the desk reverts it: is the pair linked?"}])");
    CHECK(render_recall(result, plain)
          == "matched 8447 of 8450 parameters; 20 written, 1 corrected, 1 differ, 1 silent, 0 unverified, 0 safe, 0 by hand, "
             "0 moved, 0 withheld; 212 ms\n"
             "2 parameters not proven to be in place\n"
             "recall 12 of Night Train/Mix 3\n"
             "note: other firmware\n"
             "\n"
             "1 parameter differs: the unit answers another value, however often it was told; recall again or set it by hand\n"
             "  desk ch/17/mix/09/level  ch 17 \"Lead Vox\": send to bus 9: wanted -11.0 dB, found -14.0 dB\n"
             "      the desk reverts it: is the pair linked?\n"
             "\n"
             "1 parameter silent: no answer; check the unit and its link, then recall again\n"
             "  desk ch/05/mix/fader  ch 5: fader: wanted -5.0 dB, found silent\n"
             "\n"
             "1 parameter corrected: right after it was sent again\n"
             "  desk ch/01/mix/fader  ch 1: fader: wanted -5.0 dB, found -5.0 dB\n");
}

TEST_CASE("every verdict but matched counts towards the whole, and only the proven ones please")
{
    const auto key = GENERATE(as<std::string>{}, "differs", "silent", "unverified", "by_hand", "moved", "withheld");
    auto result = sane_report();
    result["report"][key] = 50;
    CHECK_THAT(render_recall(result, plain),
               Contains("matched 8450 of 8500 parameters") && Contains("50 parameters not proven"));
}

TEST_CASE("a cancelled recall never pleases")
{
    auto result = sane_report();
    result["cancelled"] = true;
    CHECK_THAT(render_recall(result, plain), Contains("cancelled; nothing was left open"));
    result["report"]["withheld"] = 3;
    CHECK_THAT(render_recall(result, plain), Contains("cancelled; 3 parameters not proven"));
}

TEST_CASE("what was left out is said to be cancelled only when the recall was")
{
    auto result = sane_report();
    result["report"]["withheld"] = 1;
    result["details"] = json(R"([{"unit": "desk", "parameter": "ch/05/mix/fader", "verdict": "withheld", "words": "ch 5: fader",
        "wanted": "silent", "found": "-5.0 dB", "why": "silent when the version was captured; left alone"}])");
    CHECK_THAT(render_recall(result, plain), Contains("1 parameter left out of the recall: not sent") && !Contains("cancelled first") && Contains("silent when the version"));
    result["cancelled"] = true;
    CHECK_THAT(render_recall(result, plain), Contains("1 parameter not sent: the recall was cancelled first"));
}

TEST_CASE("a recall of nothing proves nothing")
{
    auto result = sane_report();
    result["report"].update(json(R"({"matched": 0, "written": 0})"));
    CHECK_THAT(render_recall(result, plain), Contains("no parameter was compared") && !Contains("in place"));
}

TEST_CASE("an undo says what it took back, an old report when it was")
{
    ::setenv("TZ", "UTC", 1);
    auto result = sane_report();
    result["undid"] = json(R"({"recall": 11, "session": "Night Train", "version": "Mix 2"})");
    result["state"] = "finished";
    result["time"] = "2026-11-21T09:30:05Z";
    CHECK_THAT(render_recall(result, plain),
               Contains("recall 12 of Night Train/Mix 3, taking back recall 11 of Night Train/Mix 2, "
                        "finished, 2026-11-21 09:30:05\n"));
}

TEST_CASE("an interrupted recall tells what it was at")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_recall(json(R"({"recall": 12, "session": "A", "version": "1", "state": "interrupted", "time": "2026-11-21T09:30:05Z",
                                 "begun": ["desk preamp: 12 parameters"]})"), plain)
          == "no report: recall 12 of A/1, interrupted, 2026-11-21 09:30:05\nit had begun to write\n  desk preamp: 12 parameters\n");
}

TEST_CASE("recalls are listed with what came of them")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_reports(json(R"({"reports": [
            {"recall": 13, "session": "A", "version": "2", "state": "finished", "time": "2026-11-21T09:40:00Z", "undoes": 12, "undone": false,
             "report": {"matched": 9, "differs": 1}},
            {"recall": 12, "session": "A", "version": "1", "state": "interrupted", "time": "2026-11-21T09:30:05Z", "undoes": null, "undone": true,
             "report": null}], "total": 2})"), plain)
          == "RECALL  TIME                 OF   STATE        RESULT                      UNDO\n"
             "13      2026-11-21 09:40:00  A/2  finished     matched 9 of 10 parameters  takes back 12\n"
             "12      2026-11-21 09:30:05  A/1  interrupted                              undone\n");
}

TEST_CASE("cancel says whether there was anything to cancel")
{
    CHECK(render_cancel(json(R"({"cancelled": "recall"})"), plain) == "recall is being cancelled\n");
    CHECK(render_cancel(json(R"({"cancelled": null})"), plain) == "nothing to cancel\n");
}

TEST_CASE("a pairing code comes as a link, a QR code and by itself, and says when nobody else can reach it")
{
    const auto text = render_pair(json(R"({"code": "K7PQ-2MXR", "role": "operate", "ends": "2026-11-21T09:40:00Z",
        "links": ["http://127.0.0.1:8766/pair/K7PQ-2MXR"]})"), plain);
    CHECK_THAT(text, Contains("█") && Contains("http://127.0.0.1:8766/pair/K7PQ-2MXR\n") && Contains("/recalld/pair K7PQ-2MXR") && Contains("listen: 0.0.0.0"));
    const auto others = render_pair(json(R"({"code": "K7PQ-2MXR", "role": "view", "ends": "", "links": ["http://10.0.0.2:8766/pair/K7PQ-2MXR", "http://127.0.0.1:8766/pair/K7PQ-2MXR"]})"), plain);
    CHECK_THAT(others, Contains("or http://127.0.0.1") && !Contains("listen: 0.0.0.0"));
}

TEST_CASE("paired devices are a table, and nobody is a hint")
{
    CHECK_THAT(render_pairings(json(R"({"pairings": []})"), plain), Contains("recallctl pair --role operate"));
    const auto table = render_pairings(json(R"({"pairings": [{"id": 3, "name": "Anna's phone", "role": "operate", "over": "osc", "address": "10.0.0.5",
        "last_used": "2026-11-21T09:30:05Z", "ends": "2026-11-21T21:30:05Z"}], "total": 1})"), plain);
    CHECK_THAT(table, Contains("3") && Contains("Anna's phone") && Contains("osc 10.0.0.5") && Contains("2026-11-21 09:30:05"));
}

TEST_CASE("the log is a line an entry")
{
    CHECK(render_entries(json(R"({"entries": [{"entry": 2, "time": "2026-11-21T09:30:05Z", "who": "anna", "kind": "note", "session": "", "text": "vocal tuned"}], "offset": 0, "total": 40})"), plain)
          == "    2  2026-11-21 09:30:05  anna  note  vocal tuned\n1 of 40 lines; --offset 1 shows more\n");
    CHECK_THAT(render_entries(json(R"({"entries": []})"), plain), Contains("nothing was done"));
}

TEST_CASE("macros are listed with their steps")
{
    CHECK(render_macros(json(R"({"macros": [{"macro": "back", "steps": [{"verb": "recall", "arguments": {"session": "A", "version": "$version"}}, {"verb": "cancel", "arguments": {}}],
          "versions": {"1": "Mix 3", "2": "Mix 4"}}, {"macro": "keep", "steps": [], "versions": {}}]})"), plain)
          == "back\n  recall session=A version=$version\n  cancel\n  versions  1: Mix 3, 2: Mix 4\nkeep\n");
    CHECK(render_macros(json(R"({"macros": []})"), plain) == "the rig has no macros\n");
}

TEST_CASE("triggers are listed with what came of them, and a port that is not there once")
{
    ::setenv("TZ", "UTC", 1);
    const auto port = R"("port": {"where": "midi Pad", "online": false, "note": "no JACK server is running"})";
    const auto text = std::string(R"({"triggers": [
        {"trigger": "foot", "source": "midi Pad: note 60", "macro": "keep", "armed": true, "dry_run": true, "state": "done", "words": "capture: A/1, take 1", "fired": "2026-11-21T09:40:00Z", )") + port
        + R"(}, {"trigger": "ok", "source": "midi Pad: note 61", "confirms": "foot", "armed": false, "dry_run": false, "state": "idle", "words": "", "fired": null, )" + port + "}]}";
    CHECK(render_triggers(json(text.c_str()), plain)
          == "TRIGGER  ON                 DOES           ARMED     LAST                 STATE  WORDS\n"
             "foot     midi Pad: note 60  keep, dry run  armed     2026-11-21 09:40:00  done   capture: A/1, take 1\n"
             "ok       midi Pad: note 61  confirms foot  disarmed  never\n"
             "midi Pad is not there: no JACK server is running\n");
    CHECK(render_triggers(json(R"({"triggers": []})"), plain) == "the rig has no triggers\n");
    CHECK(render_armed(json(R"({"armed": false, "triggers": ["foot", "ok"]})"), plain) == "foot, ok: disarmed\n");
}

TEST_CASE("a macro's steps are shown as the verbs that they are")
{
    const auto shown = render_macro(json(R"({"trigger": "foot", "macro": "back", "state": "differs", "words": "recall: 1 written", "ended_at": 2, "steps": [
        {"verb": "capture", "would": "capture session=A"},
        {"verb": "recall", "result": {"recall": 1, "session": "A", "version": "1", "report": {"matched": 9, "differs": 1}, "details": [], "elapsed_ms": 5}}, {"verb": "log", "result": {"entry": 3}}]})"), plain);
    CHECK_THAT(shown, Contains("foot: differs: recall: 1 written\nwould capture session=A\nrecall: matched 9 of 10 parameters") && Contains("\nlog\n"));
    CHECK_THAT(shown, Contains("ended with step 2, which left something open"));
    CHECK(render_macro(json(R"({"trigger": "foot", "state": "ignored", "words": "the same runs"})"), plain) == "foot: ignored: the same runs\n");
}

TEST_CASE("whatever the daemon sends, rendering it is safe")
{
    const auto odd =
        GENERATE(as<std::string>{}, "null", "{}", "[]", "7", "\"text\"", R"({"report": {}})", R"({"writes": "x"})",
                 R"({"units": [null, 7, []], "values": [null], "differences": [1], "changes": [[]], "hazards": [{}]})",
                 R"({"sessions": [{}], "versions": [{}], "reports": [{}], "report": {"matched": -1}, "details": [{}]})",
                 R"({"links": [7, null], "pairings": [{}, 1], "entries": [[], {}], "doors": [1, {}]})",
                 R"({"notes": [1, null], "findings": [{}], "warnings": [[]], "safe": {"a": 1}, "missing": [7]})",
                 R"({"macros": [7, {"steps": [7, {"arguments": {"a": 7}}], "versions": {"1": []}}], "triggers": [7, {"port": 7}], "steps": [7, {"verb": "recall"}], "armed": 7})");
    const Json result = json(odd.c_str());
    for (const Command& command : commands())
        if (command.render != nullptr) CHECK_NOTHROW(command.render(result, Paint{true}));
}
