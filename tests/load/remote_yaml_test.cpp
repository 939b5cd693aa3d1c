#include "load/bent.hpp"
#include "load/rig_yaml.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::load;
using Catch::Matchers::Contains;
using rig::Permission;

namespace {

const std::string sane = R"(units: [{name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}}]
remote: {osc: {listen: 0.0.0.0, port: 9000}, http: {open: false}, announce: false, name: Studio A, hosts: [studio.lan]}
access:
  unpaired: view
  addresses: {192.168.1.0/24: operate, "fe80::/10": view}
  groups: {root: edit}
)";

}  // namespace

TEST_CASE("a rig that says nothing of remotes lets in this machine alone")
{
    const auto rig = parse_rig(sane.substr(0, sane.find('\n') + 1), "rig.yaml");
    CHECK(rig.remote.osc.listen == "127.0.0.1");
    CHECK(rig.remote.osc.port == 8765);
    CHECK(rig.remote.http.port == 8766);
    CHECK(rig.access.unpaired == Permission::nothing);
    CHECK(rig.access.addresses.at("127.0.0.0/8") == Permission::operate);
}

TEST_CASE("doors, and who may do what")
{
    const auto rig = parse_rig(sane, "rig.yaml");
    CHECK(rig.remote.osc.port == 9000);
    CHECK(rig.remote.osc.listen == "0.0.0.0");
    CHECK_FALSE(rig.remote.http.open);
    CHECK_FALSE(rig.remote.announce);
    CHECK(rig.remote.name == "Studio A");
    CHECK(rig.remote.hosts == std::vector<std::string>{"studio.lan"});
    CHECK(rig.access.unpaired == Permission::view);
    CHECK(rig.access.addresses.size() == 2);   // the rig's instead of our own
    CHECK(rig.access.groups.at("root") == Permission::edit);
}

TEST_CASE("what cannot be is told with its place")
{
    const auto [from, to, place, words] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"0.0.0.0", "everywhere", "rig.yaml:2:24", "\"everywhere\" is no address"},
        {"9000", "90000", "rig.yaml:2:39", "65535"},
        {"192.168.1.0/24", "192.168.1.0/33", "rig.yaml:5:15", "no address or range"},
        {"192.168.1.0/24", "192.168.1", "rig.yaml:5:15", "no address or range"},
        {"operate", "admin", "rig.yaml:5:31", "admin"},
        {"unpaired: view", "unpaired: operate", "rig.yaml:4:13", "operate"},
        {"hosts: [", "host: [", "rig.yaml:2:100", "hosts"},
    }));
    const auto said = complaint([from = from, to = to] { parse_rig(bent(sane, from, to), "rig.yaml"); });
    CAPTURE(said);
    CHECK_THAT(said, Contains(place));
    CHECK_THAT(said, Contains(words));
}
