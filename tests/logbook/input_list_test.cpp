#include "logbook/input_list.hpp"

#include <catch2/catch.hpp>

#include "logbook/csv.hpp"
#include "logbook/input_json.hpp"

using namespace recalld::logbook;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> names(const InputList& list)
{
    std::vector<std::string> all;
    for (const auto& input : list.inputs) all.push_back(input.name);
    return all;
}

}  // namespace

TEST_CASE("an input list with headings in any order is understood")
{
    const auto list = read_input_list(
        "Night Train, tracking\r\n"
        "48V,Notes,Mic,Input,Source,Mic Pre,Mic Stand,Group,Gain,Lunch\r\n"
        ",inside,D112,1,Kick In,1073 A,short,Drums,32 dB,no\r\n"
        "x,\"say \"\"hi\"\", then go\",C414,2,\"OH, L\",,tall,Drums,,\r\n"
        "no,,R84,3,Room,,,,,\r\n"
        "\r\n");
    REQUIRE(names(list) == std::vector<std::string>{"Kick In", "OH, L", "Room"});
    CHECK(list.how == "commas, headings in line 2");
    const auto& kick = list.inputs[0];
    CHECK(kick.line == 1);
    CHECK(kick.mic == "D112");
    CHECK(kick.preamp == "1073 A");
    CHECK(kick.stand == "short");
    CHECK(kick.group == "Drums");
    CHECK(kick.note == "inside");
    CHECK(kick.gain_db == 32.0);
    CHECK_FALSE(kick.phantom.has_value());
    CHECK(list.inputs[1].phantom == true);
    CHECK(list.inputs[1].note == "say \"hi\", then go");
    CHECK(list.inputs[2].phantom == false);
    CHECK(list.inputs[2].at == 5);
    REQUIRE(list.messages.kept.size() == 2);
    CHECK(list.messages.kept[0].line == 1);
    CHECK_THAT(list.messages.kept[1].text, Contains("Lunch"));
}

TEST_CASE("tabs, semicolons and lists without headings are understood, too")
{
    const auto [text, how, first, mic] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"Kick\tD112\tinside\nSnare\tSM57\n", "tabs, no headings: taken for name, mic, notes", "Kick", "D112"},
        {"1\tKick\tD112\n2\tSnare\tSM57\n", "tabs, no headings: taken for number, name, mic, notes", "Kick", "D112"},
        {"Kanal;Quelle;Mikrofon\n1;Kick;D112\n2;Snare;SM57\n", "semicolons, headings in line 1", "Kick", "D112"},
        {"Name;Mic;Info\nKick;\"D112; short\";x\nSnare;SM57\n", "semicolons, headings in line 1", "Kick", "D112; short"},
        {"Kick\nSnare\n", "commas, no headings: taken for name, mic, notes", "Kick", ""},
    }));
    const auto list = read_input_list(text);
    CHECK(list.how == how);
    REQUIRE(list.inputs.size() == 2);
    CHECK(list.inputs[0].name == first);
    CHECK(list.inputs[0].mic == mic);
    CHECK(list.inputs[1].name == "Snare");
    CHECK(list.messages.kept.empty());
}

TEST_CASE("a misspelt heading is understood, and told; a track's name is none")
{
    const auto [text, how, first, told] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"Chanel,Nmae,Micropone\n1,Kick,D112\n", "commas, headings in line 1", "Kick", "the heading \"Chanel\" is taken for \"Channel\""},
        {"Line,Name,Micorphone\n1,Kick,D112\n", "commas, headings in line 1", "Kick", "the heading \"Micorphone\" is taken for \"Mic\""},
        {"lin,sorce,mik,stand,48V,stripp\n1,Kick,D112,short,no,desk ch/01\n", "commas, headings in line 1", "Kick", "the column \"lin\" is not known; left out"},
        {"Ch,Name,Link\n5,Kick,6\n", "commas, headings in line 1", "Kick", "the column \"Link\" is not known; left out"},
        {"Ch,Name,Imput\n5,Kick,6\n", "commas, headings in line 1", "Kick", "the column \"Imput\" is not known; left out"},
        {"Name,Chain\nKick,6\n", "commas, no headings: taken for name, mic, notes", "Name", ""},
        {"Line,Name,Main\n1,Kick,loud\n", "commas, headings in line 1", "Kick", "the column \"Main\" is not known; left out"},
        {"Line,Name,Nmae\n1,Kick,loud\n", "commas, headings in line 1", "Kick", "the column \"Nmae\" is not known; left out"},
        {"Soruce Vox,Stan\nKick,D112\n", "commas, headings in line 1", "Kick", "the heading \"Soruce Vox\" is taken for \"Name\""},
        {"Nam Choir,Stan,Ben\nKick,D112\n", "commas, no headings: taken for name, mic, notes", "Nam Choir", ""},
    }));
    const auto list = read_input_list(text);
    CHECK(list.how == how);
    REQUIRE_FALSE(list.inputs.empty());
    CHECK(list.inputs.front().name == first);
    if (told.empty()) CHECK(list.messages.kept.empty());
    else CHECK(list.messages.kept.at(0).text == told);
}

