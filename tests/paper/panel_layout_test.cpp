#include "paper/panel_layout.hpp"

#include <catch2/catch.hpp>

#include <map>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::paper;
using namespace recalld::logbook::testing;
using studio::ControlKind;
using studio::PanelSize;

namespace {

/// Groups of so many knobs each; a group whose name begins with `/` begins a new row.
std::shared_ptr<const studio::Profile> front(PanelSize size, const std::vector<std::pair<std::string, int>>& groups)
{
    PanelBuilder builder("analog/front");
    for (const auto& [said, knobs] : groups) {
        const auto name = said.starts_with('/') ? said.substr(1) : said;
        builder.group(name, name);
        for (int i = 0; i < knobs; ++i) builder.add(ControlKind::knob, "KNOB " + std::to_string(i), "knob-" + std::to_string(i), dial({"0", "2", "4", "6", "8", "10"}, ""));
    }
    auto profile = std::make_shared<studio::Profile>(*builder.done());
    auto panel = *profile->panel;
    panel.size = size;
    for (std::size_t i = 0; i < groups.size(); ++i) panel.groups[i].break_before = groups[i].first.starts_with('/');
    profile->panel = std::make_shared<const studio::Panel>(std::move(panel));
    profile->index();
    return profile;
}

bool are_apart(const PanelLayout& layout)
{
    for (std::size_t i = 0; i < layout.cells.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (do_overlap(layout.cells[i].box, layout.cells[j].box)) return false;
    return true;
}

bool is_inside(const Box& inner, const Box& outer) { return inner.x >= outer.x - 0.01 && inner.right() <= outer.right() + 0.01 && inner.y >= outer.y - 0.01 && inner.bottom() <= outer.bottom() + 0.01; }

}  // namespace

TEST_CASE("on any front no two controls overlap, and all are on it")
{
    const auto size = GENERATE(PanelSize::rack_1, PanelSize::rack_2, PanelSize::rack_4, PanelSize::lunchbox, PanelSize::pedal, PanelSize::desktop);
    const auto knobs = GENERATE(1, 5, 17, 60);
    const auto profile = front(size, {{"", knobs}, {"LEFT", 3}, {"RIGHT", 3}, {"/OUT", 2}});
    const auto layout = lay_out(*profile, false, 40);
    CHECK(layout.cells.size() == profile->parameters.size());
    CHECK(are_apart(layout));
    const Box plate{0, 40, layout.width, layout.height - 40};
    for (const auto& cell : layout.cells) CHECK(is_inside(cell.box, plate));
    for (const auto& frame : layout.frames) CHECK(is_inside(frame.box, plate));
}

TEST_CASE("controls stand in the order in which the front is read")
{
    const auto layout = lay_out(*front(PanelSize::rack_2, {{"", 12}}), false, 0);
    for (std::size_t i = 1; i < layout.cells.size(); ++i) {
        const auto &before = layout.cells[i - 1].box, &now = layout.cells[i].box;
        CHECK((now.y > before.y || (now.y == before.y && now.x > before.x)));
    }
}

TEST_CASE("a group with a name has a frame around its controls, one without has none")
{
    const auto layout = lay_out(*front(PanelSize::rack_2, {{"", 2}, {"LEFT", 2}, {"RIGHT", 2}}), false, 0);
    REQUIRE(layout.frames.size() == 2);
    CHECK(layout.frames[0].name == "LEFT");
    CHECK_FALSE(do_overlap(layout.frames[0].box, layout.frames[1].box));
    for (std::size_t i = 2; i < 4; ++i) CHECK(is_inside(layout.cells[i].box, layout.frames[0].box));
    for (std::size_t i = 4; i < 6; ++i) CHECK(is_inside(layout.cells[i].box, layout.frames[1].box));
}

TEST_CASE("a new row begins below everything before it")
{
    const auto layout = lay_out(*front(PanelSize::rack_2, {{"A", 2}, {"/B", 2}}), false, 0);
    REQUIRE(layout.frames.size() == 2);
    CHECK(layout.frames[1].box.y > layout.frames[0].box.bottom());
    const auto beside = lay_out(*front(PanelSize::rack_2, {{"A", 2}, {"B", 2}}), false, 0);
    CHECK(beside.frames[1].box.y == beside.frames[0].box.y);
    CHECK(beside.height < layout.height);
}

TEST_CASE("what does not fit beside the others goes below them")
{
    const auto layout = lay_out(*front(PanelSize::lunchbox, {{"A", 2}, {"B", 2}}), false, 0);
    REQUIRE(layout.frames.size() == 2);
    CHECK(layout.frames[1].box.y > layout.frames[0].box.bottom());
}

TEST_CASE("rows are about equally long: no knob is left alone below a full row")
{
    const auto layout = lay_out(*front(PanelSize::lunchbox, {{"", 4}}), false, 0);
    std::map<double, int> rows;
    for (const auto& cell : layout.cells) ++rows[cell.box.y];
    for (const auto& [y, count] : rows) CHECK(count == 2);
}

TEST_CASE("the caption begins below the picture, and the knob is above it")
{
    for (const auto& placed : lay_out(*front(PanelSize::rack_2, {{"", 3}}), false, 0).cells) {
        CHECK(placed.caption_top >= placed.middle.y + placed.cell.picture.bottom() - 0.01);
        CHECK(placed.caption_top + placed.cell.caption_height <= placed.box.bottom() + 0.01);
        CHECK(placed.middle.x == Approx(placed.box.middle().x));
    }
}

TEST_CASE("what stood there before makes the front higher, not wider")
{
    const auto profile = front(PanelSize::rack_2, {{"", 6}});
    const auto plain = lay_out(*profile, false, 0), compared = lay_out(*profile, true, 0);
    CHECK(compared.height > plain.height);
    CHECK(compared.width == plain.width);
}

TEST_CASE("a name that is wider than its controls has room")
{
    const auto profile = front(PanelSize::pedal, {{"A GROUP WITH A NAME THAT IS LONGER THAN ALL", 1}});
    const auto layout = lay_out(*profile, false, 0);
    REQUIRE(layout.frames.size() == 1);
    CHECK(layout.frames[0].box.width > 300);
    CHECK(layout.frames[0].box.right() <= layout.width);
}

TEST_CASE("racks have ears, other gear has none")
{
    for (const auto size : {PanelSize::rack_1, PanelSize::rack_2, PanelSize::rack_3, PanelSize::rack_4}) {
        CHECK(has_ears(size));
        CHECK(width_of(size) == 640);
    }
    for (const auto size : {PanelSize::lunchbox, PanelSize::pedal, PanelSize::desktop}) {
        CHECK_FALSE(has_ears(size));
        CHECK(margin_of(size) < margin_of(PanelSize::rack_1));
    }
    CHECK(width_of(PanelSize::lunchbox) < width_of(PanelSize::pedal));
}
