#include "ctl/render_logbook.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "ctl/command.hpp"
#include "ctl/options.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

const Paint plain{false};
Json json(const char* text) { return Json::parse(text); }

Call call(const std::vector<std::string>& words)
{
    const auto read = read_command_line(words);
    if (const auto* why = std::get_if<NotACall>(&read)) FAIL(why->text + document(why->error.error, false));
    return std::get<Call>(read);
}

}  // namespace

TEST_CASE("lines of the log show their number, subject, place and corrections")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_entries(json(R"({"entries": [{"entry": 412, "time": "2026-11-21T09:30:05Z", "who": "anna", "kind": "note", "subject": "desk ch/12", "text": "pre is fin", "data": {"at": "01:02:03:04"},
              "corrected": [{"entry": 415, "text": "pre is fine", "who": "bob", "time": "2026-11-21T09:31:05Z"}]}], "offset": 0, "total": 1})"), plain)
          == "  412  2026-11-21 09:30:05  anna  note, desk ch/12, at 01:02:03:04  pre is fin\n"
             "       corrected by bob, 2026-11-21 09:31:05: pre is fine\n");
}

TEST_CASE("takes, corrections and closed faults are told in a line")
{
    CHECK(render_take(json(R"({"entry": 7, "session": "Night Train", "take": 3, "text": "Take 3: good"})"), plain) == "line 7: Take 3: good, Night Train\n");
    CHECK(render_take(json(R"({"entry": 7, "session": "", "text": "Bass: complete"})"), plain) == "line 7: Bass: complete\n");
    CHECK(render_corrected(json(R"({"entry": 9, "corrects": 7})"), plain) == "line 7 is corrected by line 9\n");
    CHECK(render_fault(json(R"({"entry": 9, "subject": "1176-A", "quirk": true})"), plain) == "1176-A: quirk 9 is noted\n");
    CHECK(render_fault(json(R"({"entry": 12, "closed": 9, "subject": "desk ch/12"})"), plain) == "desk ch/12: fault 9 is closed\n");
}

TEST_CASE("faults are a table, with what was done about them")
{
    ::setenv("TZ", "UTC", 1);
    CHECK(render_faults(json(R"({"faults": []})"), plain) == "nothing is noted as broken\n");
    CHECK(render_faults(json(R"({"faults": [{"entry": 0, "subject": "1176-A", "text": "reads 2 dB hot", "who": "the rig", "time": null, "open": true, "quirk": true, "closed": null},
              {"entry": 12, "subject": "desk ch/12", "text": "pre crackles", "who": "anna", "time": "2026-11-21T09:30:05Z", "open": false, "quirk": false,
               "closed": {"entry": 14, "who": "bob", "time": "2026-11-21T10:30:05Z", "text": "cap replaced"}}]})"), plain)
          == "LINE  ABOUT       STATE   WHAT            WHO      SINCE                MENDED\n"
             "rig   1176-A      quirk   reads 2 dB hot  the rig\n"
             "12    desk ch/12  closed  pre crackles    anna     2026-11-21 09:30:05  cap replaced (bob, 2026-11-21 10:30:05)\n");
}

TEST_CASE("drift is counted and named")
{
    CHECK(render_drift(json(R"({"session": null, "version": null})"), plain) == "nothing was captured yet\n");
    CHECK(render_drift(json(R"({"session": "Night Train", "version": "Mix 3", "take": 1, "changes": 0, "compared": 8493, "words": []})"), plain)
          == "no unsaved changes since Night Train/Mix 3; 8493 parameters compared\n");
    CHECK(render_drift(json(R"({"session": "Night Train", "version": "Mix 3", "take": 2, "changes": 1, "compared": 8493, "words": ["ch 17 \"Lead Vox\": fader -14.0 dB -> -11.0 dB"],
                                "not_compared": ["verb is offline and was not compared."]})"), plain)
          == "1 unsaved change since Night Train/Mix 3@2; 8493 parameters compared\n"
             "  ch 17 \"Lead Vox\": fader -14.0 dB -> -11.0 dB\n"
             "note: verb is offline and was not compared.\n");
}

TEST_CASE("credits stand below the song")
{
    CHECK_THAT(render_credits(json(R"({"credits": [], "song": {}})"), plain), Contains("recallctl credit SESSION NAME ROLE"));
    CHECK(render_credits(json(R"({"credits": [{"name": "Anna Berg", "role": "Assistant Engineer", "group": "engineer"}, {"name": "Lee", "role": "Musician", "instrument": "bass", "group": "musician"}],
                                  "song": {"title": "Night Train", "bpm": "98.5"}})"), plain)
          == "title           Night Train\nbpm             98.5\n\n"
             "NAME       ROLE                INSTRUMENT  GROUP\n"
             "Anna Berg  Assistant Engineer              engineer\n"
             "Lee        Musician            bass        musician\n");
    CHECK(render_song(json(R"({"song": {}})"), plain) == "nothing is noted about the song yet\n");
    CHECK(render_credit(json(R"({"name": "Lee", "role": "Musician", "instrument": "bass", "gone": true, "notes": ["x"]})"), plain) == "Lee: Musician, bass: taken out\nnote: x\n");
}

