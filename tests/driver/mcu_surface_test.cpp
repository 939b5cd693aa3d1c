#include "surfaces.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;

namespace {

void no_colours(studio::Surface& surface) { surface.colours = studio::ColourKind::none; }

/// A box that can move its faders and nothing else, unless bent.
std::shared_ptr<const studio::Surface> bare(const std::function<void(studio::Surface&)>& bend = {})
{
    return a_surface("mcu", [&](studio::Surface& surface) {
        surface.rings.clear();
        surface.display = {};
        surface.colours = studio::ColourKind::none;
        surface.meters = studio::MeterKind::none;
        surface.timecode = surface.assignment = false;
        if (bend) bend(surface);
    });
}

}  // namespace

// --- who is there

TEST_CASE("mcu: the greeting asks for each kind of box until one has said which it is")
{
    Host host(a_surface("mcu", [](studio::Surface& surface) { surface.model_byte = 0x15; }));
    CHECK(hex_of(host.driver->greet()) ==
          Texts{"F0 00 00 66 15 00 F7", "F0 00 00 66 14 00 F7", "F0 00 00 66 10 00 F7", "F0 00 00 66 11 00 F7"});
    CHECK(host.hear(boot_14));
    CHECK(hex_of(host.driver->greet()) == Texts{"F0 00 00 66 14 00 F7"});
    CHECK(Host(a_surface("mcu", [](studio::Surface& surface) { surface.handshake = Handshake::none; })).driver->greet().empty());
}

TEST_CASE("mcu: the model byte is the one that the surface says itself")
{
    auto host = settled(a_surface("mcu", no_colours));
    CHECK(host.hear("F0 00 00 66 15 01 58 59 5A 57 18 61 05 57 18 61 05 F7"));
    host.settle();
    host.face.cells[0][0] = "Vox";
    CHECK(host.says() == Texts{"F0 00 00 66 15 12 00 56 6F 78 20 20 20 20 F7"});
}

TEST_CASE("mcu: a box is there when it says so")
{
    const auto [handshake, messages, arrivals] = GENERATE(table<Handshake, Texts, int>({
        {Handshake::query, {std::string(boot_14)}, 1},
        {Handshake::query, {"F0 00 00 66 14 06 F7"}, 1},
        {Handshake::query, {"E0 00 40"}, 1},   // it was there all the time
        {Handshake::query, {"E0 00 40", "E0 00 41"}, 1},
        {Handshake::none, {"90 10 7F"}, 1},
        {Handshake::none, {"B0 10 01", "B0 10 01"}, 1},
        {Handshake::none, {"F0 00 00 66 14 14 56 31 F7"}, 0},
        {Handshake::challenge, {std::string(boot_14)}, 0},
        {Handshake::challenge, {std::string(boot_14), "F0 00 00 66 14 03 58 59 5A 57 18 61 05 F7"}, 1},
        {Handshake::challenge, {std::string(boot_14), "F0 00 00 66 14 04 58 59 5A 57 18 61 05 F7"}, 0},
        {Handshake::challenge, {"E0 00 40"}, 0},
        {Handshake::challenge, {std::string(boot_14), "E0 00 40"}, 1},   // it opened, and forgot to say so
        {Handshake::challenge, {std::string(boot_14), "F0 00 00 66 14 04 58 59 5A 57 18 61 05 F7", "E0 00 40"}, 0},
    }));
    Host host(a_surface("mcu", [how = handshake](studio::Surface& surface) { surface.handshake = how; }));
    for (const auto& message : messages) CHECK(host.hear(message));
    CHECK(host.arrivals() == arrivals);
}

TEST_CASE("mcu: a challenge is answered at once")
{
    const auto [challenge, response] = GENERATE(table<std::string, std::string>({
        {"57 18 61 05", "64 5A 5E 57"},
        {"00 00 00 00", "0A 00 00 70"},
        {"01 02 03 04", "05 05 7B 2F"},
        {"7F 7F 7F 7F", "75 79 7C 00"},
        {"12 34 56 78", "58 0F 16 4E"},
    }));
    Host host(a_surface("mcu"));
    CHECK(host.hear("F0 00 00 66 10 01 31 32 33 34 35 36 37 " + challenge + " F7"));
    CHECK(hex_of(host.answers) == Texts{"F0 00 00 66 10 02 31 32 33 34 35 36 37 " + response + " F7"});
}

