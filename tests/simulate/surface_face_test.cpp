#include <catch2/catch.hpp>

#include "mackie/hui.hpp"
#include "simulate/surface_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;
using mackie::Light;

TEST_CASE("letters stand in the cells of their strips")
{
    Bench bench;
    bench.hear("F0 00 00 66 14 12 00 'Vox    Gtr' F7");
    bench.hear("F0 00 00 66 14 12 3F '-5.3' F7");
    CHECK(bench.box.face().cell(0, 0) == "Vox   ");
    CHECK(bench.box.face().cell(1, 0) == "Gtr   ");
    CHECK(bench.box.face().cell(1, 1) == "-5.3  ");
    bench.hear("F0 00 00 66 14 08 00 F7");
    CHECK(bench.box.face().cell(0, 0) == "      ");
}

TEST_CASE("a second display has its own header and pitch")
{
    auto surface = whole_surface();
    surface.second_display = {1, 6, 6};
    surface.second_display_header = {0x00, 0x00, 0x67, 0x15, 0x13};
    Bench bench(surface);
    bench.hear("F0 00 00 67 15 13 31 'Main' F7");
    CHECK(bench.box.face().second_cell(8, 0) == "Main  ");
    CHECK(bench.box.face().cell(0, 0) == "      ");
    CHECK(bench.box.complaints().empty());
}

TEST_CASE("lights are off, on, or flash by themselves where they can")
{
    Bench bench;
    bench.hear("90 10 7F 90 11 01");
    CHECK(bench.box.light("mute/1") == Light::on);
    CHECK(bench.box.light("mute/2") == Light::flash);
    CHECK(bench.box.face().is_lit(0x10, bench.now));
    CHECK(bench.box.face().is_lit(0x11, bench.now) != bench.box.face().is_lit(0x11, bench.now + 250ms));
    bench.hear("80 10 40");
    CHECK(bench.box.light("mute/1") == Light::off);
    bench.hear("F0 00 00 66 14 62 F7");
    CHECK(bench.box.face().lights().empty());

    auto surface = whole_surface();
    surface.flash = false;
    Bench plain(surface);
    plain.hear("90 11 01");
    CHECK(plain.box.light("mute/2") == Light::off);
    CHECK(plain.box.complaints() == Texts{"flash: its lights do not flash by themselves"});
}

TEST_CASE("rings show their value in the modes that they have")
{
    auto surface = whole_surface();
    surface.rings = {studio::RingStyle::dot};
    Bench bench(surface);
    bench.hear("B0 30 46");
    CHECK(bench.box.face().ring(0).centre);
    CHECK(bench.box.face().ring_lights(0) == 1u << 5);
    bench.hear("B0 30 26");
    CHECK(bench.box.face().ring_lights(0) == 1u << 5);
    CHECK(bench.box.complaints() == Texts{"a ring in a mode that it does not have"});
    bench.hear("B0 30 00");
    CHECK(bench.box.face().ring_lights(0) == 0);
    Bench full;
    full.hear("B0 31 24");
    CHECK(full.box.face().ring_lights(1) == 0b1111);
}

TEST_CASE("a meter falls by itself, from its highest peak")
{
    Bench bench;
    bench.hear("F0 00 00 66 14 20 02 03 F7");
    bench.hear("D0 2C");
    CHECK(bench.box.face().meter(2, bench.now) == 12);
    CHECK(bench.box.face().meter(2, bench.now + 150ms) == 11);
    bench.now += 150ms;
    bench.hear("D0 23");
    CHECK(bench.box.face().meter(2, bench.now) == 11);
    CHECK(bench.box.face().meter(2, bench.now + 1650ms) == 0);
    bench.hear("D0 2E");
    CHECK(bench.box.face().overload(2));
    bench.hear("D0 2F");
    CHECK_FALSE(bench.box.face().overload(2));
    CHECK(bench.box.complaints().empty());
}

TEST_CASE("digits stand from the right")
{
    Bench bench;
    bench.hear("B0 40 31 B0 41 72 B0 4A 14 B0 4B 0E");
    CHECK(bench.box.face().timecode() == "        2.1");
    CHECK(bench.box.face().assignment() == "NT");
    auto elder = whole_surface();
    elder.handshake = studio::Handshake::challenge;
    Bench shut(elder);
    shut.hear("F0 00 00 66 14 10 31 32 F7");
    CHECK(shut.box.face().timecode() == "          ");
}

