#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

namespace {

std::string hex_of_text(std::string_view text) { return wire::hex(wire::as_bytes(text)); }

Texts text_on_strip(int strip, std::string_view upper, std::string_view lower)
{
    const auto at = [&](int line, std::string_view text) {
        const std::byte offset{static_cast<unsigned char>(line * 0x38 + strip * 7)};
        return "F0 00 00 66 14 12 " + wire::hex({&offset, 1}) + ' ' + hex_of_text(text) + " F7";
    };
    return {at(0, upper), at(1, lower)};
}

/// What a DAW sends to each strip when it starts; captured, see surfaces.md 1.11.
Texts strip_start(int strip)
{
    const auto n = std::to_string(strip);
    Texts lines{"E" + n + " 08 64", "B0 3" + n + " 30", "D0 " + n + "0"};
    for (const auto* row : {"0", "1"})
        for (const auto half : {0, 8})
            lines.push_back(std::string("90 ") + row + "0123456789ABCDEF"[static_cast<std::size_t>(half + strip)] + " 00");
    lines.push_back("90 2" + n + " 00");
    lines.push_back(std::string("90 6") + "89ABCDEF"[static_cast<std::size_t>(strip)] + " 00");
    return lines;
}

void start(Role& role)
{
    for (int strip = 0; strip < 8; ++strip) {
        for (const auto& line : strip_start(strip)) CHECK(role.hear(line));
        for (const auto& line : text_on_strip(strip, "Trk " + std::to_string(strip + 1) + "  ", "Pan    ")) CHECK(role.hear(line));
    }
    for (const auto* line : {"90 2A 7F", "90 5D 7F", "B0 4B 20", "B0 4A 20"}) CHECK(role.hear(line));
}

}  // namespace

TEST_CASE("mcu role: a captured start of a DAW is read as its tracks")
{
    Role role(a_surface("mcu"));
    start(role);
    const auto& face = role.face();
    CHECK(face.online);
    for (std::size_t strip = 0; strip < 8; ++strip) {
        CHECK(face.strips[strip].name == "Trk " + std::to_string(strip + 1));
        CHECK(face.strips[strip].value == "Pan");
        CHECK(face.strips[strip].fader == 12808);
        CHECK_FALSE(face.strips[strip].ring.lit);
        CHECK_FALSE(face.strips[strip].rec);
    }
    CHECK(face.transport == DawTransport{.stop = true});
    CHECK(face.lights == std::map<std::string, Light, std::less<>>{{"assign_pan", Light::on}, {"stop", Light::on}});
    CHECK(face.lcd[0] == "Trk 1  Trk 2  Trk 3  Trk 4  Trk 5  Trk 6  Trk 7  Trk 8");
    CHECK(face.assignment.empty());
    role.take_changes();
    start(role);
    CHECK(role.take_changes().empty());   // nothing of it was new
}

TEST_CASE("mcu role: what a DAW does later is told by name")
{
    Role role(a_surface("mcu"));
    start(role);
    role.take_changes();
    const auto [wire, changes] = GENERATE(table<Texts, Texts>({
        {{"90 08 7F", "90 73 01"}, {"track/1/solo", "light/rude_solo"}},
        {{"90 5E 7F", "90 5D 00"}, {"transport/play", "transport/stop"}},
        {{"90 5F 7F"}, {"transport/record"}},
        {{"90 56 7F", "90 5B 7F", "90 5C 7F"}, {"transport/cycle", "transport/rewind", "transport/fast_forward"}},
        {{"90 02 7F", "90 02 01"}, {"track/3/rec"}},
        {{"90 17 7F"}, {"track/8/mute"}},
        {{"90 18 7F", "90 18 00"}, {"track/1/select", "track/1/select"}},
        {{"F0 00 00 66 14 20 00 07 F7", "F0 00 00 66 14 21 01 F7"}, {}},
        {{"E2 00 50"}, {"track/3/fader"}},
        {{"E8 00 50"}, {"master/fader"}},
        {{"D0 19"}, {"track/2/level"}},
        {{"D0 1E", "D0 1F"}, {"track/2/overload", "track/2/overload"}},
        {{"D1 05", "D1 15"}, {"master/level", "master/level"}},
        {{"B0 33 46"}, {"track/4/ring"}},
        {{"F0 00 00 66 14 12 00 56 6F 78 20 20 F7"}, {"track/1/name", "lcd/1"}},
        {{"F0 00 00 66 14 12 38 2D 35 2E 33 F7"}, {"track/1/value", "lcd/2"}},
        {{"F0 00 00 66 14 72 01 00 00 00 00 00 00 07 F7"}, {"track/1/colour", "track/8/colour"}},
        {{"F0 00 00 66 11 11 31 32 F7"}, {"assignment"}},
        {{"F0 00 00 66 14 62 F7"}, {"light/assign_pan", "transport/stop"}},
        {{"90 5D 7F", "E0 08 64", "90 2A 7F"}, {}},
    }));
    for (const auto& line : wire) CHECK(role.hear(line));
    CHECK(role.changes == changes);
}