TEST_CASE("mcu: four answers to four queries are one arrival, a later one is a restart")
{
    Host host(a_surface("mcu"));
    for (int answer = 0; answer < 4; ++answer) {
        CHECK(host.hear(boot_14));
        host.now += 10ms;
    }
    CHECK(host.arrivals() == 1);
    host.face.faders[0] = 8000;
    host.settle();
    CHECK(host.says().empty());
    CHECK(host.hear(boot_14));
    CHECK(host.arrivals() == 2);
    CHECK(host.says().front().starts_with("E0 "));
}

TEST_CASE("mcu: two boxes that answer one question are named, one that takes another's place is not")
{
    const std::string_view other = "F0 00 00 66 15 01 58 59 00 57 18 61 06 57 18 61 05 F7";
    Host host(a_surface("mcu"));
    host.hear(boot_14);
    host.now += 50ms;
    host.hear(boot_14);
    CHECK(host.driver->oddity().empty());
    host.now += 5s;
    host.hear(other);
    CHECK(host.driver->oddity().empty());
    host.now += 50ms;
    host.hear(boot_14);
    CHECK(host.driver->oddity() == "two boxes answer in this port, XY?W?a? and XYZW?a?, and mix; give each a port of its own");
    host.now += 5s;
    host.hear(boot_14);
    CHECK(host.driver->oddity().empty());
}

TEST_CASE("mcu: only a box that answers can fall silent")
{
    auto polled = Host(a_surface("mcu", [](studio::Surface& surface) { surface.alive_every = 2s; }));
    CHECK(hex_of(polled.driver->stay_alive()) == Texts{"F0 00 00 66 14 13 00 F7"});
    polled.hear(boot_14);
    CHECK(polled.driver->is_alive(polled.now + 1h));
    polled.hear("F0 00 00 66 14 14 56 31 2E 30 32 F7");
    CHECK(polled.driver->is_alive(polled.now + 5s));
    CHECK_FALSE(polled.driver->is_alive(polled.now + 6s));
    Host plain(a_surface("mcu"));
    CHECK(plain.driver->stay_alive().empty());
    CHECK(plain.driver->is_alive(plain.now + 1h));
}

// --- gestures

TEST_CASE("mcu: what hands do")
{
    const auto [wire, gesture] = GENERATE(table<std::string, Gesture>({
        {"E0 00 00", FaderMoved{0, 0}},
        {"E0 00 50", FaderMoved{0, 10249}},   // ten bits, spread over the whole way
        {"E7 70 7F", FaderMoved{7, 16383}},
        {"E8 7F 7F", FaderMoved{8, 16383}},
        {"90 68 7F", FaderTouched{0, true}},
        {"90 70 00", FaderTouched{8, false}},
        {"80 6F 40", FaderTouched{7, false}},
        {"B0 10 01", VPotTurned{0, 1}},
        {"B0 17 43", VPotTurned{7, -3}},
        {"B0 3C 01", JogTurned{1}},
        {"B0 2E 40", Pedalled{64}},
        {"90 12 7F", Pressed{"mute/3", true}},
        {"90 12 00", Pressed{"mute/3", false}},
        {"90 5E 7F", Pressed{"play", true}},
        {"90 27 7F", Pressed{"vpot/8", true}},
        {"90 66 7F", Pressed{"foot_switch_a", true}},
        {"90 78 7F", Pressed{"note/78", true}},
    }));
    Host host(a_surface("mcu"));
    CHECK(host.hear(wire));
    CHECK(host.gestures == std::vector<Gesture>{Arrived{}, gesture});
}

