#include "logbook/csv.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;
using Catch::Matchers::Contains;

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(const CsvTable& table)
{
    std::vector<Cells> all;
    for (const auto& row : table.rows) all.push_back(row.cells);
    return all;
}

}  // namespace

TEST_CASE("the separator is the sign that stands in most lines")
{
    const auto [text, separator] = GENERATE(table<std::string, char>({
        {"a,b\nc,d\n", ','},
        {"a;b\nc;d\n", ';'},
        {"a\tb\nc\td\n", '\t'},
        {"Name;Gain\nKick;32,5\nSnare;28,5\n", ';'},         // commas are points there
        {"Kick, in\tD112\nSnare, top\tSM57\nHat\tKM84\n", '\t'},
        {"\"a;b;c\",d\n\"e;f\",g\n", ','},                   // what is in quotes does not count
        {"alone\n", ','},
        {"", ','},
        {"a,b\tc\n", '\t'},                                  // nobody types a tab by accident
    }));
    CAPTURE(text);
    CHECK(read_csv(text).separator == separator);
}

TEST_CASE("rows begin where they begin in the file, whatever ends their lines")
{
    const auto end = GENERATE(as<std::string>{}, "\n", "\r\n", "\r");
    const auto table = read_csv("a,b" + end + end + "\"c" + end + "d\",e" + end + "f,g");
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].line == 1);
    CHECK(table.rows[1].line == 3);
    CHECK(table.rows[2].line == 5);
    CHECK(table.rows[2].cells == Cells{"f", "g"});
    CHECK(table.messages.kept.empty());
}

TEST_CASE("blanks around cells go, those within stay, and empty cells at the end are none")
{
    CHECK(cells_of(read_csv("  a ,  b c  ,,\n , \n,x\n")) == std::vector<Cells>{{"a", "b c"}, {"", "x"}});
    CHECK(cells_of(read_csv("a,\"\"\n\"\",b\n")) == std::vector<Cells>{{"a"}, {"", "b"}});
}

TEST_CASE("quotes hold separators, lines and quotes; behind them nothing is lost")
{
    const auto [text, cell] = GENERATE(table<std::string, std::string>({
        {"\"a,b\",x\n", "a,b"},
        {"\"say \"\"hi\"\"\",x\n", "say \"hi\""},
        {"\"two\nlines\",x\n", "two lines"},
        {"\"inch\" nail,x\n", "inch nail"},
        {"12\" tom,x\n", "12\" tom"},          // a sign of inches is no quote
        {"\"\"\"\",x\n", "\""},
    }));
    CAPTURE(text);
    const auto table = read_csv(text);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].cells == Cells{cell, "x"});
    CHECK(table.messages.kept.empty());
}

TEST_CASE("a quote that is never closed costs its own line only")
{
    const auto table = read_csv("a,b\n\"c,d\ne,f\n");
    CHECK(cells_of(table) == std::vector<Cells>{{"a", "b"}, {"c", "d"}, {"e", "f"}});
    REQUIRE(table.messages.kept.size() == 1);
    CHECK(table.messages.kept[0].line == 2);
    CHECK_THAT(table.messages.kept[0].text, Contains("never closed"));
}

TEST_CASE("damage is told with its line and column, and odd tables have none")
{
    const auto cut = find_damage("a,b\r\n\"c\",\xc3\xa9,\"d\r\ne");
    REQUIRE(cut);
    CHECK(std::pair(cut->line, cut->column) == std::pair<std::size_t, std::size_t>(2, 7));
    CHECK_THAT(cut->text, Contains("never closed"));
    const auto control = find_damage(std::string_view("a\nb\0c", 5));
    REQUIRE(control);
    CHECK(std::pair(control->line, control->column) == std::pair<std::size_t, std::size_t>(2, 2));
    CHECK_THAT(control->text, Contains("NUL"));
    CHECK_THAT(find_damage("\x1b[2J")->text, Contains("0x1b"));
    for (const auto* whole : {"", "a\tb\r\n", "12\" tom;\"two\nlines\"\r", "a\vb\f", "a,b\r\n\x1a\n", "Gr\xc3\xb6\xc3\x9f" "e"}) CHECK_FALSE(find_damage(whole));
}

TEST_CASE("signs that no screen shows become blanks")
{
    CHECK(cells_of(read_csv(std::string("a\x01" "b,c\x7f" "d,\0e\n", 11))) == std::vector<Cells>{{"a b", "c d", "e"}});
}

TEST_CASE("a table is bounded in rows, cells and their lengths, and says so")
{
    std::string rows;
    for (int i = 0; i < 10'050; ++i) rows += "x,y\n";
    const auto many = read_csv(rows);
    CHECK(many.rows.size() == 10'000);
    REQUIRE(many.messages.kept.size() == 1);
    CHECK(many.messages.kept[0].line == 10'001);
    CHECK_THAT(many.messages.kept[0].text, Contains("10000"));
    CHECK(read_csv(std::string(5000, ',') + "\n").rows.empty());
    const auto wide = read_csv("a" + std::string(500, ',') + "b\n" + std::string(5000, 'c') + "\n");
    CHECK(wide.rows[0].cells == Cells{"a"});
    CHECK(wide.rows[1].cells[0].size() == 1000);
}

TEST_CASE("a long cell is cut between characters")
{
    std::string text;
    for (int i = 0; i < 400; ++i) text += "€";
    CHECK(read_csv(text + ",x\n").rows[0].cells[0].size() == 999);
}
