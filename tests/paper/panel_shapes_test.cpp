#include "paper/panel_shapes.hpp"

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"

using namespace recalld;
using namespace recalld::paper;
using namespace recalld::logbook::testing;
using studio::Control;
using studio::ControlKind;
using studio::Value;
using Catch::Matchers::Contains;

namespace {

Control control(ControlKind kind, std::vector<std::string> buttons = {})
{
    Control made;
    made.kind = kind;
    made.label = "LABEL";
    made.buttons = std::move(buttons);
    return made;
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

using Draw = void (*)(Svg&, const Shown&);

std::string drawn(Draw draw, const Control& control, const studio::Law& law, std::optional<Value> now = {}, std::optional<Value> before = {})
{
    Svg svg;
    draw(svg, {control, law, now ? &*now : nullptr, before ? &*before : nullptr});
    return svg.take();
}

void round_one(Svg& svg, const Shown& shown) { draw_round(svg, shown, face_of(shown.law, 38), {0, 25}); }

}  // namespace

TEST_CASE("a knob points where it stands, and nowhere when nobody knows")
{
    const auto law = dial({"0", "5", "10"}, "");
    const auto [position, turn] = GENERATE(table<float, std::string>({{0.0f, "rotate(-150)"}, {0.25f, "rotate(-75)"}, {0.5f, "rotate(0)"}, {1.0f, "rotate(150)"}}));
    CHECK_THAT(drawn(round_one, control(ControlKind::knob), law, Value(position)), Contains("class=\"pointer\" transform=\"" + turn + "\""));
    CHECK_THAT(drawn(round_one, control(ControlKind::knob), law), Contains("class=\"pointer\" display=\"none\""));
}

TEST_CASE("a stepped knob points at its click")
{
    const auto law = choice({"20", "30", "60"});
    CHECK_THAT(drawn(round_one, control(ControlKind::stepped), law, Value(0)), Contains("rotate(-150)"));
    CHECK_THAT(drawn(round_one, control(ControlKind::stepped), law, Value(1)), Contains("rotate(0)"));
    CHECK_THAT(drawn(round_one, control(ControlKind::stepped), law, Value(2)), Contains("rotate(150)"));
}

TEST_CASE("where it stood before is drawn beside where it stands")
{
    const auto knob = drawn(round_one, control(ControlKind::knob), dial({"0", "10"}, ""), Value(1.0f), Value(0.5f));
    CHECK_THAT(knob, Contains("class=\"pointer\" transform=\"rotate(150)\"") && Contains("class=\"was\" transform=\"rotate(0)\""));
    const auto slider = drawn(draw_slider, control(ControlKind::slider), dial({"-12", "0", "+12"}, ""), Value(1.0f), Value(0.5f));
    CHECK_THAT(slider, Contains("class=\"was\""));
}

TEST_CASE("every mark of a scale is there, bare ones as ticks")
{
    const auto knob = drawn(round_one, control(ControlKind::knob), dial({"0", "", "10"}, "dB"));
    CHECK(count(knob, "class=\"tick\"") == 3);
    CHECK(count(knob, "class=\"mark\"") == 2);
    CHECK(count(knob, "class=\"unit\"") == 1);
    const auto slider = drawn(draw_slider, control(ControlKind::slider), dial({"-12", "0", "+12"}, "dB"));
    for (const auto* mark : {">-12</text>", ">0</text>", ">+12</text>"}) CHECK_THAT(slider, Contains(mark));
}

TEST_CASE("a slider goes up: its lowest mark is lowest")
{
    const auto law = dial({"0", "10"}, "");
    const auto place = [&](float position) {
        const auto svg = drawn(draw_slider, control(ControlKind::slider), law, Value(position));
        const auto at = svg.find("translate(0 ");
        REQUIRE(at != std::string::npos);
        return std::stod(svg.substr(at + 12));
    };
    CHECK(place(1.0f) < place(0.5f));
    CHECK(place(0.5f) == Approx(0).margin(0.06));
    CHECK(place(0.0f) > 0);
}

TEST_CASE("of a row of buttons the one that is in is lit, of several all that are in")
{
    const auto alone = control(ControlKind::radio, {"20", "12", "8"});
    CHECK(count(drawn(draw_list, alone, choice({"20", "12", "8"}), Value(1)), "class=\"light lit\"") == 1);
    const auto several = choice({"none", "20", "12", "20+12", "8", "20+8", "12+8", "20+12+8"});
    const auto [set, lit] = GENERATE(table<std::int32_t, std::size_t>({{0, 0}, {1, 1}, {5, 2}, {7, 3}}));
    CHECK(count(drawn(draw_list, alone, several, Value(set)), "class=\"light lit\"") == lit);
    CHECK(count(drawn(draw_list, alone, several), "class=\"light\"") == 3);
}

TEST_CASE("a lever has one place, and none when nobody knows")
{
    const auto law = choice({"DOWN", "UP"});
    CHECK(count(drawn(draw_list, control(ControlKind::toggle), law), "class=\"lever\"") == 0);
    CHECK(count(drawn(draw_list, control(ControlKind::toggle), law, Value(0)), "class=\"lever\"") == 1);
    const auto moved = drawn(draw_list, control(ControlKind::toggle), law, Value(0), Value(1));
    CHECK(count(moved, "class=\"lever\"") == 1);
    CHECK(count(moved, "class=\"was\"") == 1);
}

TEST_CASE("a button is lit when it is in, and remembers that it was")
{
    const auto law = choice({"OUT", "IN"});
    CHECK_THAT(drawn(draw_button, control(ControlKind::button), law, Value(1)), Contains("light lit"));
    CHECK_THAT(drawn(draw_button, control(ControlKind::button), law, Value(0)), !Contains("light lit"));
    CHECK_THAT(drawn(draw_button, control(ControlKind::button), law, Value(0), Value(1)), Contains("class=\"was\""));
}

TEST_CASE("what is written on tape is cut to two lines, and cannot leave its place")
{
    const auto law = tape(200);
    const auto note = control(ControlKind::note);
    CHECK(count(drawn(draw_note, note, law), "class=\"written\"") == 0);
    CHECK_THAT(drawn(draw_note, note, law, Value(std::string("<script>"))), Contains(">&lt;script&gt;</text>"));
    const auto text = drawn(draw_note, note, law, Value(std::string("lead vocal of the second verse with the long tail and the slap and whatever else there was")));
    CHECK(count(text, "class=\"written\"") == 2);
    CHECK_THAT(text, Contains("…"));
}

TEST_CASE("a cap of a colour has it, and of an unknown one it is black")
{
    auto red = control(ControlKind::knob);
    red.colour = "red";
    CHECK_THAT(drawn(round_one, red, dial({"0", "10"}, "")), Contains("fill=\"#b3261e\""));
    red.colour = "no colour";
    CHECK_THAT(drawn(round_one, red, dial({"0", "10"}, "")), Contains("fill=\"#26282b\""));
}

TEST_CASE("values of another kind than the control's point nowhere")
{
    CHECK_THAT(drawn(round_one, control(ControlKind::knob), dial({"0", "10"}, ""), Value(std::string("words"))), Contains("display=\"none\""));
    CHECK(count(drawn(draw_list, control(ControlKind::radio, {"a", "b"}), choice({"a", "b"}), Value(0.5f)), "lit") == 0);
    CHECK(count(drawn(draw_list, control(ControlKind::radio, {"a", "b"}), choice({"a", "b"}), Value(17)), "lit") == 0);
}

TEST_CASE("jacks and meters are drawn, and show nothing")
{
    Svg svg;
    draw_jack(svg);
    CHECK_THAT(svg.take(), Contains("class=\"jack\"") && Contains("class=\"hole\""));
    CHECK_THAT(drawn(draw_meter, control(ControlKind::meter), {}), Contains("class=\"meter\"") && Contains("class=\"needle\""));
}