TEST_CASE("mcu: what makes no sense changes nothing")
{
    const auto* const wire = GENERATE("", "E0", "E0 00", "E0 00 80", "E9 00 00", "90 5E", "B0 7F 00", "F0 F7", "F0 00 00 66 14",
                                      "F0 00 00 66 14 12 00 41 F7",
                                      "F0 00 00 66 14 01 58 F7", "F0 00 00 66 58 01 30 F7", "F0 41 10 F7", "FE", "C0 01", "D0 3C");
    Host host(a_surface("mcu"));
    CHECK_FALSE(host.hear(wire));
    CHECK(host.gestures.empty());
    CHECK(host.answers.empty());
}

TEST_CASE("mcu: a box of one strip has no second fader and no master")
{
    Host host(a_surface("mcu", [](studio::Surface& surface) {
        surface.strips = 1;
        surface.master = false;
    }));
    CHECK(host.hear("E0 00 40"));
    CHECK_FALSE(host.hear("E1 00 40"));
    CHECK_FALSE(host.hear("90 70 7F"));
    host.face.faders.fill(5000);
    const auto said = host.says();
    CHECK(std::ranges::count_if(said, [](const std::string& line) { return line.starts_with('E'); }) == 1);
    CHECK(std::ranges::count(said, std::string("90 11 00")) == 0);   // mute/2
}

TEST_CASE("mcu: a button is called and lit as the profile says")
{
    const auto other = [](studio::Surface& surface) { surface.buttons = {{"assign_pan", 0x2B}, {"layer", 0x7A}}; };
    auto host = settled(a_surface("mcu", other));
    host.hear("90 2B 7F");
    host.hear("90 2A 7F");
    host.hear("90 7A 7F");
    CHECK(host.gestures == std::vector<Gesture>{Pressed{"assign_pan", true}, Pressed{"note/2A", true}, Pressed{"layer", true}});
    host.settle();
    host.face.lights = {{"assign_pan", Light::on}, {"layer", Light::on}, {"note/2A", Light::on},
                        {"assign_plugin", Light::on}, {"nothing", Light::on}};
    CHECK(host.says() == Texts{"90 2A 7F", "90 2B 7F", "90 7A 7F"});
}

// --- faders

TEST_CASE("mcu: a step of rounding ticks no motor")
{
    auto host = settled(bare());
    host.face.faders[0] = 8007;
    CHECK(host.says() == Texts{"E0 40 3E"});
    for (const auto position : {8008, 8006, 8010, 8004, 8016, 7998}) {
        host.face.faders[0] = position;
        CHECK(host.says_after(100ms).empty());
    }
    host.face.faders[0] = 8023;
    CHECK(host.says_after(100ms).size() == 1);
}

TEST_CASE("mcu: the ends of the way are the box's own ends")
{
    const auto [position, wire] = GENERATE(table<int, std::string>({{16383, "E0 7F 7C"}, {0, "E0 10 00"}, {20000, "E0 7F 7C"}}));
    auto host = settled(bare([](studio::Surface& surface) {
        surface.lowest = 16;
        surface.highest = 15999;
        surface.fader_bits = 12;
    }));
    host.face.faders[0] = position;
    CHECK(host.says() == Texts{wire});
    host.hear("E0 7F 7C");
    host.hear("E0 10 00");
    host.hear("E0 00 00");
    CHECK(host.gestures == std::vector<Gesture>{FaderMoved{0, 16383}, FaderMoved{0, 0}, FaderMoved{0, 0}});
}

TEST_CASE("mcu: every move is said back as it was heard")
{
    auto host = settled(bare());
    for (int code = 0; code < 1024; ++code) {
        host.hear(mackie::mcu::write(mackie::FaderMoved{3, code << 4}));
        const auto* move = std::get_if<FaderMoved>(&host.gestures.back());
        REQUIRE(move);
        host.face.faders[3] = move->position;
        host.now += 25ms;
        const auto said = host.driver->next(host.face, host.now);
        REQUIRE(said);
        const auto echo = mackie::mcu::read(*said, mackie::From::host).value();
        REQUIRE(std::get<FaderMoved>(echo).position >> 4 == code);
        host.messages();
    }
}

