#include "studio/panel.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <string>

using namespace recalld::studio;

namespace {

Panel two_channels()
{
    Panel panel;
    panel.groups.push_back({"LEFT", {{ControlKind::knob, 0, "GAIN"}, {ControlKind::meter, no_parameter, "VU"}, {ControlKind::button, 1, "IN"}}});
    panel.groups.push_back({"RIGHT", {{ControlKind::knob, 2, "GAIN"}, {ControlKind::button, 3, "IN"}}});
    return panel;
}

/// How light a colour looks, 0 … 1, by WCAG 2.
double light(std::string_view colour)
{
    const auto part = [&](std::size_t at) {
        const double value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

}  // namespace

TEST_CASE("a control is found in whatever group it stands")
{
    const auto panel = two_channels();
    CHECK(control_of(panel, 0).label == "GAIN");
    CHECK(control_of(panel, 1).kind == ControlKind::button);
    CHECK(&control_of(panel, 2) == &panel.groups[1].controls[0]);
    CHECK(control_of(panel, 3).kind == ControlKind::button);
}

TEST_CASE("a parameter that is on no front has a plain control")
{
    const auto panel = two_channels();
    const auto& none = control_of(panel, 17);
    CHECK(none.label.empty());
    CHECK(none.kind == ControlKind::knob);
    CHECK(none.tolerance == 0.2);
    CHECK(none.revisions.empty());
    CHECK(control_of(Panel{}, 0).label.empty());
}

TEST_CASE("caps come in colours of different names, and their pointers can be seen")
{
    std::set<std::string_view> names;
    for (const auto& colour : cap_colours()) {
        INFO(colour.name);
        CHECK(names.insert(colour.name).second);
        REQUIRE(colour.cap.size() == 7);
        REQUIRE(colour.pointer.size() == 7);
        const auto [low, high] = std::minmax({light(colour.cap), light(colour.pointer)});
        CHECK((high + 0.05) / (low + 0.05) >= 3);   // what a shape needs to be seen
    }
    for (const auto* used : {"black", "grey", "silver"}) CHECK(names.contains(used));   // what is drawn where a profile says nothing
}
