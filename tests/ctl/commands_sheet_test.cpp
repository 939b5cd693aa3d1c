#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "ctl/command.hpp"
#include "ctl/options.hpp"
#include "ctl/render.hpp"
#include "ctl/render_sheet.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

Call call_of(const std::vector<std::string>& words)
{
    auto read = read_command_line(words);
    REQUIRE(std::holds_alternative<Call>(read));
    return std::get<Call>(read);
}

Json parse(const char* text) { return Json::parse(text); }
std::string rendered(const char* command, const char* json) { return command_named(command)->render(parse(json), Paint{}); }

}  // namespace

TEST_CASE("words of a sheet reach it as they were typed")
{
    using Line = std::vector<std::string>;
    const auto [line, words] = GENERATE(table<Line, std::string>({
        {{"sheet", "1176-A"}, "1176-A"},
        {{"sheet", "set", "1176-A", "INPUT", "30", "OUTPUT", "18"}, "set\n1176-A\nINPUT\n30\nOUTPUT\n18"},
        {{"sheet", "set", "LA2A", "GAIN", "40", "*", "-"}, "set\nLA2A\nGAIN\n40\n*\n-"},
        {{"sheet", "set", "eq", "LOW GAIN", "-6.8", "BANDWIDTH", "-"}, "set\neq\nLOW GAIN\n-6.8\nBANDWIDTH\n-"},
        {{"sheet", "copy", "eq", "LEFT", "RIGHT"}, "copy\neq\nLEFT\nRIGHT"},
        {{"sheet", "photo", "1176-A", "front.jpg"}, "photo\n1176-A\nfront.jpg"},
    }));
    CHECK(call_of(line).own["sheet"] == words);
}

TEST_CASE("a version and a comparison are asked for with a sheet")
{
    const auto call = call_of({"sheet", "1176-A", "--at", "Night Train/Mix 3", "--against", "live"});
    CHECK(call.arguments["session"] == "Night Train");
    CHECK(call.arguments["version"] == "Mix 3");
    CHECK(call.arguments["against"] == "live");
    CHECK(call_of({"sheet", "copy", "1176-A", "--from", "1176-B"}).arguments["from_unit"] == "1176-B");
    CHECK(call_of({"sheet", "set", "480L", "--preset", "Vocal Plate 12"}).arguments["preset"] == "Vocal Plate 12");
}

TEST_CASE("a tick is of a recall and a line, and of more when it is said")
{
    const auto plain = call_of({"tick", "12", "1176-A INPUT"}).arguments;
    CHECK(plain["recall"] == 12);
    CHECK(plain["line"] == "1176-A INPUT");
    CHECK_FALSE(plain.contains("verdict"));
    const auto whole = call_of({"tick", "12", "1176-A INPUT", "cannot", "--note", "it rattles", "--found", "24"}).arguments;
    CHECK(whole["verdict"] == "cannot");
    CHECK(whole["note"] == "it rattles");
    CHECK(whole["found"] == "24");
}

TEST_CASE("a checklist is the newest unless a recall is named")
{
    CHECK_FALSE(call_of({"checklist"}).arguments.contains("recall"));
    CHECK(call_of({"checklist", "12"}).arguments["recall"] == 12);
    CHECK(call_of({"checklist", "--follow"}).arguments["follow"] == true);
    for (const auto* words : {"many", "-1", "1.5"}) CHECK_FALSE(std::holds_alternative<Call>(read_command_line({"checklist", words})));
}

TEST_CASE("a command without what it needs is not understood")
{
    using Line = std::vector<std::string>;
    const auto line = GENERATE(Line{"sheet"}, Line{"tick"}, Line{"tick", "12"}, Line{"tick", "INPUT", "12"}, Line{"sheets", "1176-A"});
    CHECK_FALSE(std::holds_alternative<Call>(read_command_line(line)));
}

