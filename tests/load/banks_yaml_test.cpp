#include "load/config_error.hpp"
#include "load/rig_yaml.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using Catch::Matchers::Contains;

namespace {

const std::string units = R"(units:
  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}
banks:
)";
const std::string sane = R"(  - name: mix
    surfaces: [left, right]
    layers: {inputs: desk ch/*, buses: [desk bus/1-8, desk mtx/*]}
    fixed: {16: desk bus/16}
    master: desk main/st
)";

rig::RigConfig read(const std::string& banks) { return load::parse_rig(units + banks, "rig.yaml"); }

std::string bent(const std::string& what, const std::string& with_what)
{
    auto text = sane;
    return text.replace(text.find(what), what.size(), with_what);
}

}  // namespace

TEST_CASE("a bank names surfaces, layers, what stays, and the master")
{
    const auto banks = read(sane).banks;
    REQUIRE(banks.size() == 1);
    const auto& bank = banks.front();
    CHECK(bank.name == "mix");
    REQUIRE(bank.surfaces.size() == 2);
    CHECK(bank.surfaces[1].text == "right");
    CHECK(bank.surfaces[1].place == "rig.yaml:5:22");
    REQUIRE(bank.layers.size() == 2);
    CHECK(bank.layers[0].name == "inputs");
    REQUIRE(bank.layers[1].strips.size() == 2);
    CHECK(bank.layers[1].strips[1].text == "desk mtx/*");
    REQUIRE(bank.fixed.size() == 1);
    CHECK(bank.fixed[0].first == 16);
    CHECK(bank.fixed[0].second.text == "desk bus/16");
    REQUIRE(bank.master);
    CHECK(bank.master->place == "rig.yaml:8:13");
}

TEST_CASE("strips alone are one layer")
{
    const auto bank = read("  - {name: mix, surfaces: [left], strips: desk ch/*}\n").banks.at(0);
    REQUIRE(bank.layers.size() == 1);
    CHECK(bank.layers[0].strips.at(0).text == "desk ch/*");
    CHECK_FALSE(bank.master);
}

TEST_CASE("a fault in a bank is told with its place")
{
    using Bend = std::tuple<std::string, std::string, std::string>;
    const auto& [what, with_what, message] = GENERATE(values<Bend>({
        {"layers:", "layer:", "did you mean \"layers\""},
        {"    layers: {inputs: desk ch/*, buses: [desk bus/1-8, desk mtx/*]}\n", "", "a bank has strips, or layers of strips"},
        {"layers:", "strips: desk ch/*\n    layers:", "a bank has strips, or layers of strips"},
        {"left, right", "left, left", R"(rig.yaml:5:22: surface "left" belongs to a bank already)"},
        {"left, right", "", "rig.yaml:5:15"},
        {"16:", "sixteen:", "rig.yaml:7:13"},
    }));
    CHECK_THROWS_WITH(read(bent(what, with_what)), Contains(message));
}

TEST_CASE("a surface belongs to one bank, and a bank has a name of its own")
{
    const std::string second = "  - {name: cue, surfaces: [right], strips: desk ch/*}\n";
    CHECK_THROWS_WITH(read(sane + second), Contains(R"(surface "right" belongs to a bank already)"));
    CHECK_THROWS_WITH(read(sane + "  - {name: mix, surfaces: [other], strips: desk ch/*}\n"), Contains(R"(a second bank "mix")"));
}

TEST_CASE("there are eight function keys")
{
    std::string layers;
    for (int i = 1; i <= 9; ++i) layers += (i > 1 ? ", " : "") + std::string("l") + std::to_string(i) + ": desk ch/" + std::to_string(i);
    CHECK_THROWS_WITH(read("  - {name: mix, surfaces: [left], layers: {" + layers + "}}\n"), Contains("for 8 layers only"));
}
