#include "paper/book_print.hpp"

#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/small_book.hpp"

using namespace recalld::paper;
using namespace recalld::paper::test;
using Catch::Matchers::Contains;

namespace {

Json table_of(const std::vector<std::vector<std::string>>& rows)
{
    Json table = {{"columns", Json::array()}, {"rows", Json::array()}};
    for (const auto& name : rows.front()) table["columns"].push_back({{"name", name}});
    for (std::size_t i = 1; i < rows.size(); ++i) {
        Json cells = Json::array();
        for (const auto& words : rows[i]) cells.push_back({{"words", words}});
        table["rows"].push_back({{"cells", cells}});
    }
    return table;
}

Json view_with(Json block) { return {{"chapters", Json::array({Json{{"blocks", Json::array({std::move(block)})}}})}}; }

Json printed(Json block)
{
    Json view = view_with(std::move(block));
    set_for_print(view);
    return view["chapters"][0]["blocks"][0];
}

}  // namespace

TEST_CASE("a grid is printed in columns, and a unit that all share stands once")
{
    const auto lines = grid_lines(table_of({{"send to bus", "1", "2"}, {"level", "-3.0 dB", "-12.5 dB"}, {"tap", "PRE", "POST"}}), 80);
    CHECK(lines == "send to bus  1     2\n"
                   "level, dB    -3.0  -12.5\n"
                   "tap          PRE   POST\n");
}

TEST_CASE("units that differ, stand alone or mark what was not read back stay with their values")
{
    CHECK_THAT(grid_lines(table_of({{" ", "1", "2"}, {"frequency", "120 Hz", "2.1 kHz"}}), 80), Contains("120 Hz  2.1 kHz"));
    CHECK_THAT(grid_lines(table_of({{" ", "1", "2"}, {"level", "-3 dB", ""}}), 80), Contains("-3 dB"));
    CHECK_THAT(grid_lines(table_of({{" ", "1", "2"}, {"level", "-3 dB *", "-4 dB *"}}), 80), Contains("-3 dB *  -4 dB *"));
}

TEST_CASE("columns that find no room stand below, and none is lost")
{
    const auto lines = grid_lines(table_of({{"bus", "first", "second", "third"}, {"pan", "L100", "C", "R100"}}), 20);
    CHECK(lines == "bus  first  second\n"
                   "pan  L100   C\n"
                   "bus  third\n"
                   "pan  R100\n");
    CHECK(grid_lines(table_of({{"bus", "wider than any page"}, {"pan", "C"}}), 4) == "bus  wider than any page\npan  C\n");
}

TEST_CASE("what changed in a strip runs in one line")
{
    const Json items = Json::array({Json{{"words", "fader"}, {"from", "-3.0 dB"}, {"to", "0.0 dB"}}, Json{{"words", "pan"}, {"from", "C"}, {"to", "L20"}}});
    const Json strip = {{"title", "desk: ch 3"}, {"items", items}};
    const auto block = printed({{"changes", {{"strips", Json::array({strip})}, {"more", ""}}}});
    CHECK(block["changes"]["strips"][0]["run"] == "fader -3.0 dB → 0.0 dB; pan C → L20");
}

TEST_CASE("a table that is longer than a page is printed as lines, each cell with words in it")
{
    std::vector<std::vector<std::string>> rows{{"Time", "Who", "What"}};
    for (int i = 0; i < 61; ++i) rows.push_back({"10:" + std::to_string(i), "", "take " + std::to_string(i)});
    const auto block = printed({{"table", table_of(rows)}});
    REQUIRE(block.contains("lines"));
    CHECK(block["lines"]["items"].size() == 61);
    CHECK(block["lines"]["items"][60] == Json({{"first", "10:60"}, {"rest", "take 60"}}));
    rows.pop_back();
    CHECK(printed({{"table", table_of(rows)}}).contains("table"));
}

TEST_CASE("every value of a strip in use is on paper, and of the others a line")
{
    const Json facts = small_book();
    const auto page = book_html(facts, Medium::paper);
    std::size_t count = 0;
    for (const auto& unit : facts["units"])
        for (const auto& strip : unit["strips"]) {
            if (!strip["used"].get<bool>() || unit["kind"] == "by hand") continue;
            CHECK_THAT(page, Contains("<article class=\"strip\">"));
            for (const auto& value : strip["values"])
                if (!value.contains("unused") && value["value"].get<std::string>().find_first_of("\"'&<> ") == std::string::npos) {
                    INFO(value.dump());
                    CHECK_THAT(page, Contains(value["value"].get<std::string>()));
                    ++count;
                }
        }
    CHECK(count > 5);
    CHECK_THAT(page, Contains("not in use"));
}
