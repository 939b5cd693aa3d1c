#include <catch2/catch.hpp>

#include "simulate/surface_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;
using mackie::Light;
using studio::Handshake;

namespace {

studio::Surface with(Handshake handshake, std::uint8_t model = 0x14)
{
    auto surface = whole_surface();
    surface.handshake = handshake;
    surface.model_byte = model;
    return surface;
}

/// What a host answers to `F0 00 00 66 10 01 …`.
wire::Bytes answer_to(const std::string& query, bool right = true)
{
    const auto bytes = wire::bytes(query);
    const auto event = mackie::mcu::read(bytes, From::surface).value();
    const auto& asked = std::get<mackie::mcu::HostConnectionQuery>(event);
    auto response = mackie::mcu::response_to(asked.challenge);
    if (!right) response[0] = static_cast<std::uint8_t>(response[0] ^ 1);
    return mackie::mcu::write(mackie::mcu::HostConnectionReply{asked.serial, response}, {.model = mackie::to_int(bytes[4])});
}

}  // namespace

// --- handshakes

TEST_CASE("a box that answers speaks up when it starts and when it is asked")
{
    Bench bench(with(Handshake::query));
    CHECK(bench.started == Texts{"F0 00 00 66 14 01 53 49 4D 30 30 30 31 57 18 61 05 F7"});
    CHECK(bench.hear("F0 00 00 66 14 00 F7").size() == 1);
    CHECK(bench.hear("F0 00 00 66 14 13 00 F7") == Texts{"F0 00 00 66 14 14 56 31 2E 30 32 F7"});
    CHECK(bench.hear("F0 00 00 66 14 1A F7") == Texts{"F0 00 00 66 14 1B 53 49 4D 30 30 30 31 F7"});
    CHECK(bench.box.door().is_open());
}

TEST_CASE("a box without a handshake is silent until it is touched")
{
    Bench bench(with(Handshake::none));
    CHECK(bench.started.empty());
    CHECK(bench.hear("F0 00 00 66 14 00 F7").empty());
    CHECK(bench.hear("F0 00 00 66 14 13 00 F7").empty());
    CHECK(bench.grab(0) == Texts{"90 68 7F"});
}

TEST_CASE("a box with a challenge is deaf and dumb until it is answered")
{
    Bench bench(with(Handshake::challenge, 0x10));
    REQUIRE(bench.started.size() == 1);
    CHECK(bench.grab(0).empty());
    CHECK(bench.hear("90 5E 7F").empty());
    CHECK(bench.box.light("play") == Light::off);
    CHECK(bench.box.complaints() == Texts{"something for a box that is shut"});

    CHECK(bench.hear(answer_to(bench.started[0])) == Texts{"F0 00 00 66 10 03 53 49 4D 30 30 30 31 F7"});
    CHECK(bench.box.door().is_open());
    bench.hear("90 5E 7F");
    CHECK(bench.box.light("play") == Light::on);
    CHECK(bench.let_go(0) == Texts{"90 68 00"});
}

TEST_CASE("a wrong answer locks the box until it is switched off")
{
    Bench bench(with(Handshake::challenge, 0x10));
    CHECK(bench.hear(answer_to(bench.started[0], false)) == Texts{"F0 00 00 66 10 04 53 49 4D 30 30 30 31 F7"});
    CHECK(bench.box.door().is_locked());
    CHECK(bench.hear("F0 00 00 66 10 00 F7").empty());
    CHECK(bench.hear(answer_to(bench.started[0])).empty());
    const auto again = hex_of(bench.box.power_on(bench.now));
    REQUIRE(again.size() == 1);
    CHECK(again != bench.started);   // another challenge
    bench.hear(answer_to(again[0]));
    CHECK(bench.box.door().is_open());
}

TEST_CASE("a late answer does not open, but the next question may")
{
    Bench bench(with(Handshake::challenge, 0x10));
    bench.pass(301ms);
    CHECK(bench.hear(answer_to(bench.started[0])) == Texts{"F0 00 00 66 10 04 53 49 4D 30 30 30 31 F7"});
    CHECK_FALSE(bench.box.door().is_locked());
    const auto asked = bench.hear("F0 00 00 66 10 00 F7");
    REQUIRE(asked.size() == 1);
    bench.pass(299ms);
    bench.hear(answer_to(asked[0]));
    CHECK(bench.box.door().is_open());
    bench.hear("F0 00 00 66 10 0F 7F F7");
    CHECK_FALSE(bench.box.door().is_open());
}

