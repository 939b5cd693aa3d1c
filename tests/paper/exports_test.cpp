#include "paper/exports.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace recalld::paper;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

Json input(int line, const std::string& name) { return {{"line", line}, {"name", name}, {"mic", "U67"}, {"stand", "tall"}, {"preamp", "1073 A"}, {"jack", "L1"}, {"strip", "desk ch/01"}, {"phantom", true}, {"role", "lead vox"}, {"note", "pop shield"}}; }

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);) lines.push_back(line);
    return lines;
}

bool ends_as_csv_wants(const std::vector<std::string>& lines)
{
    return std::ranges::all_of(lines, [](const std::string& line) { return line.ends_with('\r'); });
}

std::size_t commas(const std::string& line) { return static_cast<std::size_t>(std::ranges::count(line, ',')); }

}  // namespace

TEST_CASE("an input list has its names in the first line and a line for each input")
{
    const auto lines = lines_of(inputs_csv({{"inputs", Json::array({input(1, "Kick"), input(2, "Vox, \"lead\"")})}}));
    REQUIRE(lines.size() == 3);
    CHECK_THAT(lines[0], StartsWith("line,name,mic"));
    CHECK_THAT(lines[1], StartsWith("1,Kick,U67"));
    CHECK_THAT(lines[2], StartsWith("2,\"Vox, \"\"lead\"\"\",U67"));
    CHECK_THAT(lines[1], Contains("yes"));
    CHECK(ends_as_csv_wants(lines));
}

TEST_CASE("an input without phantom power says so, and one with nothing known has empty cells and no fewer")
{
    auto kick = input(1, "Kick");
    kick["phantom"] = false;
    const auto lines = lines_of(inputs_csv({{"inputs", Json::array({kick, Json::object()})}}));
    REQUIRE(lines.size() == 3);
    CHECK_THAT(lines[1], Contains(",no,"));
    CHECK(commas(lines[1]) == commas(lines[0]));
    CHECK(commas(lines[2]) == commas(lines[0]));
}

TEST_CASE("a list that counts channels keeps their numbers, and everything that was said")
{
    const Json vox = {{"channel", 7}, {"name", "Vox"}, {"insert", "1176-A"}, {"group", "lead"}, {"colour", "red"}, {"gain_db", -3.5}, {"phantom", false}};
    const auto lines = lines_of(inputs_csv({{"inputs", Json::array({vox})}}));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "channel,name,mic,stand,preamp,jack,insert,group,strip,role,colour,gain,phantom,note\r");
    CHECK_THAT(lines[1], StartsWith("7,Vox,") && Contains("1176-A,lead,") && Contains("red,") && Contains("3.5,no,"));
    CHECK_THAT(channels_csv({{"inputs", Json::array({vox})}}), Contains("\nInput,7,Vox,Red,MixRack,7,,-4,Off,Off,"));
    CHECK_THAT(inputs_csv({{"inputs", Json::array({vox, input(1, "Kick")})}}), StartsWith("line,channel,name,"));
}

TEST_CASE("a patch is a line for each cord")
{
    const auto lines = lines_of(patch_csv({{"patch", {{"cords", Json::array({{{"from", "B3"}, {"to", "B17"}, {"note", "vocal"}}, {{"from", "B4"}, {"to", "=B18"}}})}}}}));
    CHECK(lines == std::vector<std::string>{"from,to,note\r", "B3,B17,vocal\r", "B4,'=B18,\r"});
}

TEST_CASE("lists of nothing have their first line")
{
    for (const auto& facts : {Json::object(), Json(nullptr), Json::parse(R"({"inputs": 3, "patch": []})")}) {
        CHECK(lines_of(inputs_csv(facts)).size() == 1);
        CHECK(lines_of(patch_csv(facts)).size() == 1);
    }
}

TEST_CASE("the channel list of a console has its sections, and each line the same number of cells")
{
    const auto lines = lines_of(channels_csv({{"inputs", Json::array({input(1, "Kick"), input(2, "Flügel")})}}));
    CHECK_THAT(lines[0], StartsWith("[Version],V1.0"));
    for (const auto& line : lines) {
        INFO(line);
        CHECK(commas(line) == 27);
    }
    const auto has = [&](const std::string& start) { return std::ranges::any_of(lines, [&](const std::string& line) { return line.starts_with(start); }); };
    CHECK(has("[Channels]"));
    CHECK(has("[Outputs]"));
    CHECK(ends_as_csv_wants(lines));
}

TEST_CASE("names of the channel list are plain letters and short enough for a console")
{
    const auto text = channels_csv({{"inputs", Json::array({input(1, "Flügelhorn of the second row"), input(2, "鼓")})}});
    CHECK(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) > 126; }));
    CHECK_THAT(text, !Contains("second row"));
}

TEST_CASE("an archive explains itself to a stranger, file by file")
{
    const auto text = archive_readme({{"session", "Night Train"}, {"made_by", "recalld 0.1.0"}});
    for (const auto* words : {"\"Night Train\"", "recalld 0.1.0", "book.html", "book.txt", "session.json", "log.jsonl", "versions/", "profiles/", "inputs.csv", "patch.csv", "rin.xml", "manifest.json", "SHA-256", "DRAFT", "another room", "recallctl archive import FOLDER"}) {
        INFO(words);
        CHECK_THAT(text, Contains(words));
    }
    for (const auto& line : lines_of(text)) {
        INFO(line);
        CHECK(line.size() <= 110);
    }
}
