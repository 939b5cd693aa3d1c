#include "load/any_profile.hpp"

#include "load/bent.hpp"
#include "load/profile_yaml.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;

namespace {

const std::vector<std::filesystem::path> here{recalld::testing::source_dir() + "/profiles"};

template <typename Kind>
bool is(const AnyProfile& profile)
{
    return std::holds_alternative<std::shared_ptr<const Kind>>(profile);
}

}  // namespace

TEST_CASE("a file says itself whether it is a device or a surface")
{
    CHECK(is<studio::Surface>(parse_any_profile("surface: 1\nmodel: M\nprotocol: mcu\nsource: s\n", "f.yaml", "f")));
    CHECK(is<studio::Surface>(parse_any_profile("# mine\nmodel: M\nsurface: 1\nprotocol: mcu\nsource: s\n", "f.yaml", "f")));
    CHECK(is<studio::Profile>(parse_any_profile(
        "profile: 1\nmodel: M\nprotocol: p\nsource: s\nlaws: {raw: {raw: true}}\nnodes: [{path: a, fields: {b: raw}}]\n", "f.yaml", "f")));
    CHECK_THAT(complaint([] { parse_any_profile("model: M\n", "f.yaml", "f"); }), Catch::StartsWith("f.yaml:1:1: missing key \"profile\""));
}

TEST_CASE("both kinds are found by their id")
{
    CHECK(is<studio::Surface>(find_any_profile(here, "surfaces/mcu")));
    CHECK(is<studio::Profile>(find_any_profile(here, "example")));
    CHECK(find_surface(here, "surfaces/mcu")->profile_id == "surfaces/mcu");
    CHECK_THROWS_AS(find_any_profile(here, "surfaces/none-such"), UnknownProfile);
    CHECK_THAT(complaint([] { find_surface(here, "mcu"); }), Catch::EndsWith("did you mean \"surfaces/mcu\"?"));
}

TEST_CASE("one kind is not taken for the other")
{
    CHECK_THAT(complaint([] { find_profile(here, "surfaces/mcu"); }),
               Catch::EndsWith("mcu.yaml: \"surfaces/mcu\" is no device but a control surface"));
    CHECK_THAT(complaint([] { find_surface(here, "example"); }), Catch::EndsWith("example.yaml: \"example\" is no control surface"));
}