TEST_CASE("a box that looks for its host shows when nobody is there")
{
    Bench bench(xctl_surface());
    CHECK(bench.started == Texts{"F0 00 20 32 58 54 00 F7"});
    CHECK_FALSE(bench.box.door().has_link());
    CHECK(bench.pass(4s) == Texts{"F0 00 20 32 58 54 00 F7", "F0 00 20 32 58 54 00 F7"});
    bench.hear("F0 00 20 32 58 54 01 F7");
    CHECK_FALSE(bench.box.door().has_link());
    bench.hear("F0 00 00 66 14 00 F7");
    CHECK(bench.box.door().has_link());
    bench.pass(8s);
    CHECK(bench.box.door().has_link());
    bench.pass(10ms);
    CHECK_FALSE(bench.box.door().has_link());
    CHECK(bench.box.complaints().empty());
}

TEST_CASE("a box that is pinged answers")
{
    Bench bench(hui_surface());
    CHECK(bench.started == Texts{"FF"});
    CHECK(bench.hear("90 00 00") == Texts{"90 00 7F"});
    CHECK(bench.hear("80 00 40") == Texts{"90 00 7F"});
}

// --- models, gaps, restarts

TEST_CASE("SysEx under another model byte is ignored")
{
    Bench bench(with(Handshake::query, 0x15));
    bench.hear("F0 00 00 66 14 12 00 'Vox' F7");
    CHECK(bench.box.face().cell(0, 0) == "      ");
    CHECK(bench.box.complaints() == Texts{"SysEx for another model: F0 00 00 66 14 12"});
    CHECK(bench.hear("F0 00 00 66 14 00 F7").empty());
    CHECK(bench.box.other_models() == 1);
    CHECK(bench.box.faults() == 1);
    bench.hear("F0 00 00 66 15 12 00 'Vox' F7");
    CHECK(bench.box.face().cell(0, 0) == "Vox   ");
}

TEST_CASE("SysEx too soon behind SysEx is lost, other messages are not")
{
    auto surface = whole_surface();
    surface.sysex_gap = 5ms;
    Bench bench(surface);
    bench.hear("F0 00 00 66 14 12 00 'Vox' F7");
    bench.hear("90 10 7F");
    bench.now += 4ms;
    bench.hear("F0 00 00 66 14 12 00 'Gtr' F7");
    CHECK(bench.box.face().cell(0, 0) == "Vox   ");
    CHECK(bench.box.light("mute/1") == Light::on);
    CHECK(bench.box.lost() == 1);
    bench.now += 1ms;
    bench.hear("F0 00 00 66 14 12 00 'Gtr' F7");
    CHECK(bench.box.face().cell(0, 0) == "Gtr   ");
    CHECK(bench.box.lost() == 1);
}

TEST_CASE("a box that restarts in the middle is dark, knows no position, and says so")
{
    Bench bench;
    bench.hear("90 10 7F E0 00 40 F0 00 00 66 14 12 00 'Vox' F7");
    bench.pass(200ms);
    const auto stood = bench.box.fader(0).position();
    CHECK(stood > 8000);
    CHECK(hex_of(bench.box.power_on(bench.now)).size() == 1);
    CHECK(bench.box.light("mute/1") == Light::off);
    CHECK(bench.box.face().cell(0, 0) == "      ");
    bench.pass(1s);
    CHECK(bench.box.fader(0).position() == stood);
    bench.hear("90 10 7F");
    CHECK(bench.hear("F0 00 00 66 14 63 F7").size() == 1);
    CHECK(bench.box.light("mute/1") == Light::off);
    CHECK(bench.box.counts() == SurfaceFader::Counts{});
}

// --- gestures

TEST_CASE("hands are told of as the facts have it")
{
    Bench bench;
    CHECK(hex_of(bench.box.press("mute/3", true, bench.now)) == Texts{"90 12 7F"});
    CHECK(hex_of(bench.box.press("mute/3", false, bench.now)) == Texts{"90 12 00"});
    CHECK(hex_of(bench.box.press("note/5d", true, bench.now)) == Texts{"90 5D 7F"});
    CHECK(hex_of(bench.box.turn(0, 3, bench.now)) == Texts{"B0 10 03"});
    CHECK(hex_of(bench.box.turn(7, -1, bench.now)) == Texts{"B0 17 41"});
    CHECK(hex_of(bench.box.jog(-2, bench.now)) == Texts{"B0 3C 42"});
    CHECK(hex_of(bench.box.pedal(64, bench.now)) == Texts{"B0 2E 40"});
    CHECK(bench.grab(8) == Texts{"90 70 7F"});
    CHECK(bench.move(8, 1) == Texts{"E8 7F 7F"});
    CHECK(bench.let_go(8) == Texts{"90 70 00"});
}