TEST_CASE("a plan tells the faults of what it touches")
{
    const auto plan = json(R"({"session": "Gig", "version": "Mix 1", "writes": 1, "faults": [{"subject": "desk ch/12", "text": "pre crackles", "quirk": false}, {"subject": "1176-A", "text": "reads 2 dB hot", "quirk": true}]})");
    CHECK_THAT(render_plan(plan, plain), Contains("\nknown faults and quirks\n  desk ch/12: pre crackles\n  1176-A (quirk): reads 2 dB hot\n"));
    CHECK(render_known_faults(json("{}"), plain).empty());
}

TEST_CASE("what people type becomes what verbs take")
{
    CHECK(call({"take", "good", "second", "verse", "--number", "3"}).arguments == json(R"({"verdict": "good", "text": "second verse", "take": 3})"));
    CHECK(call({"take"}).arguments == Json::object());
    CHECK(call({"track", "Lead Vox", "--open"}).arguments == json(R"({"track": "Lead Vox", "open": true})"));
    CHECK(call({"fault", "desk ch/12", "pre", "crackles", "--quirk"}).arguments == json(R"({"subject": "desk ch/12", "text": "pre crackles", "quirk": true})"));
    CHECK(call({"fault", "close", "12", "cap", "replaced"}).arguments["text"] == "12 cap replaced");
    CHECK(call({"correct", "412", "vox", "2"}).arguments == json(R"({"entry": 412, "text": "vox 2"})"));
    CHECK(call({"song", "Night Train", "bpm=98", "artist=The Trains"}).arguments["values"] == "bpm=98\nartist=The Trains");
    for (const auto& typed : std::vector<std::vector<std::string>>{{"take", "good"}, {"track", "Bass"}, {"fault", "desk", "hums"}, {"credit", "Night Train", "Kim", "mix"}, {"song", "Night Train", "bpm=98"}, {"log", "coffee"}}) {
        auto words = typed;
        words.push_back("--new");
        CAPTURE(typed.front());
        CHECK(call(words).arguments["new"] == true);
    }
    CHECK(call({"log", "--kind", "take,track", "--since", "9"}).arguments == json(R"({"kind": "take,track", "since": 9})"));
}

TEST_CASE("a line says whose session it is of, unless its words do")
{
    ::setenv("TZ", "UTC", 1);
    const auto line = [](const char* kind, const char* text) {
        return render_entries({{"entries", {{{"entry", 1}, {"time", "2026-11-21T09:30:05Z"}, {"who", "anna"}, {"kind", kind}, {"session", "Night Train"}, {"text", text}}}}, {"offset", 0}, {"total", 1}}, plain);
    };
    CHECK_THAT(line("note", "coffee"), Contains("anna  note, Night Train  coffee"));
    CHECK_THAT(line("credit", "Kim: Mixing Engineer"), Contains("credit, Night Train  Kim"));
    CHECK_THAT(line("recall", "recall Night Train/Mix 3: 9 matched"), Contains("anna  recall  recall Night Train/Mix 3"));
}

TEST_CASE("that a session is new stands below what was noted")
{
    const auto notes = json(R"({"entry": 7, "text": "Take 1", "session": "Nigth Train", "subject": "desk", "name": "Kim", "role": "Runner", "song": {"bpm": "98"}, "new_session": true, "notes": ["session \"Nigth Train\" is new"]})");
    const std::string note = "note: session \"Nigth Train\" is new\n";
    CHECK(render_fault(notes, plain) == "desk: fault 7 is noted\n" + note);
    CHECK(render_take(notes, plain) == "line 7: Take 1, Nigth Train\n" + note);
    CHECK(render_song(notes, plain) == "bpm             98\n" + note);
    CHECK(render_credit(notes, plain) == "Kim: Runner\n" + note);
    CHECK(render_note(notes, plain) == "noted\n" + note);
    CHECK(render_note(json("{}"), plain) == "noted\n");
}

TEST_CASE("signs that would command a terminal are shown as blanks")
{
    const auto odd = json(R"({"entry": 1, "subject": "desk\u001b[2J", "text": "a\u001b[31mb", "song": {"title": "x\u0007y"}, "faults": [{"entry": 2, "subject": "desk", "text": "\u001b]0;x\u0007", "open": true}]})");
    for (const auto& text : {render_take(odd, plain), render_fault(odd, plain), render_song(odd, plain), render_faults(odd, plain), render_known_faults(odd, plain)})
        for (const char c : text) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
}

TEST_CASE("an answer of the logbook that is of another kind is shown as far as it can be")
{
    for (const auto* odd : {"{}", "[]", "null", R"({"faults": 7, "credits": "x", "song": [], "words": {}, "entries": 1})", R"({"faults": [1], "credits": [2], "entries": [3], "notes": [4]})"}) {
        CAPTURE(odd);
        const auto answer = json(odd);
        for (const auto render : {render_take, render_corrected, render_drift, render_faults, render_fault, render_credits, render_credit, render_song, render_known_faults, render_entries}) CHECK_NOTHROW(render(answer, plain));
    }
}
