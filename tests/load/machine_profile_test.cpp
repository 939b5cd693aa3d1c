#include "load/bent.hpp"
#include "load/profile_yaml.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::string sane = R"(profile: 1
model: Tape
protocol: mmc
source: made up
nodes:
  - path: timecode
    access: shown
    fields: {.: {law: {text: 16}, access: live}, rate: {choice: [a, b]}}
)";

auto read(const std::string& yaml) { return parse_profile(yaml, "tape.yaml", "daws/tape"); }

}  // namespace

TEST_CASE("a field that is called . bears the name of its node")
{
    const auto profile = read(sane);
    REQUIRE(profile->parameters.size() == 2);
    CHECK(profile->parameters[0].name == "timecode");
    CHECK(profile->parameters[1].name == "timecode/rate");
    CHECK(complaint([] { read(bent(sane, "fields: {.:", "fields: {..:")); }) == "no error");  // a name like any other
}

TEST_CASE("shown is of the moment and nobody sets it; what machine control carries cannot be asked")
{
    const auto profile = read(sane);
    CHECK_FALSE(profile->parameters[0].read_only);
    CHECK(profile->parameters[1].read_only);
    for (const auto& parameter : profile->parameters) {
        CHECK(parameter.live);
        CHECK(parameter.blind);
    }
    CHECK(profile->strips.front().words == "machine");
    CHECK(profile->midi.is_numbered);
    CHECK(profile->midi.device_from == 0);
    CHECK(profile->midi.device_to == 127);
}
