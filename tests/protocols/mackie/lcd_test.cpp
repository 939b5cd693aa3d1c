#include "mackie/lcd.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace recalld::mackie;

namespace {

constexpr CellLayout seven_shown{0, 7, 7};
constexpr CellLayout nine_labels{1, 6, 5};  // padded by one, the ninth is the master

/// A display after all runs were written to it.
Display after(Display display, const std::vector<Run>& runs)
{
    for (const auto& run : runs) display.apply(run.offset, run.text);
    return display;
}

}  // namespace

TEST_CASE("a display is two lines of 56 blanks at first")
{
    const Display display;
    CHECK(display.letters() == std::string(112, ' '));
    CHECK(display.line(0) == std::string(56, ' '));
    CHECK(display.line(1).size() == 56);
    CHECK(display.line(2).empty());
    CHECK(display.line(-1).empty());
}

TEST_CASE("a text stands in the cell of its strip")
{
    const auto [layout, line, strip, text, offset, shown] =
        GENERATE(table<CellLayout, int, int, std::string, std::size_t, std::string>({
            {{}, 0, 0, "Kick", 0x00, "Kick   "},
            {{}, 0, 1, "Snare", 0x07, "Snare  "},
            {{}, 0, 7, "Vox", 0x31, "Vox    "},
            {{}, 1, 0, "Pan", 0x38, "Pan    "},
            {{}, 1, 7, "-5.3", 0x69, "-5.3   "},
            {{}, 0, 2, "Overheads", 0x0E, "Overhe "},
            {seven_shown, 0, 2, "Overheads", 0x0E, "Overhea"},
            {{}, 0, 3, "Groß", 0x15, "Gross  "},
            {{}, 0, 4, "", 0x1C, "       "},
            {nine_labels, 0, 0, "Guitar", 0x01, "Guita "},
            {nine_labels, 0, 8, "Main", 0x31, "Main  "},
            {nine_labels, 1, 8, "0.0", 0x69, "0.0   "},
        }));
    Display display;
    display.put_cell(layout, line, strip, text);
    CHECK(display.letters().substr(offset, shown.size()) == shown);
    Display blanked = display;
    blanked.apply(static_cast<int>(offset), std::string(shown.size(), ' '));
    CHECK(blanked == Display());
}

TEST_CASE("a shorter text leaves nothing of the longer one")
{
    Display display;
    display.put_cell({}, 0, 0, "Overhd");
    display.put_cell({}, 0, 0, "OH");
    CHECK(display.line(0).substr(0, 7) == "OH     ");
}

TEST_CASE("what falls outside is cut off")
{
    Display display;
    display.put(0, 54, 7, "abcdefg");
    CHECK(display.line(0).substr(54) == "ab");
    CHECK(display.line(1) == std::string(56, ' '));
    const auto before = display;
    display.put(2, 0, 7, "x");
    display.put(-1, 0, 7, "x");
    display.put(0, 56, 7, "x");
    display.put(0, -1, 7, "x");
    display.put(0, 0, 0, "x");
    display.put_cell({}, 0, 8, "x");
    display.put_cell({}, 0, -1, "x");
    display.put_cell({0, 7, -3}, 1, 0, "x");
    CHECK(display == before);
}

TEST_CASE("what a host sends is applied where it says, also across lines")
{
    Display display;
    display.apply(0x36, "abcd");
    CHECK(display.line(0).substr(54) == "ab");
    CHECK(display.line(1).substr(0, 2) == "cd");
    display.apply(110, "xyz");
    CHECK(display.line(1).substr(54) == "xy");
    const auto before = display;
    display.apply(112, "x");
    display.apply(-1, "x");
    display.apply(0, "");
    CHECK(display == before);
}

TEST_CASE("only what changed is sent, neighbours in one run")
{
    const auto [before, now, runs] = GENERATE(table<std::string, std::string, std::vector<Run>>({
        {"", "", {}},
        {"Kick", "Kick", {}},
        {"Kick", "Kiss", {{2, "ss"}}},
        {"", "Kick", {{0, "Kick"}}},
        {"Kick", "", {{0, "    "}}},
        {"-5.3", "-6.3", {{1, "6"}}},
        {"abc", "xbz", {{0, "x"}, {2, "z"}}},
        {"Kick   Snare  ", "Drum   Toms   ", {{0, "Drum"}, {7, "Toms "}}},
        {"AAAAAAABBBBBBB", "CCCCCCCDDDDDDD", {{0, "CCCCCCCDDDDDDD"}}},
    }));
    Display shown, wanted;
    shown.apply(0, before);
    wanted.apply(0, now);
    CHECK(changes(shown, wanted) == runs);
    CHECK(after(shown, changes(shown, wanted)) == wanted);
}

TEST_CASE("short gaps are bridged where a message costs more")
{
    Display wanted;
    wanted.apply(0, "ab   cd         e");
    const Display blank;
    CHECK(changes(blank, wanted, 2) == std::vector<Run>{{0, "ab"}, {5, "cd"}, {16, "e"}});
    CHECK(changes(blank, wanted, 3) == std::vector<Run>{{0, "ab   cd"}, {16, "e"}});
    CHECK(changes(blank, wanted, 9) == std::vector<Run>{{0, "ab   cd         e"}});
    CHECK(after(blank, changes(blank, wanted, 3)) == wanted);
}

TEST_CASE("a display of which nothing is known gets everything")
{
    const Display wanted;
    const auto runs = changes(Display::unknown(), wanted);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0] == Run{0, std::string(112, ' ')});
    CHECK(after(Display::unknown(), runs) == wanted);
}

TEST_CASE("a display of another size differs wherever it is missing")
{
    const Display wanted(10, 1);
    CHECK(changes(Display(4, 1), wanted) == std::vector<Run>{{4, "      "}});
    CHECK(changes(wanted, Display(4, 1)).empty());
    CHECK(Display(0, 0).letters().empty());
    CHECK(Display(-1, 2).letters().empty());
}

TEST_CASE("displays written in cells tell which of them differ")
{
    Display shown(40, 2), wanted(40, 2);
    CHECK(changed_cells(shown, wanted, 10).empty());
    wanted.put(0, 9, 2, "xy");
    wanted.put(1, 39, 1, "z");
    CHECK(changed_cells(shown, wanted, 10) == std::vector<int>{0, 1, 7});
    CHECK(changed_cells(Display::unknown(36, 1), Display(36, 1), 4).size() == 9);
}