TEST_CASE("sheets are a table: of each unit how much is noted, by whom, and what is broken")
{
    const auto text = rendered("sheets", R"({"sheets": [
        {"unit": "1176-A", "model": "Limiter", "noted": 6, "of": 6, "preset": "", "updated": null, "who": "Anna", "faults": [{"text": "scratchy"}, {"text": "hums"}]},
        {"unit": "480L", "model": "Reverb", "noted": 0, "of": 12, "preset": "Vocal Plate 12", "updated": null, "who": "", "faults": []}]})");
    CHECK_THAT(text, Contains("UNIT    MODEL    NOTED    PRESET"));
    CHECK_THAT(text, Contains("1176-A  Limiter  6 of 6") && Contains("Anna") && Contains("scratchy; hums"));
    CHECK_THAT(text, Contains("480L    Reverb   0 of 12  Vocal Plate 12"));
}

TEST_CASE("what is known of a unit is said once in each part of its checklist")
{
    const auto text = rendered("checklist", R"({"recall": 12, "session": "S", "version": "V", "remaining": 3, "done": 1, "cannot": 0, "groups": [
        {"name": "switches by hand", "lines": [
            {"line": "a ratio", "unit": "a", "words": "RATIO", "from": "20", "wanted": "4", "state": "done", "who": "Anna", "time": "", "faults": [{"text": "hums"}]},
            {"line": "a meter", "unit": "a", "words": "METER", "from": "GR", "wanted": "+8", "state": "open", "faults": [{"text": "hums"}]}]},
        {"name": "knobs by hand", "lines": [
            {"line": "a input", "unit": "a", "words": "INPUT", "from": "6", "wanted": "30", "state": "open", "faults": [{"text": "hums"}]},
            {"line": "b gain", "unit": "b", "words": "GAIN", "from": "6", "wanted": "30", "state": "open", "faults": [{"text": "crackles"}]}]}]})");
    std::size_t hums = 0;
    for (auto at = text.find("fault: hums"); at != std::string::npos; at = text.find("fault: hums", at + 1)) ++hums;
    CHECK(hums == 2);
    CHECK_THAT(text, Contains("fault: crackles"));
    CHECK_THAT(text, Contains("[x] a  RATIO: 20 -> 4") && Contains("[ ] a  METER: GR -> +8"));
    CHECK(text.find("RATIO") < text.find("fault: hums"));
    CHECK(text.find("fault: hums") < text.find("METER"));
}

TEST_CASE("words of others cannot paint the terminal")
{
    const char* hostile = R"({"unit": "\u001b[31mA", "model": "m\u0007", "noted": 0, "of": 1, "updated": null, "preset": "\u001b]0;x\u0007", "photo": null, "faults": [{"text": "\u001b[2J"}], "quirks": ["\u001b[1m"],
        "groups": [{"name": "\u001b[1m", "controls": [{"label": "\u001b[1m", "words": "\u001b[1m", "value": "1", "from": "", "tolerance": null}]}]})";
    CHECK(rendered("sheet", hostile).find('\x1b') == std::string::npos);
    CHECK(rendered("sheet", hostile).find('\x07') == std::string::npos);
    const char* line = R"({"recall": 1, "session": "\u001b", "version": "v", "groups": [{"name": "\u001b[1mknobs", "lines": [{"unit": "\u001b", "words": "\u001b", "from": "\u001b", "wanted": "\u001b", "state": "cannot", "who": "\u001b", "note": "\u001b", "found": "\u001b"}]}]})";
    CHECK(rendered("checklist", line).find('\x1b') == std::string::npos);
    CHECK(rendered("tick", R"({"words": "\u001b[1m", "remaining": 1, "done": 0, "cannot": 0})").find('\x1b') == std::string::npos);
}

TEST_CASE("every command for analog gear has an example that parses, and a renderer")
{
    for (const auto* name : {"sheets", "sheet", "checklist", "tick"}) {
        INFO(name);
        const auto* command = command_named(name);
        REQUIRE(command);
        CHECK(command->render != nullptr);
        CHECK_FALSE(std::string(command->examples).empty());
    }
}
