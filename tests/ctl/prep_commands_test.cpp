#include <catch2/catch.hpp>

#include <sstream>

#include "ctl/command.hpp"
#include "ctl/files.hpp"
#include "ctl/list_file.hpp"
#include "ctl/options.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

std::string rendered(const char* command, const char* result) { return command_named(command)->render(Json::parse(result), Paint{}); }

ListFile read(const std::string& bytes)
{
    std::istringstream stream(bytes);
    return read_list(stream, "list");
}

}  // namespace

TEST_CASE("a proposal is shown track by track, with what is in the way and what to do next")
{
    const auto text = rendered("prep", R"({"session": "Night Train", "unit": "desk", "how": "a session text of 2 tracks", "encoding": "not UTF-8; read as Mac Roman",
        "tracks": [{"line": 3, "track": "Kick", "role": "kick", "strip": "desk ch/01", "name": "Kick", "colour": "red", "source": "In 5", "preset": "", "why": "\"kick\" is kick"},
                   {"line": 9, "track": "Huh", "role": "", "strip": null, "why": "no"}],
        "conflicts": [{"kind": "unknown_role", "words": "no role is known by the name \"Huh\""}], "messages": [{"line": 7, "text": "not understood"}],
        "plan": {"writes": 3, "unchanged": 1, "hazards": [{"hazard": "routing", "allowed": false, "count": 1, "words": ["ch 1: source In 1 -> In 5"]}]}, "kept": null})");
    CHECK_THAT(text, Contains("Night Train for desk: a session text of 2 tracks") && Contains("Mac Roman") && Contains("desk ch/01") && Contains("In 5"));
    CHECK_THAT(text, Contains("unknown_role: no role is known") && Contains("line 7: not understood") && Contains("3 parameters to write, 1 already there"));
    CHECK_THAT(text, Contains("routing") && Contains("source In 1 -> In 5") && Contains("nothing was kept or sent"));
    CHECK_THAT(rendered("prep", R"({"session": "A", "kept": {"version": "Prep", "take": 1}})"), Contains("recallctl prep apply \"A/Prep\""));
}

TEST_CASE("input lists and presets are shown as tables, and where there is none it is said how to make one")
{
    CHECK_THAT(rendered("inputs", R"({"session": "A", "inputs": [{"line": 1, "name": "Kick", "mic": "D112", "phantom": false}], "how": "tabs"})"), Contains("D112") && Contains("no") && Contains("read as tabs"));
    CHECK_THAT(rendered("inputs", R"({"session": "A", "inputs": []})"), Contains("recallctl inputs SESSION FILE"));
    CHECK_THAT(rendered("presets", R"({"presets": [{"engineer": "Anna", "role": "kick", "profile": "p", "strip": "ch/01", "values": {"a": "1", "b": "2"}}]})"), Contains("Anna") && Contains("2"));
    CHECK_THAT(rendered("presets", R"({"presets": []})"), Contains("recallctl preset ENGINEER"));
    CHECK_THAT(rendered("preset", R"({"engineer": "Anna", "role": "kick", "strip": "ch/01", "values": {"a": "1"}, "note": "without gain"})"), Contains("Anna's preset for kick: 1 value of ch/01") && Contains("without gain"));
}

TEST_CASE("a list is read in any encoding, and its clips stay at home")
{
    const auto plain = read("Name,Mic\nKick,D112\n");
    CHECK(plain.text == "Name,Mic\nKick,D112\n");
    CHECK(plain.encoding.empty());
    CHECK(plain.said.empty());
    CHECK_THAT(read("Fl\x9fgel\r").encoding, Contains("Mac Roman"));
    CHECK(read("Fl\x9fgel\r").text == "Flügel\n");
    const auto session = read("SESSION NAME:\tA\nT R A C K  L I S T I N G\nTRACK NAME:\tKick\nCHANNEL \tEVENT\n1\t1\tx\n1\t2\ty\n");
    CHECK_THAT(session.said, Contains("2 lines of clips"));
    CHECK_THAT(session.text, !Contains("\tx"));
}

TEST_CASE("a list that does not end is refused once it is too large, with the line")
{
    std::string rows = "Name\n";
    for (int i = 0; i < 100'000; ++i) rows += "Kick with a very long description that fills the file quickly and takes a hundred bytes for each line.\n";
    try {
        read(rows);
        FAIL("taken");
    } catch (const FileError& error) {
        CHECK_THAT(error.what(), Contains("larger than 8 MB") && Contains("line "));
        CHECK(error.exit == exit_usage);
    }
    CHECK_THROWS_AS(read_list_file("/"), FileError);
    CHECK_THROWS_AS(read_list_file("/no/such/file"), FileError);
    CHECK_THROWS_WITH(read_list_file("/no/such/file"), "there is no file /no/such/file; a DAW's session text or an input list (CSV, semicolons or tabs) is taken");
}

TEST_CASE("prep takes a session and a file, or applies what was kept")
{
    const auto words = [](std::vector<std::string> line) { return std::get<Call>(read_command_line(line)); };
    const auto prep = words({"prep", "Night Train", "t.txt", "--engineer", "Anna,Ben", "--keep", "Prep"});
    CHECK(prep.own["session"] == "Night Train");
    CHECK(prep.own["file"] == "t.txt");
    CHECK(prep.arguments.dump() == R"({"engineer":"Anna,Ben","keep":"Prep"})");
    const auto apply = words({"prep", "apply", "Night Train/Prep", "--allow", "routing", "--allow", "phantom", "--dry-run"});
    CHECK(apply.arguments.dump() == R"({"allow":"routing,phantom","dry_run":true})");
    CHECK(words({"preset", "Anna", "lead vox", "A/Mix 3", "ch/17", "--gain"}).arguments.dump() == R"({"engineer":"Anna","role":"lead vox","session":"A","version":"Mix 3","strip":"ch/17","gain":true})");
}