TEST_CASE("the other language has zones, halves and turns the other way")
{
    Bench bench(hui_surface());
    CHECK(hex_of(bench.box.press("mute/3", true, bench.now)) == Texts{"B0 0F 02", "B0 2F 42"});
    CHECK(hex_of(bench.box.press("play", false, bench.now)) == Texts{"B0 0F 0E", "B0 2F 04"});
    CHECK(bench.grab(1) == Texts{"B0 0F 01", "B0 2F 40"});
    CHECK(bench.move(1, 1) == Texts{"B0 01 7F", "B0 21 7F"});
    CHECK(hex_of(bench.box.turn(12, 2, bench.now)) == Texts{"B0 4C 42"});
    CHECK(hex_of(bench.box.jog(-2, bench.now)) == Texts{"B0 0D 02"});
    CHECK_THROWS_WITH(bench.box.pedal(1, bench.now), "it has no pedal");
    CHECK_THROWS_WITH(bench.grab(8), "it has no fader master");
}

TEST_CASE("buttons are where the profile has them")
{
    auto surface = whole_surface();
    surface.buttons = {{"assign_pan", 0x29}, {"assign_eq", 0x2A}};
    Bench bench(surface);
    CHECK(hex_of(bench.box.press("assign_pan", true, bench.now)) == Texts{"90 29 7F"});
    CHECK_THROWS_WITH(bench.box.press("assign_send", true, bench.now), "no button \"assign_send\"");   // its number is taken
    CHECK(bench.box.button_name(0x2A) == "assign_eq");
    CHECK(bench.box.button_name(0x2C) == "note/2C");   // assign_eq has moved
    CHECK(bench.box.button_name(0x5E) == "play");
}

TEST_CASE("a hand cannot move what is not there")
{
    auto surface = whole_surface();
    surface.strips = 4;
    surface.master = surface.jog = surface.knobs = false;
    Bench bench(surface);
    CHECK(bench.box.faders() == 4);
    CHECK_THROWS_WITH(bench.grab(4), "it has no fader 5");
    CHECK_THROWS_WITH(bench.box.turn(0, 1, bench.now), "it has no knob 1");
    CHECK_THROWS_WITH(bench.box.jog(1, bench.now), "it has no wheel");
    CHECK_THROWS_AS(bench.box.press("note/80", true, bench.now), std::invalid_argument);
    CHECK_THROWS_AS(bench.box.press("mute/9", true, bench.now), std::invalid_argument);
}

// --- bad hosts

TEST_CASE("what makes no sense is ignored and named")
{
    const auto [sent, said] = GENERATE(table<std::string, std::string>({
        {"40 40", "bytes that are no message"},
        {"F0 00 00 66 14 12 00 90 10 7F", "bytes that are no message"},
        {"B0 30 0F", "value is out of range: B0 30 0F"},
        {"E9 00 00", "value is out of range: E9 00 00"},
        {"A0 00 00", "unknown: A0 00 00"},
        {"F0 00 00 66 14 18 00 F7", "unknown: F0 00 00 66 14 18 00 F7"},
        {"F0 00 00 66 14 12 70 'x' F7", "value is out of range: F0 00 00 66 14 12 70 78 F7"},
        {"F0 00 00 66 14 12 00 01 F7", "letters that are none"},
        {"F0 00 00 66 14 10 20 F7", "digits in one message, which only the elder boxes take"},
        {"F0 00 00 66 14 72 01 01 01 01 01 01 01 01 F7", "colours: it has not these"},
        {"D0 05", "a meter that was not switched on"},
        {"D1 05", "a meter of the master: it has none"},
        {"B0 30 38", "a ring spread wider than it is"},
    }));
    CAPTURE(sent);
    Bench bench;
    bench.hear(sent);
    CHECK(bench.box.complaints() == Texts{said});
}

TEST_CASE("complaints are counted, each is named once")
{
    Bench bench;
    for (int i = 0; i < 10; ++i) bench.hear("A0 00 00");
    CHECK(bench.box.faults() == 10);
    CHECK(bench.box.complaints().size() == 1);
    for (int i = 0; i < 1000; ++i) bench.hear(wire::Bytes{std::byte{0xA0}, static_cast<std::byte>(i & 0x7f), static_cast<std::byte>(i >> 7)});
    CHECK(bench.box.faults() == 1010);
    CHECK(bench.box.complaints().size() == 200);
}

TEST_CASE("a host may send a touch back, and settings without a face")
{
    Bench bench;
    for (const auto* sent : {"90 68 00", "90 70 7F", "F0 00 00 66 14 0A 01 F7", "F0 00 00 66 14 0B 0F F7", "F0 00 00 66 14 0E 00 03 F7",
                             "F0 00 00 66 14 21 00 F7", "F0 00 00 66 14 09 00 F7", "FE", "F8"}) {
        CAPTURE(sent);
        bench.hear(sent);
    }
    CHECK(bench.box.complaints() == Texts{"unknown: FE", "unknown: F8"});
    CHECK(bench.box.face().lights().empty());
}