TEST_CASE("mcu: one fader is told forty times a second at most, and its last value arrives")
{
    auto host = settled(bare());
    Texts said;
    for (int step = 0; step < 1000; ++step) {
        host.face.faders[2] = 16 * step;
        for (auto& line : host.says()) said.push_back(std::move(line));
        host.now += 1ms;
    }
    CHECK(said.size() == 40);
    REQUIRE(host.driver->wake());
    host.now = *host.driver->wake();
    said = host.says();
    REQUIRE(said.size() == 1);
    const auto last = mackie::mcu::read(wire::bytes(said.front()), mackie::From::host).value();
    CHECK(std::get<FaderMoved>(last).position == 998 << 4);   // the last step, at ten bits
    CHECK_FALSE(host.driver->wake());
}

TEST_CASE("mcu: a fader that was moved is sent back to where it belongs")
{
    auto host = settled(bare());
    host.face.faders[0] = 8000;
    CHECK(host.says().size() == 1);
    host.hear("E0 00 10");
    CHECK(host.says_after(100ms) == Texts{"E0 40 3E"});
    host.face.faders[0] = not_moved;
    host.hear("E0 00 20");
    CHECK(host.says_after(100ms).empty());
}

TEST_CASE("mcu: a box without motors is told no positions")
{
    auto host = settled(bare([](studio::Surface& surface) { surface.motors = false; }));
    host.face.faders.fill(1000);
    CHECK(host.says().empty());
}

// --- what it shows

TEST_CASE("mcu: faders come first, then lights, rings, letters, colours, digits and meters")
{
    auto host = settled(a_surface("mcu"));
    host.face.meters[0] = {-6, -7};
    host.face.assignment = "A";
    host.face.colours[0] = Colour::red;
    host.face.cells[0][0] = "Vox";
    host.face.rings[0] = {RingStyle::dot, 0, true, false};
    host.face.lights["play"] = Light::on;
    host.face.faders[0] = 0;
    CHECK(host.says() == Texts{"E0 00 00", "90 5E 7F", "B0 30 01", "F0 00 00 66 14 12 00 56 6F 78 20 20 20 20 F7",
                               "F0 00 00 66 14 72 01 00 00 00 00 00 00 00 F7", "B0 4A 01", "F0 00 00 66 14 20 00 03 F7", "D0 09"});
}

TEST_CASE("mcu: lit lights come before dark ones, and each is said once")
{
    Host host(bare());
    host.face.lights = {{"play", Light::on}, {"rec/1", Light::flash}};
    const auto said = host.says();
    REQUIRE(said.size() > 60);
    CHECK(said[0] == "90 00 01");
    CHECK(said[1] == "90 5E 7F");
    CHECK(said[2].ends_with(" 00"));
    CHECK(std::ranges::count(said, std::string("90 68 00")) == 0);   // hands have no light
    CHECK(host.says().empty());
    host.face.lights.erase("play");
    CHECK(host.says() == Texts{"90 5E 00"});
}

TEST_CASE("mcu: a light flashes by itself where the box cannot")
{
    auto host = settled(bare([](studio::Surface& surface) { surface.flash = false; }));
    host.now = TimePoint() + 2h;
    host.face.lights["play"] = Light::flash;
    CHECK(host.says() == Texts{"90 5E 7F"});
    CHECK(host.driver->wake() == host.now + 500ms);
    CHECK(host.says_after(499ms).empty());
    CHECK(host.says_after(1ms) == Texts{"90 5E 00"});
    CHECK(host.says_after(500ms) == Texts{"90 5E 7F"});
    host.face.lights.clear();
    CHECK(host.says() == Texts{"90 5E 00"});
    CHECK_FALSE(host.driver->wake());
}

