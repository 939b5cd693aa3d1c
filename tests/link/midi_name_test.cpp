#include "link/midi_name.hpp"

#include <catch2/catch.hpp>

using namespace recalld::link;
using Catch::Matchers::Contains;

namespace {

std::vector<MidiPortNames> ports(std::initializer_list<std::string> names)
{
    std::vector<MidiPortNames> result;
    for (const auto& name : names) result.push_back({{name}});
    return result;
}

const auto box = ports({"Box:Box MIDI 1 24:0", "Box:Box MIDI 2 24:1", "Fader Main:in", "Fader Main Ext:in", "Through:Port-0 14:0"});

}  // namespace

TEST_CASE("a port is found by what people write")
{
    CHECK(find_port(box, "Box:Box MIDI 1 24:0").index == 0);
    CHECK(find_port(box, "midi 2").index == 1);
    CHECK(find_port(box, "THROUGH").index == 4);
    CHECK(find_port(box, "port-0").index == 4);
    CHECK(find_port({{{"system:midi_capture_3", "Organ"}}}, "organ").index == 0);
}

TEST_CASE("a whole name goes before a part of another")
{
    CHECK(find_port(box, "fader main").index == 2);
    CHECK(find_port(box, "fader main ext").index == 3);
    CHECK(find_port(ports({"a:midi", "b:midi out"}), "midi").index == 0);
}

TEST_CASE("what fits several ports is refused with their names")
{
    const auto found = find_port(box, "box");
    CHECK_FALSE(found.index);
    CHECK(found.fault == "\"box\" could be \"Box:Box MIDI 1 24:0\", \"Box:Box MIDI 2 24:1\"; say more of its name");
    CHECK_THAT(find_port(ports({"a:in", "a:in"}), "a:in").fault, Contains("could be"));
}

TEST_CASE("a port that is not there is told with those that are")
{
    CHECK_FALSE(find_port(box, "organ").index);
    CHECK(find_port(box, "organ").fault.empty());
    CHECK(no_such_port("organ", ports({"a:in", "b:in", "a:in"})) == "there is no port \"organ\"; there are \"a:in\", \"b:in\"");
    CHECK(no_such_port("organ", {}) == "there is no port \"organ\"; there is none at all");
    std::vector<MidiPortNames> many;
    for (int i = 0; i < 15; ++i) many.push_back({{std::to_string(i)}});
    CHECK_THAT(no_such_port("organ", many), Contains("\"11\" and 3 more"));
}

TEST_CASE("a pair is one port to hear and one to send to")
{
    const auto outputs = ports({"Box:out", "Keys:out"}), inputs = ports({"Box:in", "Lights:in"});
    const auto both = find_pair(outputs, inputs, {.name = "box"});
    CHECK(both.hear == 0);
    CHECK(both.send == 0);
    const auto keys = find_pair(outputs, inputs, {.name = "keys"});
    CHECK(keys.hear == 1);
    CHECK_FALSE(keys.send);
    CHECK_FALSE(find_pair(outputs, inputs, {.name = "box", .only_hears = true}).send);
    CHECK_THAT(find_pair(outputs, inputs, {.name = "lights", .only_hears = true}).fault, Contains("no port \"lights\"; there are \"Box:out\", \"Keys:out\""));
    CHECK_THAT(find_pair(outputs, ports({"Box:a", "Box:b"}), {.name = "box"}).fault, Contains("could be \"Box:a\", \"Box:b\""));
    CHECK_THAT(find_pair(outputs, inputs, {.name = "organ"}).fault, Contains("\"Lights:in\""));
}

TEST_CASE("answers may come from another port, and then both must be there")
{
    const auto outputs = ports({"Box:out", "Keys:out"}), inputs = ports({"Box:in", "Lights:in"});
    const auto two = find_pair(outputs, inputs, {.name = "lights", .heard_from = "keys"});
    CHECK(two.hear == 1);
    CHECK(two.send == 1);
    CHECK(find_pair(outputs, inputs, {.name = "lights", .heard_from = "organ"}).fault == "there is no port \"organ\"; there are \"Box:out\", \"Keys:out\"");
    CHECK(find_pair(outputs, inputs, {.name = "keys", .heard_from = "box"}).fault == "there is no port \"keys\"; there are \"Box:in\", \"Lights:in\"");
}
