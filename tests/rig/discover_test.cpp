#include "rig/discover.hpp"

#include <catch2/catch.hpp>

#include "simulated_desk.hpp"

using namespace recalld;
using namespace recalld::testing;

namespace {

/// The example's profile, at the port where a desk listens.
ProfilePtr example_at(std::uint16_t port) { return profile_here("example", {{"port: 10023", "port: " + std::to_string(port)}}); }

std::vector<rig::Neighbour> discovered(net::io_context& io, std::vector<ProfilePtr> profiles)
{
    return finish(io, rig::discover(std::move(profiles), net::ip::address_v4::loopback(), 300ms));
}

}  // namespace

TEST_CASE("whoever answers is found once, with the profile that takes him")
{
    net::io_context io;
    SimulatedDesk desk(io, profile_here("example"), GENERATE("", "duplicate=100%", "delay=20ms"));
    const auto profile = example_at(desk.port());
    const auto found = discovered(io, {profile});
    REQUIRE(found.size() == 1);
    CHECK(found[0].address == "127.0.0.1");
    CHECK(found[0].port == desk.port());
    CHECK(found[0].identity == profile->identity.models.front() + " " + profile->identity.firmwares.front());
    CHECK(found[0].profile == profile);
    CHECK(desk.server().counts().received <= 3);
}

TEST_CASE("another model is not taken, and nobody is nobody")
{
    net::io_context io;
    SimulatedDesk desk(io, profile_here("consoles/x32"));
    CHECK(discovered(io, {example_at(desk.port())}).empty());
    CHECK(discovered(io, {example_at(9)}).empty());
    CHECK(discovered(io, {}).empty());
}