TEST_CASE("mcu role: timecode is put together from the right")
{
    const auto [digits, light, text] = GENERATE(table<std::string, std::string, std::string>({
        {" 010012 05", "90 71 7F", "01:00:12:05"},
        {" 010012005", "90 71 7F", "01:00:12:005"},
        {"  1 100 12", "90 72 7F", "1.1.00.12"},
        {" 12 302045", "90 72 7F", "12.3.02.045"},
        {"          ", "90 71 7F", ""},
        {"       000", "90 71 7F", "000"},
    }));
    Role role(a_surface("mcu"));
    role.hear(light);
    for (int index = 0; index < 10; ++index)
        role.hear(mackie::mcu::write(mackie::mcu::Digit{index, {digits[static_cast<std::size_t>(9 - index)], false}}));
    CHECK(role.face().timecode == text);
}

TEST_CASE("mcu role: digits come one by one or all at once, on either channel")
{
    Role role(a_surface("mcu"));
    CHECK(role.hear("F0 00 00 66 10 10 35 30 20 32 31 30 30 31 30 20 F7"));
    CHECK(role.face().timecode == "01:00:12:05");
    CHECK(role.take_changes() == Texts{"online", "timecode"});
    CHECK(role.hear("BF 40 36"));
    CHECK(role.face().timecode == "01:00:12:06");
    CHECK(role.hear("90 72 7F"));
    CHECK(role.face().timecode == "01.00.12.06");
    CHECK(role.take_changes() == Texts{"timecode", "light/beats_light", "timecode"});
}

TEST_CASE("mcu role: questions are answered")
{
    const auto [wire, answer] = GENERATE(table<std::string, Texts>({
        {"F0 00 00 66 14 00 F7", {"F0 00 00 66 14 01 72 65 63 61 6C 6C 64 12 34 56 78 F7"}},
        {"F0 00 00 66 10 00 F7", {"F0 00 00 66 14 01 72 65 63 61 6C 6C 64 12 34 56 78 F7"}},
        {"F0 00 00 66 14 02 72 65 63 61 6C 6C 64 00 00 00 00 F7", {"F0 00 00 66 14 03 72 65 63 61 6C 6C 64 F7"}},
        {"F0 00 00 66 14 13 00 F7", {"F0 00 00 66 14 14 56 31 2E 30 32 F7"}},
        {"F0 00 00 66 14 1A F7", {"F0 00 00 66 14 1B 72 65 63 61 6C 6C 64 F7"}},
        {"E0 00 00", {}},
    }));
    Role role(a_surface("mcu"));
    CHECK(hex_of(role.role->greet()) == Texts{"F0 00 00 66 14 01 72 65 63 61 6C 6C 64 12 34 56 78 F7"});
    CHECK(role.hear(wire));
    CHECK(hex_of(role.answers) == answer);
}

