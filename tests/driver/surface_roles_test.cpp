#include "surfaces.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace recalld;
using namespace recalld::driver;

namespace {

constexpr int one_step = 16;   // of ten bits

/// A host and a surface role on the two ends of one cable.
struct Cable {
    explicit Cable(const std::string& protocol, const std::function<void(studio::Surface&)>& bend = {})
        : host(a_surface(protocol, bend)), role(a_surface(protocol, bend))
    {
    }

    Host host;
    Role role;

    /// Carries bytes both ways until nobody has anything to say.
    void carry(const std::vector<wire::Bytes>& from_role)
    {
        for (const auto& bytes : from_role)
            REQUIRE(mackie::xctl::for_each_message(bytes, [&](wire::View message) { CHECK(host.hear(message)); }));
        for (const auto& answer : std::exchange(host.answers, {})) to_role(answer);
    }
    void to_role(const wire::Bytes& bytes)
    {
        CHECK(role.hear_all(bytes));
        carry(std::exchange(role.answers, {}));
    }
    void meet()
    {
        carry(role.role->greet());
        for (const auto& greeting : host.driver->greet()) to_role(greeting);
    }
    void show()
    {
        for (const auto& message : host.messages()) to_role(message);
    }
    void hands(const Gesture& gesture) { carry(role.role->say(gesture)); }
};

Face a_face()
{
    Face face;
    face.faders = {0, 16383, 12808, 10240, 4000, 8000, 1, 16000, 12288};
    face.rings[0] = {RingStyle::boost_cut, 0.5, true, true};
    face.rings[1] = {RingStyle::wrap, 1, true, false};
    face.rings[2] = {RingStyle::spread, 0.2, true, false};
    face.lights = {{"play", Light::on}, {"rec/2", Light::flash}, {"mute/8", Light::on}, {"solo/1", Light::on},
                   {"select/3", Light::on}, {"cycle", Light::on}, {"flip", Light::on}};
    const char* names[] = {"Kick", "Snare", "Café", "", "Gtr L", "Vox", "FX 1", "Bus"};
    for (std::size_t strip = 0; strip < 8; ++strip) face.cells[strip] = {names[strip], strip == 2 ? "-5.3" : ""};
    face.colours = {Colour::red, Colour::green, Colour::blue, Colour::off, Colour::white, Colour::cyan, Colour::off, Colour::yellow};
    face.meters[1] = {-6, -20};
    face.meters[7] = {0, 0};
    face.overloads[7] = true;
    face.timecode = "01.00.12.005";
    face.assignment = "P1";
    return face;
}

void check_strips(const DawFace& daw, const Face& face)
{
    for (std::size_t strip = 0; strip < 8; ++strip) {
        INFO("strip " << strip);
        CHECK(std::abs(daw.strips[strip].fader - face.faders[strip]) <= one_step);
        CHECK(daw.strips[strip].ring.lit == face.rings[strip].lit);
        CHECK(daw.strips[strip].ring.value == Approx(face.rings[strip].value).margin(0.1));
        CHECK(daw.strips[strip].ring.centre == face.rings[strip].centre);
        CHECK(daw.strips[strip].overload == face.overloads[strip]);
    }
    CHECK(std::abs(daw.master - face.faders[8]) <= one_step);
}

}  // namespace

TEST_CASE("mcu: what the host wants shown is what the surface shows")
{
    Cable cable("mcu");
    cable.meet();
    CHECK(cable.host.gestures == std::vector<Gesture>{Arrived{}});
    cable.host.face = a_face();
    cable.show();
    const auto& daw = cable.role.face();
    check_strips(daw, cable.host.face);
    CHECK(daw.lights == cable.host.face.lights);
    CHECK(daw.transport.play);
    CHECK(daw.transport.cycle);
    CHECK_FALSE(daw.transport.stop);
    CHECK(daw.strips[1].rec);
    CHECK(daw.strips[7].mute);
    CHECK(daw.strips[0].solo);
    CHECK(daw.strips[2].select);
    CHECK(daw.strips[2].name == "Cafe");
    CHECK(daw.strips[2].value == "-5.3");
    CHECK(daw.strips[3].name.empty());
    CHECK(daw.strips[6].colour == Colour::white);   // dark letters could not be read
    CHECK(daw.strips[3].colour == Colour::off);
    CHECK(daw.strips[1].level[0] == -6);
    CHECK(daw.timecode == "01:00:12:005");
    CHECK(daw.assignment == "P1");
    CHECK(cable.host.says().empty());
}