TEST_CASE("mcu: rings show what they can")
{
    const auto [ring, all, dots] = GENERATE(table<Ring, std::string, std::string>({
        {{RingStyle::dot, 0, true, false}, "B0 30 01", "B0 30 01"},
        {{RingStyle::dot, 1, true, true}, "B0 30 4B", "B0 30 4B"},
        {{RingStyle::boost_cut, 0.5, true, true}, "B0 30 56", "B0 30 46"},
        {{RingStyle::wrap, 0.26, true, false}, "B0 30 24", "B0 30 04"},
        {{RingStyle::spread, 1, true, false}, "B0 30 36", "B0 30 0B"},
        {{RingStyle::wrap, 7, true, false}, "B0 30 2B", "B0 30 0B"},
        {{RingStyle::wrap, -1, true, false}, "B0 30 21", "B0 30 01"},
    }));
    auto rich = settled(a_surface("mcu"));
    rich.face.rings[0] = ring;
    CHECK(rich.says() == Texts{all});
    auto poor = settled(a_surface("mcu", [](studio::Surface& surface) { surface.rings = {RingStyle::dot}; }));
    poor.face.rings[0] = ring;
    CHECK(poor.says() == Texts{dots});
    auto none = settled(bare());
    none.face.rings[0] = ring;
    CHECK(none.says().empty());
}

TEST_CASE("mcu: only changed cells are written, neighbours together")
{
    auto host = settled(a_surface("mcu", no_colours));
    host.face.cells[2][0] = "Snare";
    CHECK(host.says() == Texts{"F0 00 00 66 14 12 0E 53 6E 61 72 65 20 20 F7"});
    host.face.cells[2][0] = "Snars";
    CHECK(host.says() == Texts{"F0 00 00 66 14 12 0E 53 6E 61 72 73 20 20 F7"});
    host.face.cells[0][0] = "A";
    host.face.cells[1][0] = "B";
    host.face.cells[7][1] = "long long";
    CHECK(host.says() == Texts{"F0 00 00 66 14 12 00 41 20 20 20 20 20 20 42 20 20 20 20 20 20 F7",
                               "F0 00 00 66 14 12 69 6C 6F 6E 67 20 6C 6F F7"});
}

TEST_CASE("mcu: a whole display is one message a line")
{
    Host host(a_surface("mcu"));
    const auto said = host.says();
    const auto texts = std::ranges::count_if(said, [](const std::string& line) { return line.starts_with("F0 00 00 66 14 12"); });
    CHECK(texts == 2);
}

TEST_CASE("mcu: a second display has its own header and cells, and one for the master")
{
    auto host = settled(a_surface("mcu", [](studio::Surface& surface) {
        no_colours(surface);
        surface.display = {};
        surface.second_display = {1, 6, 6};
        surface.second_display_header = {0x00, 0x00, 0x67, 0x15, 0x13};
    }));
    host.face.cells[8][0] = "Main";
    CHECK(host.says() == Texts{"F0 00 00 67 15 13 31 4D 61 69 6E 20 20 F7"});
    host.face.cells[0][1] = "0.0";
    CHECK(host.says() == Texts{"F0 00 00 67 15 13 39 30 2E 30 20 20 20 F7"});
}

TEST_CASE("mcu: colours are one message, and letters are never dark")
{
    auto host = settled(a_surface("mcu"));
    host.face.cells[1][0] = "Vox";
    host.face.colours[2] = Colour::blue;
    auto said = host.says();
    CHECK(said.back() == "F0 00 00 66 14 72 00 07 04 00 00 00 00 00 F7");
    auto rgb = settled(a_surface("mcu", [](studio::Surface& surface) {
        surface.colours = studio::ColourKind::rgb;
        surface.colour_header = {0x00, 0x02, 0x4E, 0x16, 0x14};
    }));
    rgb.face.colours[0] = Colour::yellow;
    CHECK(rgb.says() == Texts{"F0 00 02 4E 16 14 7F 7F 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 F7"});
    auto other = settled(a_surface("mcu", [](studio::Surface& surface) { surface.colour_header = {0x00, 0x01, 0x02}; }));
    other.face.colours[7] = Colour::white;
    CHECK(other.says() == Texts{"F0 00 01 02 00 00 00 00 00 00 00 07 F7"});
    auto silent = settled(a_surface("mcu", [](studio::Surface& surface) { surface.colours = studio::ColourKind::rgb; }));
    silent.face.colours[0] = Colour::red;
    CHECK(silent.says().empty());
}

