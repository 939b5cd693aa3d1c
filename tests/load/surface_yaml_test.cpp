#include "load/surface_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace recalld;
using namespace recalld::load;
using namespace std::chrono_literals;
using studio::RingStyle;
using studio::Surface;

namespace {

const std::string sane = "surface: 1\n"
                         "model: Box\n"
                         "protocol: mcu\n"
                         "source: nobody\n"
                         "strips: 8\n"
                         "touch: false\n"
                         "hold: 700 ms\n"
                         "lowest: 10\n"
                         "highest: 15999\n"
                         "scale: [[0, -oo], [0.5, -10], [1, 10]]\n"
                         "rings: [dot, wrap]\n"
                         "display: {first: 1, pitch: 6, width: 5}\n"
                         "second_display: {header: 00 00 67 15 13, width: 7}\n"
                         "colours: rgb\n"
                         "colour_header: 00 02 4E 16 14\n"
                         "buttons: {assign_pan: 29, play: 5D}\n";

std::shared_ptr<const Surface> parse(const std::string& yaml) { return parse_surface(yaml, "box.yaml", "surfaces/box"); }

}  // namespace

TEST_CASE("a surface is what its file says")
{
    const auto surface = parse(sane);
    CHECK(surface->profile_id == "surfaces/box");
    CHECK(surface->model == "Box");
    CHECK(surface->protocol == "mcu");
    CHECK_FALSE(surface->touch);
    CHECK(surface->hold == 700ms);
    CHECK(surface->lowest == 10);
    CHECK(surface->highest == 15'999);
    CHECK(surface->rings == std::vector{RingStyle::dot, RingStyle::wrap});
    CHECK(surface->display.first == 1);
    CHECK(surface->display.pitch == 6);
    CHECK(surface->display.width == 5);
    CHECK(surface->second_display.pitch == 7);
    CHECK(surface->second_display_header == std::vector<std::uint8_t>{0, 0, 0x67, 0x15, 0x13});
    CHECK(surface->colours == studio::ColourKind::rgb);
    CHECK(surface->colour_header == std::vector<std::uint8_t>{0, 2, 0x4E, 0x16, 0x14});
    REQUIRE(surface->buttons.size() == 2);
    CHECK(surface->buttons[0].name == "assign_pan");
    CHECK(surface->buttons[0].number == 0x29);
    CHECK(surface->buttons[1].number == 0x5D);
}

TEST_CASE("a scale rises from silence")
{
    const auto surface = parse(sane);
    REQUIRE(surface->scale.size() == 3);
    CHECK(std::isinf(surface->scale[0].second));
    CHECK(surface->scale[0].second < 0);
    CHECK(surface->scale[1] == std::pair(0.5, -10.0));
    CHECK(surface->scale[2] == std::pair(1.0, 10.0));
}

TEST_CASE("what a file does not say is as usual")
{
    const auto surface = parse("surface: 1\nmodel: Box\nprotocol: mcu\nsource: nobody\n");
    CHECK(surface->model_byte == 0x14);
    CHECK(surface->handshake == studio::Handshake::query);
    CHECK(surface->strips == 8);
    CHECK_FALSE(surface->master);
    CHECK(surface->touch);
    CHECK(surface->motors);
    CHECK(surface->fader_bits == 10);
    CHECK(surface->highest == 16'383);
    CHECK(surface->rings.size() == 4);
    CHECK(surface->display.width == 0);
    CHECK(surface->colours == studio::ColourKind::none);
    CHECK(surface->meters == studio::MeterKind::none);
    CHECK(surface->sysex_gap == 0ms);
    CHECK(surface->bytes_per_second == 0);
    CHECK_FALSE(surface->verified);
}

TEST_CASE("every word means itself")
{
    const auto with = [](const std::string& line) { return parse("surface: 1\nmodel: Box\nprotocol: hui\nsource: nobody\n" + line); };
    CHECK(with("handshake: none\n")->handshake == studio::Handshake::none);
    CHECK(with("handshake: challenge\n")->handshake == studio::Handshake::challenge);
    CHECK(with("handshake: ping\n")->handshake == studio::Handshake::ping);
    CHECK(with("handshake: probe\n")->handshake == studio::Handshake::probe);
    CHECK(with("colours: palette\n")->colours == studio::ColourKind::palette);
    CHECK(with("meters: mono\n")->meters == studio::MeterKind::mono);
    CHECK(with("meters: stereo\n")->meters == studio::MeterKind::stereo);
    CHECK(with("meters: mono\n")->meter_mode == 3);
    CHECK(with("meters: mono\nmeter_mode: 0\n")->meter_mode == 0);
    CHECK(with("rings: [spread, boost_cut]\n")->rings == std::vector{RingStyle::spread, RingStyle::boost_cut});
    CHECK(with("rings: []\n")->rings.empty());
    CHECK(with("knobs: false\n")->rings.empty());
    CHECK(with("alive_every: 6 s\n")->alive_every == 6s);
    CHECK(with("buttons: {play: E7}\n")->buttons[0].number == 0xE7);
}

TEST_CASE("what is wrong with a surface is said with its place")
{
    const auto [from, to, said] = GENERATE(table<std::string, std::string, std::string>({
        {"surface: 1", "surface: 2", "box.yaml:1:10: 2 is out of range 1 … 1"},
        {"source: nobody\n", "", "box.yaml:1:1: missing key \"source\" in surface"},
        {"protocol: mcu", "protocol: mcp", "box.yaml:3:11: \"mcp\" is none of mcu, hui, xctl; did you mean \"mcu\"?"},
        {"strips: 8", "strip: 8", "box.yaml:5:1: unknown key \"strip\"; did you mean \"strips\"?"},
        {"strips: 8", "strips: 9", "box.yaml:5:9: 9 is out of range 1 … 8"},
        {"strips: 8", "strips: 0", "box.yaml:5:9: 0 is out of range 1 … 8"},
        {"touch: false", "touch: yes", "box.yaml:6:8: expected true or false, found \"yes\""},
        {"touch: false", "touch: true", "box.yaml:7:7: hold is for surfaces that do not feel a touch: add touch: false"},
        {"highest: 15999", "highest: 10", "box.yaml:9:10: highest must lie above lowest"},
        {"lowest: 10\nhighest: 15999", "lowest: 16383", "box.yaml:8:9: highest must lie above lowest"},
        {"highest: 15999", "highest: 16384", "box.yaml:9:10: 16384 is out of range 0 … 16383"},
        {"highest: 15999", "fader_bits: 15", "box.yaml:9:13: 15 is out of range 7 … 14"},
        {"[0, -oo]", "[0.1, -oo]", "box.yaml:10:10: a scale begins at 0"},
        {"[1, 10]", "[0.9, 10]", "box.yaml:10:31: a scale ends at 1"},
        {"[1, 10]", "[1.1, 10]", "box.yaml:10:32: the way goes from 0 to 1"},
        {"[0.5, -10]", "[0, -10]", "box.yaml:10:20: positions must rise"},
        {"[0.5, -10]", "[0.5, -oo]", "box.yaml:10:25: levels must rise"},
        {"[0.5, -10]", "[0.5, loud]", "box.yaml:10:25: expected a number, found \"loud\""},
        {"[[0, -oo], [0.5, -10], [1, 10]]", "[[0, 1]]", "box.yaml:10:8: needs at least 2 items"},
        {"[dot, wrap]", "[dot, warp]", "box.yaml:11:14: \"warp\" is none of dot, boost_cut, wrap, spread; did you mean \"wrap\"?"},
        {"[dot, wrap]", "[dot, dot]", "box.yaml:11:14: stands twice"},
        {"rings:", "knobs: false\nrings:", "box.yaml:12:8: rings without knobs"},
        {"pitch: 6, width: 5", "pitch: 6, width: 7", "box.yaml:12:10: cells of 7 letters do not fit a pitch of 6"},
        {"first: 1, pitch: 6", "first: 20, pitch: 6", "box.yaml:12:10: the last strip's cell ends behind column 56"},
        {"{header: 00 00 67 15 13, width: 7}", "{width: 7}", "box.yaml:13:17: missing key \"header\" in second display"},
        {"00 00 67 15 13", "00 00 67 15 93", "box.yaml:13:26: bytes of SysEx look like 00 00 66, 00 … 7F each"},
        {"00 00 67 15 13", "00 00 67-15", "box.yaml:13:26: bytes of SysEx look like 00 00 66, 00 … 7F each"},
        {"00 00 67 15 13", "0", "box.yaml:13:26: bytes of SysEx look like 00 00 66, 00 … 7F each"},
        {"colours: rgb", "colours: none", "box.yaml:15:16: a colour_header without colours"},
        {"colour_header: 00 02 4E 16 14\n", "", "box.yaml:14:10: rgb has no common message: add colour_header"},
        {"play: 5D", "play: 5", "box.yaml:16:33: expected two hexadecimal digits, found \"5\""},
        {"play: 5D", "play: 5X", "box.yaml:16:33: expected two hexadecimal digits, found \"5X\""},
        {"play: 5D", "play: 80", "box.yaml:16:33: \"80\" is beyond what it can be"},
        {"play: 5D", "play: 29", "box.yaml:16:33: is the number of \"assign_pan\", too"},
        {"play: 5D", "/play: 5D", "box.yaml:16:27: a path looks like ch/01/mix, not \"/play\""},
    }));
    CAPTURE(to);
    CHECK(complaint([&, from = from, to = to] { parse(bent(sane, from, to)); }) == said);
}

TEST_CASE("a model byte is one that a surface can have")
{
    const std::string lines = "surface: 1\nmodel: Box\nprotocol: mcu\nsource: nobody\nmodel_byte: ";
    CHECK(parse(lines + "11\n")->model_byte == 0x11);
    CHECK(complaint([&] { parse(lines + "7F\n"); }) == "box.yaml:5:13: \"7F\" is beyond what it can be");
    CHECK(complaint([&] { parse(lines + "014\n"); }) == "box.yaml:5:13: more than 2 characters");
}

TEST_CASE("a file that is not there is the error")
{
    CHECK_THAT(complaint([] { read_surface("/nowhere/box.yaml", "box"); }), Catch::StartsWith("/nowhere/box.yaml"));
}
