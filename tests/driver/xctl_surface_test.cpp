#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

namespace {

constexpr std::string_view probe = "F0 00 20 32 58 54 00 F7";

std::shared_ptr<const studio::Surface> box(const std::function<void(studio::Surface&)>& bend = {})
{
    return a_surface("xctl", [&](studio::Surface& surface) {
        surface.handshake = Handshake::probe;
        surface.alive_every = 6s;
        surface.fader_bits = 12;
        if (bend) bend(surface);
    });
}

}  // namespace

TEST_CASE("xctl: a probe is answered, and the first one is the arrival")
{
    Host host(box());
    CHECK(hex_of(host.driver->greet()) == Texts{"F0 00 00 66 14 00 F7"});
    CHECK_FALSE(host.driver->is_alive(host.now));
    for (int count = 0; count < 5; ++count) {
        CHECK(host.hear(probe));
        host.now += 2s;
    }
    CHECK(hex_of(host.answers) == Texts(5, "F0 00 20 32 58 54 01 F7"));
    CHECK(host.arrivals() == 1);
    CHECK(host.driver->is_alive(host.now + 2s));
    host.now += 10s;
    CHECK_FALSE(host.driver->is_alive(host.now));
    CHECK(host.hear(probe));
    CHECK(host.arrivals() == 2);
    CHECK(hex_of(host.driver->stay_alive()) == Texts{"F0 00 00 66 14 00 F7"});
}

TEST_CASE("xctl: its announcement is no arrival")
{
    Host host(box());
    CHECK(host.hear("F0 00 00 66 58 01 30 31 35 36 F7"));
    CHECK(host.gestures.empty());
}

TEST_CASE("xctl: hands do what they do on other boxes")
{
    const auto [wire, gesture] = GENERATE(table<std::string, Gesture>({
        {"E0 7C 7F", FaderMoved{0, 16383}},
        {"90 68 7F", FaderTouched{0, true}},
        {"90 5E 7F", Pressed{"play", true}},
        {"B0 10 41", VPotTurned{0, -1}},
        {"B0 3C 01", JogTurned{1}},
        {"B0 2E 05", Pedalled{5}},
    }));
    Host host(box());
    CHECK(host.hear(wire));
    CHECK(host.gestures == std::vector<Gesture>{gesture});
    CHECK_FALSE(host.hear("F0 00 20 32 58 54 01 F7"));
    CHECK_FALSE(host.hear("EA 00 00"));
}

TEST_CASE("xctl: what it shows")
{
    const auto [bend, wire] = GENERATE(table<std::function<void(Face&)>, Texts>({
        {[](Face& face) { face.faders[8] = 16383; }, {"E8 7F 7F"}},
        {[](Face& face) { face.lights = {{"play", Light::flash}}; }, {"90 5E 01"}},
        {[](Face& face) { face.rings[0] = {RingStyle::dot, 0, true, false}; }, {"B0 30 01"}},
        {[](Face& face) { face.rings[7] = {RingStyle::wrap, 1, true, false}; }, {"B0 37 7F", "B0 3F 3F"}},
        {[](Face& face) { face.cells[1] = {"Vox", "-5"}; }, {"F0 00 00 66 58 21 07 56 6F 78 20 20 20 20 2D 35 20 20 20 20 20 F7"}},
        {[](Face& face) { face.colours[2] = Colour::red; }, {"F0 00 00 66 58 22 01 20 20 20 20 20 20 20 20 20 20 20 20 20 20 F7"}},
        {[](Face& face) { face.timecode = "8.1"; }, {"B0 6B 06", "B0 7A 7F"}},
        {[](Face& face) { face.assignment = "1"; }, {"B0 61 06"}},
        {[](Face& face) { face.meters[1] = {-60, 0}; }, {"D0 00 18 20 30 40 50 60 70"}},
        {[](Face& face) { face.overloads[0] = true; }, {"D0 08 10 20 30 40 50 60 70"}},
    }));
    auto host = settled(box());
    bend(host.face);
    CHECK(host.says() == wire);
}

TEST_CASE("xctl: a row of meters is repeated before it has fallen")
{
    auto host = settled(box());
    host.face.meters[0] = {-60, -60};
    CHECK(host.says().size() == 1);
    host.face.meters[0] = {-20, -60};
    CHECK(host.says_after(49ms).empty());
    CHECK(host.says_after(1ms).size() == 1);
    CHECK(host.says_after(899ms).empty());
    CHECK(host.says_after(1ms) == Texts{"D0 04 10 20 30 40 50 60 70"});
}

TEST_CASE("xctl: leaving turns everything off")
{
    auto host = settled(box());
    host.face.lights["play"] = Light::on;
    host.face.cells[0][0] = "A";
    host.face.rings[0] = {RingStyle::dot, 0, true, false};
    host.face.meters[0] = {0, 0};
    host.settle();
    CHECK(hex_of(host.driver->farewell()) == Texts{"90 5E 00", "B0 30 00",
                                                    "F0 00 00 66 58 20 00 20 20 20 20 20 20 20 20 20 20 20 20 20 20 F7",
                                                    "D0 00 10 20 30 40 50 60 70"});
}

TEST_CASE("surface drivers are made by the protocol of their profile")
{
    for (const auto* name : {"hui", "mcu", "xctl"}) CHECK(make_surface_driver(a_surface(name)));
    CHECK_FALSE(make_surface_driver(a_surface("telepathy")));
}
