#include "paper/panel_cell.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"
#include "paper/text_size.hpp"

using namespace recalld;
using namespace recalld::paper;
using namespace recalld::logbook::testing;
using studio::Control;
using studio::ControlKind;

namespace {

constexpr double widest = 500;

Control control(ControlKind kind, const std::string& label, std::vector<std::string> buttons = {})
{
    Control made;
    made.kind = kind;
    made.label = label;
    made.buttons = std::move(buttons);
    return made;
}

/// One group with these on it.
std::vector<Cell> cells_of(PanelBuilder& builder, bool shows_earlier = false, double most = widest)
{
    static std::vector<std::shared_ptr<const studio::Profile>> kept;   // cells point at their controls
    kept.push_back(builder.done());
    return paper::cells_of(*kept.back(), kept.back()->panel->groups.front(), shows_earlier, most);
}

Cell one(ControlKind kind, const std::string& label, studio::Law law, bool shows_earlier = false)
{
    PanelBuilder builder("analog/one");
    builder.group("", "");
    builder.add(kind, label, "one", std::move(law));
    return cells_of(builder, shows_earlier).front();
}

bool is_inside(const Box& inner, const Box& outer)
{
    return inner.x >= outer.x - 1e-6 && inner.right() <= outer.right() + 1e-6 && inner.y >= outer.y - 1e-6 && inner.bottom() <= outer.bottom() + 1e-6;
}

}  // namespace

TEST_CASE("a cell is as wide as its picture, its label and its value need")
{
    const auto [kind, label] = GENERATE(table<ControlKind, std::string>({
        {ControlKind::knob, "INPUT"}, {ControlKind::knob, "THE VERY LONG NAME OF A KNOB"}, {ControlKind::trim, "Z"}, {ControlKind::slider, "1 kHz"},
    }));
    const auto cell = one(kind, label, dial({"-20", "0", "20"}, "dB"));
    REQUIRE(cell.captions.size() == 1);
    for (const auto& line : cell.captions[0].lines) CHECK(text_width(line, label_size) <= cell.width - 2 * cell_pad + 1e-6);
    CHECK(cell.picture.width <= cell.width - 2 * cell_pad + 1e-6);
    CHECK(text_width("-20 dB", value_size) <= cell.width);
    CHECK(cell.captions[0].lines.size() <= 2);
}

TEST_CASE("the scale of a knob lies in its picture, and the knob in the middle of it")
{
    const auto cell = one(ControlKind::knob, "INPUT", dial({"∞", "48", "36", "30", "24", "18", "12", "6", "0"}, "dB"));
    REQUIRE(cell.faces.size() == 1);
    for (const auto& mark : cell.faces[0].marks)
        if (!mark.label.empty()) CHECK(is_inside(mark.box, cell.picture));
    CHECK(cell.picture.middle().x == Approx(0).margin(1e-9));
}

TEST_CASE("what stood there before takes a line more")
{
    const auto law = dial({"0", "10"}, "");
    CHECK(one(ControlKind::knob, "GAIN", law, true).caption_height > one(ControlKind::knob, "GAIN", law, false).caption_height);
}

TEST_CASE("a ring shares the cell of its knob, and its scale stands outside")
{
    PanelBuilder builder("analog/ring");
    builder.group("", "");
    builder.add(ControlKind::knob, "GAIN", "gain", dial({"0", "10"}, ""));
    builder.add(ControlKind::knob, "FREQUENCY", "frequency", dial({"1", "2", "3"}, "kHz")).is_outer = true;
    builder.add(ControlKind::knob, "Q", "q", dial({"0", "10"}, ""));
    const auto cells = cells_of(builder);
    REQUIRE(cells.size() == 2);
    REQUIRE(cells[0].captions.size() == 2);
    REQUIRE(cells[0].faces.size() == 2);
    CHECK(cells[0].faces[1].from >= cells[0].faces[0].radius);
    CHECK(cap_size(cells[0], 0).outer < cap_size(cells[0], 1).inner);
    CHECK(cap_size(cells[0], 1).inner < cap_size(cells[0], 1).outer);
    CHECK(cap_size(cells[0], 0).outer < cap_size(cells[1], 0).outer);   // the knob within a ring is smaller
}

