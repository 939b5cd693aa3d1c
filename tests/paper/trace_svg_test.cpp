#include "paper/trace_svg.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

const TraceWay vox{"", {{"Vox mic", ""}, {"line 7", "line"}, {"1073-A", "wire"}, {"bay B12", "wire", true}, {"1176-A", "cord"}, {"A/D 3", "normal"}, {"desk ch 17", "inside"}, {"DAW 17", "wire", false, true}}};

struct Box {
    double x, y, width, height;
};

double attribute(const std::string& tag, const std::string& name) { return std::stod(tag.substr(tag.find(' ' + name + "=\"") + name.size() + 3)); }

std::vector<Box> boxes_in(const std::string& svg)
{
    std::vector<Box> boxes;
    for (auto at = svg.find("<rect "); at != std::string::npos; at = svg.find("<rect ", at + 1)) {
        const auto tag = svg.substr(at, svg.find('>', at) - at);
        boxes.push_back({attribute(tag, "x"), attribute(tag, "y"), attribute(tag, "width"), attribute(tag, "height")});
    }
    return boxes;
}

double height_of(const std::string& svg) { return std::stod(svg.substr(svg.find("height=\"") + 8)); }

}  // namespace

TEST_CASE("a way is drawn as boxes within its width, none over another")
{
    const double width = GENERATE(120.0, 340.0, 640.0, 2000.0);
    const auto svg = draw_trace({vox, {"also goes", {{"bay B12", ""}, {"A/D 4", "normal"}}}}, width);
    const auto boxes = boxes_in(svg);
    REQUIRE(boxes.size() == 10);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        CHECK(boxes[i].x >= 0);
        CHECK(boxes[i].x + boxes[i].width <= width);
        CHECK(boxes[i].y + boxes[i].height <= height_of(svg));
        for (std::size_t j = 0; j < i; ++j) {
            const bool apart = boxes[i].y >= boxes[j].y + boxes[j].height || boxes[i].x >= boxes[j].x + boxes[j].width;
            CHECK(apart);
        }
    }
}

TEST_CASE("a narrow drawing is a high one")
{
    CHECK(height_of(draw_trace({vox}, 340)) > height_of(draw_trace({vox}, 2000)));
    CHECK(height_of(draw_trace({vox}, 2000)) < 60);
}

TEST_CASE("cords, normals, the start and faults can be told apart")
{
    const auto svg = draw_trace({vox});
    CHECK_THAT(svg, Contains("class=\"trace-cord\"") && Contains("class=\"trace-normal\"") && Contains("stroke-dasharray=\"4 3\"") && Contains("trace-box trace-start") && Contains("trace-box trace-fault"));
    CHECK_THAT(svg, Contains("<title>Vox mic → line 7 → 1073-A → bay B12 → 1176-A → A/D 3 → desk ch 17 → DAW 17</title>"));
}

TEST_CASE("a drawing has no style of its own, and words stay words")
{
    const auto svg = draw_trace({{"<b>", {{"<script>\"&", ""}, {"ÄÖÜ", "\"x"}}}});
    CHECK(svg.find("style=") == std::string::npos);
    CHECK(svg.find("<script>") == std::string::npos);
    CHECK_THAT(svg, Contains("&lt;script&gt;&quot;&amp;") && Contains("class=\"trace-&quot;x\""));
}

TEST_CASE("a name that is too long is cut between letters")
{
    std::string name;
    for (int i = 0; i < 60; ++i) name += "ä";
    const auto svg = draw_trace({{"", {{name, ""}}}}, 200);
    CHECK_THAT(svg, Contains("ä…</text>"));
    CHECK(svg.find("\xc3…") == std::string::npos);
}

TEST_CASE("nothing to draw is an empty drawing") { CHECK_THAT(draw_trace({}), Contains("<svg ") && Contains("</svg>")); }