TEST_CASE("mcu: only changed digits are written, dots on the digit before them")
{
    auto host = settled(a_surface("mcu"));
    host.face.timecode = "01.00";
    CHECK(host.says() == Texts{"B0 40 30", "B0 41 30", "B0 42 71", "B0 43 30"});
    host.face.timecode = "01.01";
    CHECK(host.says() == Texts{"B0 40 31"});
    host.face.assignment = "Pn";
    CHECK(host.says() == Texts{"B0 4A 0E", "B0 4B 10"});
    auto blind = settled(a_surface("mcu", [](studio::Surface& surface) { surface.timecode = false; }));
    blind.face.timecode = "99";
    blind.face.assignment = "7";
    CHECK(blind.says() == Texts{"B0 4A 37"});
}

TEST_CASE("mcu: meters show peaks by the table")
{
    const auto [decibels, level] = GENERATE(table<float, std::string>({
        {6.0F, "C"}, {0.0F, "C"}, {-1.0F, "B"}, {-2.0F, "B"}, {-3.9F, "A"}, {-6.0F, "9"}, {-8.0F, "8"}, {-10.0F, "7"},
        {-13.0F, "6"}, {-20.0F, "5"}, {-21.0F, "4"}, {-40.0F, "3"}, {-50.0F, "2"}, {-60.0F, "1"},
    }));
    auto host = settled(a_surface("mcu", [](studio::Surface& surface) { surface.meter_mode = 0; }));
    host.face.meters[3] = {-70, decibels};
    CHECK(host.says() == Texts{"D0 3" + level});
}

TEST_CASE("mcu: a meter is told when it changes, at its pace, and again before it has fallen")
{
    auto host = settled(a_surface("mcu", [](studio::Surface& surface) { surface.meter_mode = 7; }));
    host.face.meters[0] = {-6, -6};
    CHECK(host.says() == Texts{"F0 00 00 66 14 20 00 07 F7", "D0 09"});
    host.face.meters[0] = {-3, -6};
    CHECK(host.says_after(10ms).empty());
    CHECK(host.driver->wake() == host.now + 40ms);
    CHECK(host.says_after(40ms) == Texts{"D0 0A"});
    CHECK(host.says_after(899ms).empty());
    CHECK(host.driver->wake() == host.now + 1ms);
    CHECK(host.says_after(1ms) == Texts{"D0 0A"});
    host.face.meters[0] = {no_signal, no_signal};
    CHECK(host.says_after(50ms) == Texts{"D0 00"});
    CHECK_FALSE(host.driver->wake());
}

TEST_CASE("mcu: overloads and the meters beside the master")
{
    auto host = settled(a_surface("mcu", [](studio::Surface& surface) { surface.master_meters = true; }));
    host.face.overloads[2] = true;
    CHECK(host.says() == Texts{"D0 2E"});
    host.face.overloads[2] = false;
    CHECK(host.says() == Texts{"D0 2F"});
    host.face.master_meters = {-20, 0};
    CHECK(host.says() == Texts{"D1 05", "D1 1C"});
}

TEST_CASE("mcu: a face that is shown costs nothing, and what is forgotten is shown anew")
{
    auto host = settled(a_surface("mcu"));
    host.face.faders[0] = 9000;
    host.face.cells[0][0] = "Vox";
    host.settle();
    CHECK(host.says().empty());
    host.driver->forget();
    const auto again = host.says_after(50ms);
    CHECK(again.size() > 80);
    CHECK(host.says().empty());
}

TEST_CASE("mcu: nothing is said while nothing is new")
{
    auto host = settled(a_surface("mcu"));
    host.face.meters[0] = {-6, -6};
    host.face.lights["play"] = Light::flash;   // the box flashes by itself
    host.settle();
    int said = 0;
    for (int poll = 0; poll < 10'000; ++poll) {
        said += host.driver->next(host.face, host.now) ? 1 : 0;
        host.now += 1ms;
    }
    CHECK(said >= 11);   // only the meter that would fall
    CHECK(said <= 12);
}
