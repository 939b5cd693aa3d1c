#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

namespace {

std::shared_ptr<const studio::Surface> box(const std::function<void(studio::Surface&)>& bend = {})
{
    return a_surface("hui", [&](studio::Surface& surface) {
        surface.handshake = Handshake::ping;
        surface.display = {0, 5, 4};
        surface.meters = studio::MeterKind::stereo;
        if (bend) bend(surface);
    });
}

/// Several messages, as they come from the box.
void hear_all(Host& host, std::string_view hex)
{
    REQUIRE(mackie::xctl::for_each_message(wire::bytes(hex), [&](wire::View message) { CHECK(host.hear(message)); }));
}

}  // namespace

TEST_CASE("hui: a box is there while it answers the ping of each second")
{
    Host host(box());
    CHECK(hex_of(host.driver->greet()) == Texts{"90 00 00"});
    CHECK(hex_of(host.driver->stay_alive()) == Texts{"90 00 00"});
    CHECK_FALSE(host.driver->is_alive(host.now));
    for (int second = 0; second < 10; ++second) {
        CHECK(host.hear("90 00 7F"));
        CHECK(host.driver->is_alive(host.now + 2s));
        host.now += 1s;
    }
    CHECK(host.arrivals() == 1);
    CHECK_FALSE(host.driver->is_alive(host.now + 3s));
    host.now += 10s;
    CHECK(host.hear("90 00 7F"));
    CHECK(host.arrivals() == 2);
    CHECK(host.driver->is_alive(host.now));
}

TEST_CASE("hui: a system reset is a restart")
{
    Host host(box());
    host.hear("90 00 7F");
    host.settle();
    CHECK(host.hear("FF"));
    CHECK(host.arrivals() == 2);
    CHECK(host.says().size() > 100);
}

TEST_CASE("hui: what hands do")
{
    const auto [wire, gesture] = GENERATE(table<std::string, Gesture>({
        {"B0 00 7F B0 20 7F", FaderMoved{0, 16383}},
        {"B0 07 00 B0 27 00", FaderMoved{7, 0}},
        {"B0 0F 02 B0 2F 40", FaderTouched{2, true}},
        {"B0 0F 02 B0 2F 00", FaderTouched{2, false}},
        {"B0 0F 02 B0 2F 42", Pressed{"mute/3", true}},
        {"B0 0F 0E B0 2F 44", Pressed{"play", true}},
        {"B0 0F 0E B0 2F 04", Pressed{"play", false}},
        {"B0 0F 1D B0 2F 40", Pressed{"foot_switch_a", true}},
        {"B0 0F 11 B0 2F 47", Pressed{"note/8F", true}},
        {"B0 40 43", VPotTurned{0, 3}},
        {"B0 40 03", VPotTurned{0, -3}},
        {"B0 48 41", VPotTurned{8, 1}},
        {"B0 0D 41", JogTurned{1}},
    }));
    Host host(box());
    hear_all(host, wire);
    CHECK(host.gestures == std::vector<Gesture>{gesture});
}

TEST_CASE("hui: what makes no sense changes nothing")
{
    const auto* const wire = GENERATE("", "B0 2F 40", "B0 20 00", "B0 0F 1E", "90 01 7F",
                                      "F0 00 00 66 05 00 10 00 41 41 41 41 F7", "E0 00 00", "FE");
    Host host(box());
    CHECK_FALSE(host.hear(wire));
    CHECK(host.gestures.empty());
}

TEST_CASE("hui: a fader is two messages in one, its halves neighbours")
{
    auto host = settled(box());
    host.face.faders[1] = 16383;
    CHECK(host.says() == Texts{"B0 01 7F B0 21 7F"});
}

TEST_CASE("hui: lights are zone and port, and flash by us")
{
    auto host = settled(box());
    host.now = TimePoint() + 2h;
    host.face.lights = {{"play", Light::on}, {"rec/1", Light::flash}};
    CHECK(host.says() == Texts{"B0 0C 00 B0 2C 47", "B0 0C 0E B0 2C 44"});
    CHECK(host.says_after(500ms) == Texts{"B0 0C 00 B0 2C 07"});
    CHECK(host.says_after(500ms) == Texts{"B0 0C 00 B0 2C 47"});
}

TEST_CASE("hui: rings, names, the main display, time and select-assign")
{
    const auto [bend, wire] = GENERATE(table<std::function<void(Face&)>, Texts>({
        {[](Face& face) { face.rings[1] = {RingStyle::wrap, 1, true, true}; }, {"B0 11 6B"}},
        {[](Face& face) { face.rings[7] = {RingStyle::spread, 0, true, false}; }, {"B0 17 31"}},
        {[](Face& face) { face.cells[1][0] = "Snare"; },
         {"F0 00 00 66 05 00 10 01 53 6E 61 72 F7", "F0 00 00 66 05 00 12 00 20 20 20 20 20 53 6E 61 72 65 F7"}},
        {[](Face& face) { face.cells[7][1] = "-5.3"; }, {"F0 00 00 66 05 00 12 07 20 20 20 20 20 2D 35 2E 33 20 F7"}},
        {[](Face& face) { face.assignment = "Pan"; }, {"F0 00 00 66 05 00 10 08 50 61 6E 20 F7"}},
        {[](Face& face) { face.timecode = "01:02"; }, {"F0 00 00 66 05 00 11 02 00 11 00 F7"}},
    }));
    auto host = settled(box());
    bend(host.face);
    CHECK(host.says() == wire);
}

TEST_CASE("hui: of the time only the digits up to the last changed one are sent")
{
    auto host = settled(box());
    host.face.timecode = "01.00.12.05";
    CHECK(host.says() == Texts{"F0 00 00 66 05 00 11 05 00 12 01 10 00 11 00 F7"});
    host.face.timecode = "01.00.12.06";
    CHECK(host.says() == Texts{"F0 00 00 66 05 00 11 06 F7"});
    host.face.timecode = "01.00.13.00";
    CHECK(host.says() == Texts{"F0 00 00 66 05 00 11 00 00 13 F7"});
}

TEST_CASE("hui: meters of both sides, the clip light at its own level")
{
    auto host = settled(box());
    host.face.meters[2] = {-60, 3};
    CHECK(host.says() == Texts{"A0 02 01", "A0 02 1B"});
    host.face.overloads[2] = true;
    CHECK(host.says_after(50ms) == Texts{"A0 02 0C", "A0 02 1C"});
    host.face = Face();
    CHECK(host.says_after(50ms) == Texts{"A0 02 00", "A0 02 10"});
    auto mono = settled(box([](studio::Surface& surface) { surface.meters = studio::MeterKind::mono; }));
    mono.face.meters[0] = {-60, -20};
    CHECK(mono.says() == Texts{"A0 00 05"});
}

TEST_CASE("hui: leaving turns everything off and resets nothing")
{
    auto host = settled(box());
    host.face.lights["play"] = Light::on;
    host.face.cells[0][0] = "Vox";
    host.settle();
    CHECK(hex_of(host.driver->farewell()) == Texts{"B0 0C 0E B0 2C 04", "F0 00 00 66 05 00 10 00 20 20 20 20 F7",
                                                    "F0 00 00 66 05 00 12 00 20 20 20 20 20 20 20 20 20 20 F7"});
}