TEST_CASE("a list that may be cut, or counts a line twice, is told to be so")
{
    const auto [text, told] = GENERATE(table<std::string, std::string>({
        {"Line,Name,Mic\n1,Kick,D112\n2,Sna", "the last row has fewer cells"},
        {"Line,Name,Mic\n1,Kick,D112\n2,Snare\n", ""},
        {"Line,Name,Mic\n1,Kick,D112\n2,Snare,SM57", ""},
        {"Line,Name,Mic\n1,Kick", ""},
        {"Line,Name\n1,Kick\n2,Snare\n1,Hat\n", "line 1 stands there twice"},
    }));
    const auto list = read_input_list(text);
    if (told.empty()) CHECK(list.messages.kept.empty());
    else CHECK_THAT(list.messages.kept.at(0).text, Contains(told));
}

TEST_CASE("channels are not inputs, and a jack is none of both")
{
    const auto list = read_input_list("Ch,Name,Input\n5,Kick,12\n6,Snare,L3\n");
    REQUIRE(list.inputs.size() == 2);
    CHECK(list.inputs[0].line == 12);
    CHECK_FALSE(list.inputs[0].is_channel);
    CHECK(list.inputs[1].line == 6);
    CHECK(list.inputs[1].is_channel);
    CHECK(list.inputs[1].jack == "L3");
}

TEST_CASE("a cut list is read to its last line, and says that it may be cut")
{
    const auto list = read_input_list("Line,Name,Mic\n1,Kick,D112\n2,Snare,\"SM5");
    CHECK(names(list) == std::vector<std::string>{"Kick", "Snare"});
    CHECK(list.inputs[1].mic == "SM5");
    REQUIRE(list.messages.kept.size() == 1);
    CHECK(list.messages.kept[0].line == 3);
    CHECK_THAT(list.messages.kept[0].text, Contains("cut"));
}

TEST_CASE("what is not understood is told with its line")
{
    const auto list = read_input_list("Line,Name,48V,Gain\n1,Kick,perhaps,loud\n,,,,x\n3,,,\n4,Hat,no,12,more\n");
    CHECK(names(list) == std::vector<std::string>{"Kick", "Hat"});
    std::vector<std::size_t> lines;
    for (const auto& message : list.messages.kept) lines.push_back(message.line);
    CHECK(lines == std::vector<std::size_t>{2, 2, 3, 5});
    CHECK(read_input_list("").messages.kept.size() == 1);
}

TEST_CASE("inputs keep in the log, and rows from remotes are checked")
{
    const auto list = read_input_list("Channel,Name,48V,Gain\n3,Kick,yes,20\n");
    const auto json = inputs_json(list.inputs);
    CHECK(json.dump() == R"([{"channel":3,"name":"Kick","phantom":true,"gain_db":20.0}])");
    CHECK(inputs_json(inputs_from_json(json).inputs) == json);
    const auto bad = inputs_from_json(Json::parse(R"([{"name": "A", "line": -1, "mic": 3, "x": 1}, "b", {"mic": "c"}, {"name": "D", "phantom": null}])"));
    CHECK(names(bad) == std::vector<std::string>{"A", "D"});
    CHECK(bad.messages.kept.size() == 5);
    CHECK(inputs_from_json(Json(3)).messages.kept.size() == 1);
}

TEST_CASE("records of a table keep what is in quotes")
{
    const auto table = read_csv("a;\"b;\"\"c\"\"\n d\";e\r\n\r\n;;\nf;;\n");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.separator == ';');
    CHECK(table.rows[0].cells == std::vector<std::string>{"a", "b;\"c\"  d", "e"});
    CHECK(table.rows[1].cells == std::vector<std::string>{"f"});
    CHECK(table.rows[1].line == 5);
}
