#include "paper/svg.hpp"

#include <catch2/catch.hpp>

using namespace recalld::paper;

TEST_CASE("numbers have a tenth at most and no zero too many")
{
    auto [number, text] = GENERATE(table<double, std::string>({{12, "12"}, {12.34, "12.3"}, {-0.5, "-0.5"}, {-0.04, "0"}, {0, "0"}, {1000.96, "1001"}}));
    CHECK(digits(number) == text);
}

TEST_CASE("words of people cannot leave their place")
{
    Svg svg;
    svg.text({1, 2.5}, 10, "</text><script>&\"\n", "class=\"label\"");
    CHECK(svg.take() == "<text x=\"1\" y=\"2.5\" font-size=\"10\" class=\"label\">&lt;/text&gt;&lt;script&gt;&amp;&quot; </text>");
    CHECK(attribute("aria-label", "a\"b") == " aria-label=\"a&quot;b\"");
}

TEST_CASE("shapes are written with their attributes")
{
    Svg svg;
    svg.open("g", "class=\"a\"");
    svg.line({0, 0}, {1, 1}, "");
    svg.circle({1, 2}, 3, "fill=\"none\"");
    svg.rectangle({0, 0, 4, 5}, 2, "");
    svg.polygon({{0, 0}, {1, 0}}, "");
    svg.close("g");
    CHECK(svg.take() == "<g class=\"a\"><line x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\"/><circle cx=\"1\" cy=\"2\" r=\"3\" fill=\"none\"/>"
                        "<rect x=\"0\" y=\"0\" width=\"4\" height=\"5\" rx=\"2\"/><polygon points=\"0,0 1,0\"/></g>");
}

TEST_CASE("boxes that only touch do not overlap")
{
    CHECK(do_overlap({0, 0, 10, 10}, {9, 9, 5, 5}));
    CHECK_FALSE(do_overlap({0, 0, 10, 10}, {10, 0, 5, 5}));
    CHECK(around({0, 0, 1, 1}, {5, -2, 1, 1}).height == 3);
}