TEST_CASE("hui: what the host wants shown is what the surface shows")
{
    Cable cable("hui", [](studio::Surface& surface) {
        surface.display = {0, 5, 4};
        surface.meters = studio::MeterKind::stereo;
        surface.handshake = Handshake::ping;
    });
    cable.meet();
    CHECK(cable.host.arrivals() == 1);
    cable.host.face = a_face();
    cable.host.face.lights["smpte_light"] = Light::on;
    cable.host.face.timecode = "01.00.12.05";
    cable.show();
    const auto& daw = cable.role.face();
    check_strips(daw, cable.host.face);
    CHECK(daw.strips[1].rec);   // it flashes: lit in this half of the second
    CHECK(daw.strips[0].name == "Kick");
    CHECK(daw.strips[1].name == "Snar");
    CHECK(daw.lcd[0] == "Kick SnareCafe      Gtr LVox  FX 1 Bus");
    CHECK(daw.lcd[1] == "-5.3");
    CHECK(daw.strips[1].level == std::array<float, 2>{-6, -20});
    CHECK(daw.timecode == "01:00:12:05");
    CHECK(daw.assignment == "P1");
    cable.host.now += 500ms;
    cable.show();
    CHECK_FALSE(daw.strips[1].rec);
}

TEST_CASE("what hands do on the surface is what the host hears")
{
    const auto* protocol = GENERATE("mcu", "hui");
    Cable cable(protocol);
    cable.meet();
    cable.host.gestures.clear();
    const std::vector<Gesture> done{FaderTouched{2, true}, FaderMoved{2, 16383}, FaderMoved{2, 0}, FaderTouched{2, false},
                                    VPotTurned{0, 3},      VPotTurned{7, -63},   JogTurned{-1},    JogTurned{5},
                                    Pressed{"mute/3", true}, Pressed{"mute/3", false}, Pressed{"play", true}, Pressed{"vpot/8", true}};
    for (const auto& gesture : done) cable.hands(gesture);
    CHECK(cable.host.gestures == done);
}

TEST_CASE("a fader that is moved without being touched is touched for that moment")
{
    const auto* protocol = GENERATE("mcu", "hui");
    Cable cable(protocol);
    cable.meet();
    cable.host.gestures.clear();
    cable.hands(FaderMoved{1, 16383});
    CHECK(cable.host.gestures == std::vector<Gesture>{FaderTouched{1, true}, FaderMoved{1, 16383}, FaderTouched{1, false}});
}

TEST_CASE("a surface that restarts is shown everything anew")
{
    Cable cable("mcu");
    cable.meet();
    cable.host.face = a_face();
    cable.show();
    const auto before = cable.role.face();
    cable.role.role->forget([](std::string_view) {});
    cable.host.now += 10s;
    cable.carry(cable.role.role->greet());
    CHECK(cable.host.arrivals() == 2);
    cable.show();
    CHECK(cable.role.face() == before);
}

TEST_CASE("when the host leaves, the surface is dark and knows it")
{
    const auto* protocol = GENERATE("mcu", "hui");
    Cable cable(protocol);
    cable.meet();
    cable.host.face = a_face();
    cable.show();
    auto goodbye = cable.host.driver->farewell();
    if (std::string(protocol) == "mcu") {
        CHECK(wire::hex(goodbye.back()) == "F0 00 00 66 14 08 00 F7");
        goodbye.pop_back();
    }
    for (const auto& message : goodbye) CHECK(cable.role.hear_all(message));
    const auto& daw = cable.role.face();
    CHECK(daw.lights.empty());
    CHECK(daw.lcd == std::array<std::string, 2>{});
    CHECK(daw.timecode.empty());
    for (const auto& strip : daw.strips) {
        CHECK_FALSE(strip.ring.lit);
        CHECK(strip.name.empty());
        CHECK(strip.level == std::array<float, 2>{no_signal, no_signal});
        CHECK(strip.colour == Colour::off);
    }
    check_strips(DawFace(daw), [&] {
        Face face;
        face.faders = a_face().faders;   // they stay where they are
        return face;
    }());
}
