#include "paper/panel_svg.hpp"

#include "load/profile_yaml.hpp"
#include "studio/panel.hpp"

#include <catch2/catch.hpp>

using namespace recalld;

namespace {

const std::string yaml = "profile: 1\nmodel: Limiter <2>\nprotocol: manual\nrecall: hand\npanel:\n  size: 2U\n  revisions: [A (blue stripe), D]\n  groups:\n    - name: LEFT\n      controls:\n"
                         "        - {knob: INPUT, marks: [∞, 48, 24, 12, 0], unit: dB}\n"
                         "        - {knob: OUTER, marks: [0, 10], outer: true, revisions: [A]}\n"
                         "        - {stepped: ATTACK, steps: [1, 2, 3], unit: ms}\n"
                         "        - {radio: RATIO, buttons: [20, 12, 8], several: true}\n"
                         "        - {toggle: MODE, positions: [LIMIT, COMPRESS]}\n"
                         "        - {button: LINK}\n        - {cycle: AUDIO, states: [NORM, HP]}\n        - {slider: 1 kHz, marks: [-12, 0, +12], unit: dB, detent: true}\n"
                         "        - {jack: INSERT}\n        - {note: LABEL}\n        - {meter: VU}\n";

std::shared_ptr<const studio::Profile> limiter() { return load::parse_profile(yaml, "limiter.yaml", "analog/limiter"); }

studio::UnitState state_of(const std::shared_ptr<const studio::Profile>& profile, const std::vector<std::pair<std::string, std::string>>& set)
{
    studio::UnitState state("1176-A", profile);
    for (const auto& [name, words] : set) {
        const auto id = profile->find("left/" + name).value();
        state.set(id, profile->law_of(id).parse(words).value(), studio::Standing::assumed);
    }
    return state;
}

/// The `<g class="control">` of a parameter.
std::string control(const std::string& svg, const std::string& name)
{
    const auto at = svg.find("data-parameter=\"left/" + name + "\"");
    INFO(name);
    REQUIRE(at != std::string::npos);
    const auto begin = svg.rfind("<g ", at);
    return svg.substr(begin, std::min(svg.find("<g class=\"control", at), svg.size()) - begin);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a front says what it is, and refers to nothing outside")
{
    const auto svg = paper::draw_panel(*limiter(), {.title = "1176-A", .line = "rev D · serial 4711"});
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"panel\" viewBox=\"0 0 640 "));
    CHECK(has(svg, "role=\"img\" aria-label=\"1176-A\""));
    CHECK(has(svg, "<title>1176-A</title>"));
    CHECK(has(svg, ">rev D · serial 4711</text>"));
    CHECK_FALSE(has(svg, " style="));
    CHECK_FALSE(has(svg, "href"));
    CHECK(has(paper::draw_panel(*limiter()), "aria-label=\"Limiter &lt;2&gt;\""));
}

TEST_CASE("an image has a size of its own, a part of a page has the page's")
{
    CHECK(has(paper::draw_panel(*limiter()), "\" width=\"640\" height=\""));
    CHECK_FALSE(has(paper::draw_panel(*limiter(), {.is_in_page = true}), "\" width=\"640\" height=\""));
}

TEST_CASE("what is not set has no pointer and says so")
{
    const auto input = control(paper::draw_panel(*limiter()), "input");
    CHECK(has(input, "class=\"control unset\""));
    CHECK(has(input, "<g class=\"pointer\" display=\"none\">"));
    CHECK(has(input, ">–</text>"));
    CHECK(has(input, "<title>INPUT: –</title>"));
}

TEST_CASE("what is set points where it stands, and says it in words")
{
    const auto profile = limiter();
    const auto state = state_of(profile, {{"input", "24"}, {"outer", "10"}, {"attack", "3"}, {"ratio", "20+8"}, {"mode", "LIMIT"}, {"link", "IN"}, {"audio", "HP"}, {"1-khz", "+12"}, {"insert", "B12 <x>"}, {"label", "Vox"}});
    const auto svg = paper::draw_panel(*profile, {.values = &state});
    CHECK(has(control(svg, "input"), "<g class=\"pointer\" transform=\"rotate(0)\">"));
    CHECK(has(control(svg, "input"), ">24 dB</text>"));
    CHECK(has(control(svg, "outer"), "data-ring=\"outer\""));
    CHECK(has(control(svg, "outer"), "rotate(150)"));
    CHECK(has(control(svg, "outer"), ">only A</text>"));
    CHECK(has(control(svg, "attack"), ">3 ms</text>"));
    CHECK(has(control(svg, "ratio"), ">20+8</text>"));
    CHECK(has(control(svg, "mode"), "class=\"mark in\" text-anchor=\"start\" font-weight=\"bold\">LIMIT</text>"));
    CHECK(has(control(svg, "link"), "class=\"light lit\""));
    CHECK(has(control(svg, "audio"), "font-weight=\"bold\">HP</text>"));
    CHECK(has(control(svg, "1-khz"), "translate(0 -55)"));
    CHECK(has(control(svg, "insert"), ">B12 &lt;x&gt;</text>"));
    CHECK(has(control(svg, "label"), "class=\"written\">Vox</text>"));
    CHECK_FALSE(has(svg, "unset"));
}

TEST_CASE("only the buttons that are in are lit")
{
    const auto profile = limiter();
    const auto state = state_of(profile, {{"ratio", "12+8"}, {"link", "OUT"}});
    const auto svg = paper::draw_panel(*profile, {.values = &state});
    const auto ratio = control(svg, "ratio");
    const auto first = ratio.find("class=\"mark in\"");
    CHECK(has(ratio.substr(first), "font-weight=\"bold\">12</text>"));
    CHECK(has(ratio.substr(first), "font-weight=\"bold\">8</text>"));
    CHECK_FALSE(has(ratio, "font-weight=\"bold\">20</text>"));
    CHECK_FALSE(has(control(svg, "link"), "light lit"));
}

TEST_CASE("what has changed wears a ring and a diamond, and says what it was")
{
    const auto profile = limiter();
    const auto now = state_of(profile, {{"input", "24"}, {"attack", "2"}, {"mode", "LIMIT"}}), before = state_of(profile, {{"input", "48"}, {"attack", "2"}});
    const auto svg = paper::draw_panel(*profile, {.values = &now, .earlier = &before});
    CHECK(has(control(svg, "input"), "class=\"control changed\""));
    CHECK(has(control(svg, "input"), "<polygon"));
    CHECK(has(control(svg, "input"), "<g class=\"was\" transform=\"rotate(-75)\">"));
    CHECK(has(control(svg, "input"), ">was 48 dB</text>"));
    for (const auto* same : {"attack", "mode", "ratio"}) CHECK_FALSE(has(control(svg, same), "change"));
}

TEST_CASE("a meter shows, and is no parameter")
{
    const auto svg = paper::draw_panel(*limiter());
    CHECK(has(svg, "<g class=\"control\" data-kind=\"meter\""));
    CHECK(has(svg, ">VU</text>"));
}

TEST_CASE("a profile without a panel has no drawing")
{
    CHECK(paper::draw_panel(studio::Profile{}).empty());
}