TEST_CASE("a large knob is larger, and a trim the smallest")
{
    PanelBuilder builder("analog/sizes");
    builder.group("", "");
    builder.add(ControlKind::knob, "A", "a", dial({"0", "10"}, "")).is_large = true;
    builder.add(ControlKind::knob, "B", "b", dial({"0", "10"}, ""));
    builder.add(ControlKind::trim, "C", "c", dial({"0", "10"}, ""));
    const auto cells = cells_of(builder);
    CHECK(cap_size(cells[0], 0).outer > cap_size(cells[1], 0).outer);
    CHECK(cap_size(cells[1], 0).outer > cap_size(cells[2], 0).outer);
}

TEST_CASE("what only some revisions have says so")
{
    PanelBuilder builder("analog/revisions");
    builder.group("", "");
    builder.add(ControlKind::button, "LINK", "link", choice({"OUT", "IN"})).revisions = {"A (blue stripe)", "D"};
    const auto lines = cells_of(builder)[0].captions[0].lines;
    REQUIRE(lines.size() >= 2);
    std::string words;
    for (std::size_t i = 1; i < lines.size(); ++i) words += (i > 1 ? " " : "") + lines[i];
    CHECK(words == "only A, D");
}

TEST_CASE("a label that is wider than the panel is cut, not drawn over its edge")
{
    PanelBuilder builder("analog/narrow");
    builder.group("", "");
    builder.add(ControlKind::knob, std::string(40, 'W'), "w", dial({"0", "10"}, ""));
    const auto cell = cells_of(builder, false, 150)[0];
    REQUIRE_FALSE(cell.captions[0].lines.empty());
    for (const auto& line : cell.captions[0].lines) CHECK(text_width(line, label_size) <= cell.width);
}

TEST_CASE("rows of buttons break into columns of six")
{
    const auto [count, columns, rows] = GENERATE(table<int, std::size_t, std::size_t>({{2, 1, 2}, {6, 1, 6}, {7, 2, 4}, {12, 2, 6}, {13, 3, 5}}));
    std::vector<std::string> buttons;
    for (int i = 0; i < count; ++i) buttons.push_back(std::to_string(i));
    const auto list = list_of(control(ControlKind::radio, "RATIO", buttons), choice(buttons));
    CHECK(list.columns == columns);
    CHECK(list.rows == rows);
    CHECK(list.box().middle().x == Approx(0).margin(1e-9));
    CHECK(list.box().height == Approx(list_line * static_cast<double>(rows)));
}

TEST_CASE("the lowest position of a lever is drawn lowest, and a cycle begins on top")
{
    const auto law = choice({"DOWN", "MIDDLE", "UP"});
    CHECK(list_of(control(ControlKind::toggle, "MODE"), law).words == std::vector<std::string>{"UP", "MIDDLE", "DOWN"});
    CHECK(list_of(control(ControlKind::cycle, "MODE"), law).words == std::vector<std::string>{"DOWN", "MIDDLE", "UP"});
}

TEST_CASE("buttons that may be in together are a list of buttons, not of all their sets")
{
    const auto list = list_of(control(ControlKind::radio, "RATIO", {"20", "12"}), choice({"none", "20", "12", "20+12"}));
    CHECK(list.words == std::vector<std::string>{"20", "12"});
    CHECK(list_of(control(ControlKind::cycle, "NOTHING"), studio::Law{}).rows == 0);
}

TEST_CASE("a unit stands behind numbers only")
{
    studio::Law law;
    law.unit = "dB";
    CHECK(with_unit("30", law) == "30 dB");
    CHECK(with_unit("OFF", law) == "OFF");
    CHECK(with_unit("4k7", law) == "4k7 dB");
    law.unit = "%";
    CHECK(with_unit("50", law) == "50%");
    law.unit.clear();
    CHECK(with_unit("50", law) == "50");
}

TEST_CASE("the more marks a slider has the longer it is, within measure")
{
    const auto length = [](int marks) {
        std::vector<std::string> labels;
        for (int i = 0; i < marks; ++i) labels.push_back(std::to_string(i));
        return slider_track(dial(labels, "")).height;
    };
    CHECK(length(2) == length(3));   // never too short for a finger
    CHECK(length(9) > length(3));
    CHECK(length(64) == length(40));
}

TEST_CASE("a meter that is large is larger")
{
    auto vu = control(ControlKind::meter, "VU");
    const auto plain = meter_box(vu);
    vu.is_large = true;
    CHECK(meter_box(vu).width > plain.width);
    CHECK(meter_box(vu).middle().x == 0);
}
