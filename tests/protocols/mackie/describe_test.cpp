#include "mackie/describe.hpp"

#include <catch2/catch.hpp>

using namespace recalld::mackie;
using recalld::wire::bytes;

namespace {

std::string mcu_words(std::string_view hex, From from) { return mcu::describe(mcu::read(bytes(hex), from).value()); }
std::string xctl_words(std::string_view hex, From from) { return xctl::describe(xctl::read(bytes(hex), from).value()); }

std::string hui_words(std::initializer_list<std::string_view> messages, From from)
{
    hui::Decoder decoder(from);
    std::string words;
    for (const auto hex : messages)
        decoder.read(bytes(hex), {}, [&](const hui::Event& event) { words += (words.empty() ? "" : "; ") + hui::describe(event); }).value();
    return words;
}

}  // namespace

TEST_CASE("what a Mackie surface says, in words")
{
    const auto [hex, words] = GENERATE(table<std::string, std::string>({
        {"E2 00 60", "fader 3 to 12288"},
        {"E8 7F 7F", "master fader to 16383"},
        {"90 68 7F", "fader 1 touched"},
        {"90 70 00", "master fader released"},
        {"90 12 7F", "mute/3 pressed"},
        {"90 12 00", "mute/3 released"},
        {"90 5E 7F", "play pressed"},
        {"B0 10 43", "knob 1 by -3"},
        {"B0 17 02", "knob 8 by +2"},
        {"B0 3C 41", "jog by -1"},
        {"B0 2E 40", "pedal to 64"},
        {"F0 00 00 66 14 01 58 59 5A 57 18 61 05 57 18 61 05 F7", "here is \"XYZW\x18"
                                                                  "a\x05\", challenge 57 18 61 05"},
        {"F0 00 00 66 14 14 'V1.02' F7", "version \"V1.02\""},
    }));
    INFO(hex);
    CHECK(mcu_words(hex, From::surface) == words);
}

TEST_CASE("what a Mackie host says, in words")
{
    const auto [hex, words] = GENERATE(table<std::string, std::string>({
        {"90 08 7F", "light solo/1 on"},
        {"90 73 01", "light rude_solo flash"},
        {"90 5D 00", "light stop off"},
        {"B0 31 16", "ring 2 boost/cut 6"},
        {"B0 30 41", "ring 1 dot 1, centre"},
        {"B0 30 00", "ring 1 dark"},
        {"D0 3C", "meter 4 to 12"},
        {"D0 1E", "overload 2 on"},
        {"D0 1F", "overload 2 off"},
        {"B0 40 71", "digit 1 \"1.\""},
        {"B0 4B 30", "assignment digit 2 \"0\""},
        {"F0 00 00 66 14 12 38 'Pan    ' F7", "text 56 \"Pan    \""},
        {"F0 00 00 66 14 00 F7", "who is there?"},
        {"F0 00 00 66 14 13 00 F7", "which version?"},
        {"F0 00 00 66 14 08 00 F7", "reset"},
        {"F0 00 00 66 14 62 F7", "all lights off"},
        {"F0 00 00 66 14 61 F7", "all faders down"},
        {"F0 00 00 66 14 0A 01 F7", "clicks on"},
        {"F0 00 00 66 14 0B 0F F7", "backlight for 15 min"},
        {"F0 00 00 66 14 20 02 07 F7", "meter 3: display on, peak hold on, signal light on"},
        {"F0 00 00 66 14 21 01 F7", "vertical meters"},
        {"F0 00 00 66 14 72 00 01 02 03 04 05 06 07 F7", "colours off red green yellow blue magenta cyan white"},
    }));
    INFO(hex);
    CHECK(mcu_words(hex, From::host) == words);
}

TEST_CASE("events that no common message carries have words too")
{
    CHECK(mcu::describe(mcu::Ready{}) == "ready");
    CHECK(mcu::describe(mcu::MasterMeter{true, 5}) == "master meter right to 5");
    CHECK(mcu::describe(mcu::Text{1, 7, "EQ"}) == "text of display 2 7 \"EQ\"");
    CHECK(mcu::describe(Button{0x7B, true}) == "button 123 pressed");
    mcu::Digits digits{0, 3, {}};
    digits.glyphs[0] = {'3', false};
    digits.glyphs[1] = {'2', true};
    digits.glyphs[2] = {'1', false};
    CHECK(mcu::describe(digits) == "timecode \"12.3\"");
    mcu::RgbColours colours;
    colours.colours[0] = {1, 2, 127};
    CHECK(mcu::describe(colours).starts_with("colours 1/2/127 0/0/0"));
    CHECK(mcu::describe(mcu::HostConnectionError{{'A', 'B', 'C', 'D', 'E', 'F', 'G'}}) == "\"ABCDEFG\" refuses the connection");
    CHECK(mcu::describe(mcu::Backlight{0}) == "backlight off");
    CHECK(mcu::describe(mcu::Sensitivity{8, 3}) == "master fader sensitivity 3");
}

TEST_CASE("HUI in words, both sides")
{
    CHECK(hui_words({"B0 0F 02", "B0 2F 42"}, From::surface) == "mute/3 pressed");
    CHECK(hui_words({"B0 0F 02", "B0 2F 00"}, From::surface) == "fader 3 released");
    CHECK(hui_words({"B0 0C 02", "B0 2C 43"}, From::host) == "light solo/3 on");
    CHECK(hui_words({"B0 02 60", "B0 22 00"}, From::surface) == "fader 3 to 12288");
    CHECK(hui_words({"90 00 00"}, From::host) == "ping");
    CHECK(hui_words({"90 00 7F"}, From::surface) == "ping answered");
    CHECK(hui_words({"FF"}, From::surface) == "system reset");
    CHECK(hui::describe(VPotTurned{9, -2}) == "knob B by -2");
    CHECK(hui::describe(VPotTurned{12, 1}) == "knob scroll by +1");
    CHECK(hui::describe(hui::Meter{1, true, 12}) == "meter 2 right to 12");
    CHECK(hui::describe(hui::small_text(0, "Kick")) == "text of strip 1 \"Kick\"");
    CHECK(hui::describe(hui::small_text(8, "Pan")) == "assignment text \"Pan \"");
    CHECK(hui::describe(hui::main_text(4, "Lead Vox")) == "text of zone 4 \"Lead Vox  \"");
    CHECK(hui::describe(hui::time_text("01.02.03.04")) == "time \"01.02.03.04\"");
}

TEST_CASE("XCtl in words")
{
    CHECK(xctl_words("F0 00 20 32 58 54 00 F7", From::surface) == "is a host there?");
    CHECK(xctl_words("F0 00 20 32 58 54 01 F7", From::host) == "a host is here");
    CHECK(xctl_words("90 12 7F", From::surface) == "mute/3 pressed");
    CHECK(xctl::describe(xctl::ScribbleStrip{1, Colour::red, true, xctl::from_left("Kick"), xctl::centred("-5.3")}) == "strip 2 red inverted \"Kick\" \"-5.3\"");
    CHECK(xctl::describe(xctl::RingHalf{0, false, 5}) == "ring 1 left *.*....");
    CHECK(xctl::describe(xctl::RingHalf{0, true, 1}) == "ring 1 right *.....");
    CHECK(xctl::describe(xctl::Segments{11, 3, true}) == "assignment digit 2 segments **..... dot");
    CHECK(xctl::describe(xctl::Meter{7, 8}) == "meter 8 to 8");
    CHECK(xctl::describe(xctl::Announcement{"0156"}) == "surface \"0156\"");
}