TEST_CASE("mcu role: when the DAW leaves, nothing of it is left")
{
    const auto* const goodbye = GENERATE("F0 00 00 66 14 08 00 F7", "F0 00 00 66 14 0F 7F F7", "F0 00 00 66 14 63 F7");
    Role role(a_surface("mcu"));
    start(role);
    role.hear("90 5E 7F");
    role.hear("D0 1C");
    CHECK(role.role->is_alive(role.now));
    role.take_changes();
    CHECK(role.hear(goodbye));
    CHECK(role.face() == DawFace());
    CHECK_FALSE(role.role->is_alive(role.now));
    const auto changes = role.take_changes();
    for (const auto* name : {"online", "transport/play", "track/2/level", "track/8/name", "track/1/fader", "lcd/1", "lcd/2"})
        CHECK(std::ranges::count(changes, std::string(name)) == 1);
    CHECK(role.hear("90 5E 7F"));
    CHECK(role.take_changes() == Texts{"online", "transport/play"});
}

TEST_CASE("mcu role: faders and levels as they are carried")
{
    Role role(a_surface("mcu"));
    role.hear("E1 7F 7F");
    role.hear("D0 2D");
    role.hear("D0 31");
    role.hear("F0 00 00 66 14 61 F7");
    CHECK(role.face().strips[2].level == std::array<float, 2>{0, 0});
    CHECK(role.face().strips[3].level == std::array<float, 2>{-60, -60});
    CHECK(role.face().strips[1].fader == 0);
    CHECK(role.face().master == 0);
}

TEST_CASE("mcu role: what makes no sense changes nothing")
{
    const auto* const wire = GENERATE("", "E0 00", "90 00", "F0 00 00 66 14 12 70 41 F7",
                                      "F0 00 00 66 14 12 6F 41 42 F7", "F0 00 00 66 05 00 10 F7", "D0 8C",
                                      "F0 00 00 66 14 18 00 F7", "B0 30 0C", "A0 00 00", "F0 00 00 66 14 12 00 41");
    Role role(a_surface("mcu"));
    CHECK_FALSE(role.hear(wire));
    CHECK(role.changes.empty());
    CHECK(role.face() == DawFace());
}

TEST_CASE("mcu role: gestures as bytes")
{
    const auto [gesture, wire] = GENERATE(table<Gesture, Texts>({
        {FaderMoved{0, 12808}, {"90 68 7F", "E0 08 64", "90 68 00"}},
        {FaderMoved{8, 99999}, {"90 70 7F", "E8 7F 7F", "90 70 00"}},
        {FaderMoved{9, 0}, {}},
        {FaderMoved{-1, 0}, {}},
        {FaderTouched{3, true}, {"90 6B 7F"}},
        {VPotTurned{0, -2}, {"B0 10 42"}},
        {VPotTurned{8, 1}, {}},
        {JogTurned{1}, {"B0 3C 01"}},
        {Pressed{"play", true}, {"90 5E 7F"}},
        {Pressed{"play", false}, {"90 5E 00"}},
        {Pressed{"note/7F", true}, {"90 7F 7F"}},
        {Pressed{"note/80", true}, {}},
        {Pressed{"nothing", true}, {}},
        {Pedalled{200}, {"B0 2E 7F"}},
        {Arrived{}, {"F0 00 00 66 14 01 72 65 63 61 6C 6C 64 12 34 56 78 F7"}},
    }));
    Role role(a_surface("mcu"));
    CHECK(hex_of(role.role->say(gesture)) == wire);
}

TEST_CASE("mcu role: a fader under a hand is only moved")
{
    Role role(a_surface("mcu"));
    role.role->say(FaderTouched{0, true});
    CHECK(hex_of(role.role->say(FaderMoved{0, 0})) == Texts{"E0 00 00"});
    role.role->say(FaderTouched{0, false});
    CHECK(role.role->say(FaderMoved{0, 0}).size() == 3);
}

TEST_CASE("mcu role: a meter that is not told again has fallen")
{
    Role role(a_surface("mcu"));
    role.hear("D0 2D");
    role.hear("D1 05");
    role.take_changes();
    const auto fall = [&](std::chrono::milliseconds after) {
        role.role->let_meters_fall(role.now + after, [&](std::string_view name) { role.changes.emplace_back(name); });
        return role.take_changes();
    };
    CHECK(fall(1999ms).empty());
    CHECK(fall(2s) == Texts{"track/3/level", "master/level"});
    CHECK(role.face().strips[2].level[0] == no_signal);
    CHECK(fall(9s).empty());
}
