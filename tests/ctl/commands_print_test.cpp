#include <catch2/catch.hpp>

#include "ctl/command.hpp"
#include "ctl/progress_line.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

std::string rendered(const char* command, const char* json) { return command_named(command)->render(Json::parse(json), Paint{}); }

constexpr const char* print = R"({"entry": 12, "version": "Mix 3", "file": "mix.wav", "alternate": "INST", "alternate_words": "instrumental", "seconds": 212.4, "rate_hz": 96000, "coding": "24 bit", "channels": 2,
    "format": "WAV", "bytes": 122342400, "sha256": "3f2a", "drive": "system drive", "bext": {"originator": "a workstation", "date": "2026-11-21", "loudness_lufs": -14.2},
    "naming": ["the title is \u001b[31mred"], "proposed": "NT_NightTrain_AB03_Inst_96k24.wav", "replaced": null, "warning": "",
    "proven_on": ["BACKUP1", "RAID"], "copies": [{"proven": false, "drive": "B", "path": "/media/B/mix.wav", "why": "it is not there", "time": "x"}]})";

}  // namespace

TEST_CASE("a registered print shows its sound, its hash and what is wrong with its name")
{
    const auto text = rendered("print", (std::string(R"({"session": "Night Train", "version": "Mix 3", "take": 1, "refused": [{"path": "/x", "why": "\"x\" is empty"}], "prints": [)") + print + "]}").c_str());
    CHECK(text ==
          "Night Train/Mix 3\n"
          "mix.wav: print 12\n"
          "  instrumental, 3 min 32 s, WAV, 96 kHz, 24 bit, stereo, 122.3 MB\n"
          "  SHA-256 3f2a\n"
          "  broadcast wave: a workstation, 2026-11-21, -14.2 LUFS\n"
          "  name: the title is  [31mred\n"
          "  name: proposed is NT_NightTrain_AB03_Inst_96k24.wav\n"
          "not registered: \"x\" is empty\n");
}

TEST_CASE("a print that sounds like another says of which")
{
    const auto text = rendered("print", R"({"session": "A", "version": "1", "refused": [], "prints": [{"entry": 16, "file": "inst.wav", "same_as": 15, "bytes": 1, "naming": []}]})");
    CHECK_THAT(text, Contains("  note: its content is that of print 15: the same sound under two names\n"));
}

TEST_CASE("a print that was registered before, or replaced since, says so")
{
    CHECK_THAT(rendered("print", R"({"session": "A", "version": "1", "prints": [{"entry": 12, "file": "mix.wav", "already": true}]})"), Contains("mix.wav: print 12, registered before\n"));
    CHECK_THAT(rendered("prints", R"({"session": "A", "prints": [{"entry": 12, "file": "mix.wav", "replaced": 15, "proven_on": ["B"]}]})"), Contains("replaced by print 15"));
    CHECK_THAT(rendered("prints", R"({"session": "A", "prints": [{"entry": 12, "file": "mix.wav", "replaced": null, "proven_on": [], "warning": "x"}]})"), Contains("nowhere"));
}

TEST_CASE("prints show what is where and proven")
{
    const auto text = rendered("prints", (std::string(R"({"session": "Night Train", "warnings": ["mix2.wav is proven on no other drive"], "prints": [)") + print + "]}").c_str());
    CHECK_THAT(text, Contains("PRINT  VERSION  FILE     MIX   LENGTH      FORMAT                  ON            PROVEN ON"));
    CHECK_THAT(text, Contains("12     Mix 3    mix.wav  INST  3 min 32 s  96 kHz, 24 bit, stereo  system drive  BACKUP1, RAID"));
    CHECK_THAT(text, Contains("print 12: not proven on B: /media/B/mix.wav, x: it is not there\n"));
    CHECK_THAT(text, Contains("warning: mix2.wav is proven on no other drive\n"));
    CHECK(rendered("prints", R"({"session": "Night Train", "prints": []})") == "no prints of Night Train yet\n");
}

TEST_CASE("a copy is proven, or says why it is not")
{
    CHECK(rendered("copy", R"({"print": 12, "path": "/media/B/mix.wav", "drive": "B", "proven": true})") == "proven: /media/B/mix.wav on B is print 12\n");
    CHECK(rendered("copy", R"({"print": 12, "path": "/media/B/mix.wav", "drive": "B", "proven": false, "why": "it is not there"})") == "not proven: /media/B/mix.wav on B: it is not there\n");
}

TEST_CASE("a copy on the print's own drive says that it does not count")
{
    const auto text = rendered("copy", R"({"print": 12, "path": "/prints/2/mix.wav", "drive": "system drive", "own_drive": true, "proven": true})");
    CHECK(text == "proven: /prints/2/mix.wav on system drive is print 12; it does not count: that is the print's own drive\n");
    CHECK_THAT(rendered("prints", R"({"session": "A", "prints": [{"entry": 12, "copies": [{"proven": true, "own_drive": true, "drive": "B", "path": "/b", "time": "x"}]}]})"), Contains("/b, x; it does not count"));
}

TEST_CASE("an answer of another kind is shown as far as it can be")
{
    for (const auto* command : {"print", "prints", "copy"}) CHECK_NOTHROW(rendered(command, R"({"prints": [1, {"copies": 3, "naming": {}, "bext": []}], "warnings": [1], "refused": "x"})"));
}

TEST_CASE("progress that counts no parameters says of what in front")
{
    CHECK(progress_line(Json::parse(R"({"phase": "reading", "unit": "mix.wav, MB", "done": 64, "total": 400, "measure": "MB"})"), 50) == "reading mix.wav, MB [==>              ] 64 of 400");
}
