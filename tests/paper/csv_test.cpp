#include "paper/csv.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "paper/exports.hpp"
#include "paper/small_book.hpp"

using namespace recalld::paper;
using namespace recalld::paper::test;

TEST_CASE("cells are quoted when they must be, and cannot be formulas")
{
    auto [cell, written] = GENERATE(table<std::string, std::string>({{"Kick", "Kick"}, {"", ""}, {"Vox, lead", "\"Vox, lead\""}, {"12\" tom", "\"12\"\" tom\""}, {"two\nlines", "\"two\nlines\""}, {"\"\"", "\"\"\"\"\"\""},
                                                                    {"=SUM(A1)", "'=SUM(A1)"}, {"@cmd", "'@cmd"}, {"-6.8", "-6.8"}, {"+3", "+3"}, {"-", "-"}, {"-oo dB", "'-oo dB"}, {"Überkopf", "Überkopf"}}));
    CHECK(csv_line({cell}) == written + "\r\n");
}

TEST_CASE("a line has its cells between commas") { CHECK(csv_line({"1", "a,b", ""}) == "1,\"a,b\",\r\n"); }

TEST_CASE("a cell is quoted where a reader would stumble, and computes nothing in a spreadsheet")
{
    const auto [cell, line] = GENERATE(table<std::string, std::string>({
        {"plain", "plain\r\n"},
        {"", "\r\n"},
        {"a;b", "\"a;b\"\r\n"},
        {"a\tb", "\"a\tb\"\r\n"},
        {"a\nb", "\"a\nb\"\r\n"},
        {"say \"hi\"", "\"say \"\"hi\"\"\"\r\n"},
        {"=SUM(A1)", "'=SUM(A1)\r\n"},
        {"@cmd", "'@cmd\r\n"},
        {"-oo", "'-oo\r\n"},
        {"-12.5", "-12.5\r\n"},
        {"+48", "+48\r\n"},
    }));
    CHECK(csv_line({cell}) == line);
}

TEST_CASE("the input list and the cords as CSV")
{
    CHECK(inputs_csv(small_book()) == "line,name,mic,stand,preamp,jack,insert,group,strip,role,colour,gain,phantom,note\r\n"
                                      "1,Kick In,D112,short,1073 A,L1,,,desk ch/01,kick,,,no,\r\n"
                                      "7,Vox,U 67,tall,1073 B,L7,,,desk ch/02,lead vox,,,yes,pop shield\r\n");
    CHECK(patch_csv(small_book()) == "from,to,note\r\nB3,B17,parallel\r\nB4,B20,\r\n");
    CHECK(inputs_csv(Json::object()) == "line,name,mic,stand,preamp,jack,insert,group,strip,role,colour,gain,phantom,note\r\n");
}

TEST_CASE("the channel list has 28 columns of ASCII in every line")
{
    Json facts = small_book();
    facts["inputs"].push_back({{"line", 9}, {"name", "Flügelhorn with a very long name"}});
    std::istringstream lines(channels_csv(facts));
    std::string all;
    for (std::string line; std::getline(lines, line); all += line + "\n") CHECK(std::ranges::count(line, ',') == 27);
    CHECK_THAT(all, Catch::Matchers::Contains("Input,7,Vox,Off,MixRack,7,,,Off,On,") && Catch::Matchers::Contains("Input,9,Flgelhorn with a,"));
    CHECK(std::ranges::all_of(all, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}
