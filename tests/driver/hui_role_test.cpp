#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

TEST_CASE("hui role: a ping is answered, and the DAW is there while it pings")
{
    const auto* const ping = GENERATE("90 00 00", "80 00 00");
    Role role(a_surface("hui"));
    CHECK(hex_of(role.role->greet()) == Texts{"FF"});
    CHECK_FALSE(role.role->is_alive(role.now));
    CHECK(role.hear(ping));
    CHECK(hex_of(role.answers) == Texts{"90 00 7F"});
    CHECK(role.role->is_alive(role.now + 4s));
    CHECK_FALSE(role.role->is_alive(role.now + 5s));
    CHECK(role.changes == Texts{"online"});
}

TEST_CASE("hui role: what a DAW says is told by name")
{
    const auto [wire, changes] = GENERATE(table<std::string, Texts>({
        {"B0 0C 0E B0 2C 44", {"transport/play"}},
        {"B0 0C 0E B0 2C 44 B0 2C 43 B0 2C 04", {"transport/play", "transport/stop", "transport/play"}},
        {"B0 0C 0F B0 2C 43", {"transport/cycle"}},
        {"B0 0C 02 B0 2C 47", {"track/3/rec"}},
        {"B0 0C 07 B0 2C 42 B0 2C 43", {"track/8/mute", "track/8/solo"}},
        {"B0 0C 00 B0 2C 41", {"track/1/select"}},
        {"B0 0C 16 B0 2C 43", {"light/rude_solo"}},
        {"B0 0C 0E B0 2C 24", {}},
        {"B0 02 50 B0 22 00", {"track/3/fader"}},
        {"B0 12 16", {"track/3/ring"}},
        {"B0 18 16", {}},
        {"A0 01 05 A0 01 15", {"track/2/level", "track/2/level"}},
        {"A0 01 0C A0 01 00", {"track/2/level", "track/2/overload", "track/2/level", "track/2/overload"}},
        {"F0 00 00 66 05 00 10 00 4B 69 63 6B 01 53 6E 61 72 F7", {"track/1/name", "track/2/name"}},
        {"F0 00 00 66 05 00 10 08 50 61 6E 20 F7", {"assignment"}},
        {"F0 00 00 66 05 00 12 04 50 61 6E 20 20 20 20 20 20 20 F7", {"lcd/2"}},
        {"F0 00 00 66 05 00 11 05 00 12 01 10 00 11 00 F7", {"timecode"}},
        {"F0 00 00 66 05 00 11 05 00 12 01 10 00 11 00 F7 B0 0C 16 B0 2C 40", {"timecode", "light/smpte_light", "timecode"}},
    }));
    Role role(a_surface("hui"));
    role.hear("90 00 00");
    role.take_changes();
    CHECK(role.hear_all(wire::bytes(wire)));
    CHECK(role.changes == changes);
}

TEST_CASE("hui role: values as people read them")
{
    Role role(a_surface("hui"));
    role.hear_all(wire::bytes("B0 02 50 B0 22 00 A0 01 05 A0 01 1C F0 00 00 66 05 00 10 01 53 6E 61 72 F7"));
    role.hear_all(wire::bytes("F0 00 00 66 05 00 11 05 00 12 01 10 00 11 00 F7 B0 0C 16 B0 2C 40"));
    const auto& face = role.face();
    CHECK(face.strips[2].fader == 10240);
    CHECK(face.strips[1].level == std::array<float, 2>{-20, 0});
    CHECK(face.strips[1].overload);
    CHECK(face.strips[1].name == "Snar");
    CHECK(face.timecode == "01:00:12:05");
    role.hear("F0 00 00 66 05 00 11 06 F7");
    CHECK(face.timecode == "01:00:12:06");
    role.hear("B0 2C 00");
    CHECK(face.timecode == "01.00.12.06");
    role.role->forget([](std::string_view) {});
    CHECK(face == DawFace());
}

TEST_CASE("hui role: what makes no sense changes nothing")
{
    const auto* const wire = GENERATE("", "B0 2C 40", "B0 22 00", "B0 0C 1E", "A0 08 00", "A0 00 0D", "90 01 00",
                                      "F0 00 00 66 05 00 10 09 41 41 41 41 F7",
                                      "F0 00 00 66 05 00 11 F7", "F0 00 00 66 14 00 F7", "FF");
    Role role(a_surface("hui"));
    CHECK_FALSE(role.hear(wire));
    CHECK(role.changes.empty());
    CHECK(role.answers.empty());
}

TEST_CASE("hui role: gestures as bytes")
{
    const auto [gesture, wire] = GENERATE(table<Gesture, Texts>({
        {FaderMoved{1, 16383}, {"B0 0F 01 B0 2F 40", "B0 01 7F B0 21 7F", "B0 0F 01 B0 2F 00"}},
        {FaderMoved{8, 0}, {}},
        {FaderTouched{3, true}, {"B0 0F 03 B0 2F 40"}},
        {VPotTurned{0, 2}, {"B0 40 42"}},
        {VPotTurned{12, -1}, {"B0 4C 01"}},
        {VPotTurned{13, 1}, {}},
        {JogTurned{-1}, {"B0 0D 01"}},
        {Pressed{"play", true}, {"B0 0F 0E B0 2F 44"}},
        {Pressed{"note/FF", true}, {}},
        {Pedalled{1}, {}},
        {Arrived{}, {"FF"}},
    }));
    Role role(a_surface("hui"));
    CHECK(hex_of(role.role->say(gesture)) == wire);
}

TEST_CASE("only what has a surface role gets one")
{
    CHECK_FALSE(make_surface_role(a_surface("xctl"), "x"));
    CHECK(make_surface_role(a_surface("mcu"), ""));
    CHECK(make_surface_role(a_surface("hui"), ""));
}
