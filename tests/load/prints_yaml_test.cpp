#include "load/bent.hpp"
#include "load/rig_yaml.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;

namespace {

const std::string sane = R"(units: [{name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}]
prints: [/srv/prints, /media]
)";

}  // namespace

TEST_CASE("a rig names the folders with prints; without any nothing is read")
{
    CHECK(parse_rig(sane, "rig.yaml").prints == std::vector<std::string>{"/srv/prints", "/media"});
    CHECK(parse_rig(sane.substr(0, sane.find('\n') + 1), "rig.yaml").prints.empty());
}

TEST_CASE("a folder with prints is a whole path, and not the whole machine")
{
    const auto [to, words] = GENERATE(table<std::string, std::string>({{"prints", "a whole path"}, {"~/prints", "a whole path"}, {"/", "every file of this machine"}, {"//", "every file of this machine"},
                                                                       {"/../", "every file of this machine"}, {"\"\"", "a whole path"}}));
    const auto said = complaint([to = to] { parse_rig(bent(sane, "/srv/prints", to), "rig.yaml"); });
    CAPTURE(to);
    CHECK_THAT(said, Contains("rig.yaml:2:10") && Contains(words));
}