TEST_CASE("colours are a palette, or red, green and blue")
{
    auto surface = whole_surface();
    surface.colours = studio::ColourKind::palette;
    Bench palette(surface);
    palette.hear("F0 00 00 66 14 72 00 01 02 03 04 05 06 07 F7");
    CHECK(palette.box.face().colour(1) == mackie::Colour::red);
    CHECK(palette.box.face().colour(7) == mackie::Colour::white);
    surface.colours = studio::ColourKind::rgb;
    surface.colour_header = {0x00, 0x02, 0x4E, 0x16, 0x14};
    Bench rgb(surface);
    mackie::mcu::RgbColours wanted;
    wanted.colours[3] = {127, 64, 0};
    rgb.hear(mackie::mcu::write(wanted, {.rgb_colours = wire::bytes("00 02 4E 16 14")}));
    CHECK(rgb.box.face().rgb(3) == mackie::mcu::Rgb{127, 64, 0});
    CHECK(rgb.box.complaints().empty());
}

TEST_CASE("a box without displays, meters, rings and digits shows none")
{
    studio::Surface bare;
    bare.protocol = "mcu";
    bare.rings.clear();
    bare.motors = false;
    bare.strips = 4;
    const auto [sent, said] = GENERATE(table<std::string, std::string>({
        {"F0 00 00 66 14 12 00 'x' F7", "letters: it has no display"},
        {"F0 00 00 66 14 20 00 03 F7", "a meter: it has none"},
        {"D0 05", "a meter: it has none"},
        {"D0 0E", "a meter: it has none"},
        {"B0 30 06", "a ring: it has none"},
        {"B0 37 06", "a strip that it does not have"},
        {"B0 40 31", "a digit that it does not have"},
        {"E0 00 40", "a position for a fader without a motor"},
        {"E8 00 40", "a position for a fader that it does not have"},
    }));
    CAPTURE(sent);
    Bench bench(bare);
    bench.hear(sent);
    CHECK(bench.box.complaints() == Texts{said});
}

// --- the other languages

TEST_CASE("lights of the other language go by zone and port")
{
    Bench bench(hui_surface());
    bench.hear("B0 0C 02 B0 2C 42");
    CHECK(bench.box.light("mute/3") == Light::on);
    bench.hear("B0 2C 43");   // the zone stays
    CHECK(bench.box.light("solo/3") == Light::on);
    bench.hear("B0 0C 02 B0 2C 02");
    CHECK(bench.box.light("mute/3") == Light::off);
    bench.hear("B0 0C 1E B0 2C 42");
    CHECK(bench.box.faults() == 2);   // no such zone, then no zone at all
}

TEST_CASE("displays, rings, meters and time of the other language")
{
    namespace hui = mackie::hui;
    Bench bench(hui_surface());
    bench.hear(hui::write(hui::small_text(2, "Bass")));
    bench.hear(hui::write(hui::small_text(8, "Pan")));
    bench.hear(hui::write(hui::main_text(5, "Threshold")));
    bench.hear(hui::write(hui::time_text("01.02")));
    bench.hear("B0 1C 06 A0 03 1B");
    CHECK(bench.box.face().cell(2, 0) == "Bass");
    CHECK(bench.box.face().cell(8, 0) == "Pan ");
    CHECK(bench.box.face().second_display().line(1).substr(10, 10) == "Threshold ");
    CHECK(bench.box.face().timecode().find("01.02") != std::string::npos);
    CHECK(bench.box.face().ring_lights(12) == 1u << 5);
    CHECK(bench.box.face().meter(3, bench.now, true) == 11);
    CHECK(bench.box.face().meter(3, bench.now + 10s, true) == 11);   // the facts say of no fall
    CHECK(bench.box.complaints().empty());
}

TEST_CASE("strips, rings, digits and meters of the third language")
{
    namespace xctl = mackie::xctl;
    Bench bench(xctl_surface());
    bench.hear(xctl::write(xctl::ScribbleStrip{3, mackie::Colour::green, false, xctl::from_left("Vox"), xctl::centred("-5.3")}));
    for (const auto& half : xctl::ring(2, mackie::RingMode::dot, 13)) bench.hear(xctl::write(half));
    bench.hear(xctl::write(xctl::Segments{0, xctl::segments_of('7'), true}));
    bench.hear("D0 35");
    CHECK(bench.box.face().cell(3, 0) == "Vox    ");
    CHECK(bench.box.face().cell(3, 1) == "-5.3   ");
    CHECK(bench.box.face().colour(3) == mackie::Colour::green);
    CHECK(bench.box.face().ring_lights(2) == 1u << 12);
    CHECK(bench.box.face().timecode() == "         7.");
    CHECK(bench.box.face().meter(3, bench.now) == 5);
    CHECK(bench.box.complaints().empty());
    bench.hear("F0 00 00 66 14 12 00 'Vox' F7");
    CHECK(bench.box.complaints() == Texts{"what its other language has"});
}
