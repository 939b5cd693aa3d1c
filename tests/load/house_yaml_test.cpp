#include "load/rig_yaml.hpp"

#include <catch2/catch.hpp>

#include "load/config_error.hpp"

using namespace recalld;
using Catch::Matchers::Contains;

namespace {

std::string rig_with(const std::string& house) { return "units:\n  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}\n" + house; }

std::string fault_of(const std::string& house)
{
    try {
        load::parse_rig(rig_with(house), "rig.yaml");
    } catch (const load::ConfigError& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("a house says which role stands where, in which colour, and how it is called here")
{
    const auto rig = load::parse_rig(rig_with("house:\n  - {role: Kick, strip: desk ch/01, colour: red, words: [bd, bass drum]}\n  - {role: tom, strip: desk ch/5-7}\n"), "rig.yaml");
    REQUIRE(rig.house.size() == 2);
    CHECK(rig.house[0].role == "kick");
    CHECK(rig.house[0].strip == "desk ch/01");
    CHECK(rig.house[0].colour == "red");
    CHECK(rig.house[0].words == std::vector<std::string>{"bd", "bass drum"});
    CHECK(rig.house[1].strip == "desk ch/5-7");
    CHECK(rig.house[1].place == "rig.yaml:5:24");
}

TEST_CASE("what is wrong with a house is said with its place")
{
    const auto [house, place, words] = GENERATE(table<std::string, std::string, std::string>({
        {"house:\n  - {role: kick, strip: desc ch/01}\n", "rig.yaml:4:25", "neither a unit"},
        {"house:\n  - {role: kick, strip: desk ch/01}\n  - {role: KICK, strip: desk ch/02}\n", "rig.yaml:5:12", "a second \"kick\""},
        {"house:\n  - {role: kick, strip: desk ch/01, colour: pink}\n", "rig.yaml:4:45", "pink"},
        {"house:\n  - {role: kick}\n", "rig.yaml:4:5", "strip"},
        {"house:\n  - {role: \"\", strip: desk ch/01}\n", "rig.yaml:4:12", "a role has a name"},
        {"house: {kick: desk ch/01}\n", "rig.yaml:3:8", "list"},
    }));
    CAPTURE(house);
    CHECK_THAT(fault_of(house), Contains(place) && Contains(words));
}
