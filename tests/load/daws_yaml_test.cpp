#include "load/bent.hpp"
#include "load/rig_yaml.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;

namespace {

const std::string sane = R"(units:
  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}
  - {name: left, profile: surfaces/mcu, link: {kind: midi, port: Fader Main}}
  - {name: daw, profile: surfaces/mcu, role: surface, scale: [[0, -oo], [0.78, 0], [1, 6]], link: {kind: midi, port: recalld, virtual: true}}
banks:
  - {name: mix, surfaces: [left], strips: desk ch/*, transport: daw}
daws:
  - {unit: daw, strips: [desk ch/1-4, desk ch/9], master: desk main/st, follow: true}
)";

std::string complaint_about(const std::string& from, const std::string& to)
{
    return complaint([&] { parse_rig(bent(sane, from, to), "rig.yaml"); });
}

}  // namespace

TEST_CASE("a unit in surface role, its scale, and the strips that are its own")
{
    const auto rig = parse_rig(sane, "rig.yaml");
    CHECK(rig.units[1].role == rig::Role::host);
    const auto& daw = rig.units[2];
    CHECK(daw.role == rig::Role::surface);
    CHECK(daw.role_place == "rig.yaml:4:46");
    REQUIRE(daw.scale.size() == 3);
    CHECK(daw.scale[1] == std::pair(0.78, 0.0));
    REQUIRE(rig.banks[0].transport);
    CHECK(rig.banks[0].transport->text == "daw");
    CHECK(rig.banks[0].transport->place == "rig.yaml:6:65");
    REQUIRE(rig.daws.size() == 1);
    CHECK(rig.daws[0].unit.place == "rig.yaml:8:12");
    REQUIRE(rig.daws[0].strips.size() == 2);
    CHECK(rig.daws[0].strips[1].text == "desk ch/9");
    CHECK(rig.daws[0].strips[1].place == "rig.yaml:8:39");
    CHECK(rig.daws[0].master->text == "desk main/st");
    CHECK(rig.daws[0].follow);
}

TEST_CASE("a DAW follows nobody unless the rig says so")
{
    CHECK_FALSE(parse_rig(bent(sane, ", follow: true", ""), "rig.yaml").daws[0].follow);
    CHECK_FALSE(parse_rig(bent(sane, ", master: desk main/st", ""), "rig.yaml").daws[0].master);
}

TEST_CASE("what is wrong about a DAW is said with its place")
{
    CHECK_THAT(complaint_about("role: surface", "role: host"), Contains("rig.yaml:4:46: "));
    CHECK(complaint_about("role: surface, ", "")
          == "rig.yaml:4:47: a scale goes with role: surface; that of a box stands in its profile");
    CHECK_THAT(complaint_about("[1, 6]", "[0.9, 6]"), Contains("a scale ends at 1"));
    CHECK_THAT(complaint_about("[0.78, 0]", "[0.78, 7]"), Contains("rig.yaml:4:88: levels must rise"));
    CHECK_THAT(complaint_about("unit: daw, ", ""), Contains("rig.yaml:8:5: "));
    CHECK_THAT(complaint_about("follow: true", "follow: yes"), Contains("rig.yaml:8:"));
    CHECK_THAT(complaint_about("follow: true", "flow: true"), Contains("rig.yaml:8:73: unknown key \"flow\""));
    CHECK(complaint([] { parse_rig(sane + "  - {unit: daw, strips: desk bus/*}\n", "rig.yaml"); })
          == "rig.yaml:9:12: \"daw\" has its strips already");
}
