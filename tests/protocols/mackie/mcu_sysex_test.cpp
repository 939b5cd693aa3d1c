#include "mackie/mcu_sysex.hpp"

#include "mackie/lcd.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::mackie;
using namespace recalld::mackie::mcu;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

constexpr Serial serial{'X', 'Y', 'Z', 'W', '1', '2', '3'};
constexpr Serial seen_serial{0x58, 0x59, 0x5A, 0x57, 0x18, 0x61, 0x05};

/// A second display, eight full colours, and one whose displays are two commands of one model.
const Dialect twice{main_unit, {bytes("00 00 67 15 13")}, {}};
const Dialect coloured{main_unit, {}, bytes("00 02 4E 16 14")};
const Dialect quad{0x17, {bytes("00 00 66 17 30"), bytes("00 00 66 17 31")}, {}};

Event digits(int first, const std::string& text)
{
    Digits run{first, static_cast<int>(text.size())};
    for (std::size_t index = 0; index < text.size(); ++index) run.glyphs[index].letter = text[index];
    return run;
}

Event rainbow()
{
    return Colours{{Colour::off, Colour::red, Colour::green, Colour::yellow, Colour::blue, Colour::magenta,
                    Colour::cyan, Colour::white}};
}

Event ramp()
{
    RgbColours colours;
    std::uint8_t part = 0;
    for (auto& colour : colours.colours) {
        colour = {part, static_cast<std::uint8_t>(part + 1), static_cast<std::uint8_t>(part + 2)};
        part = static_cast<std::uint8_t>(part + 3);
    }
    return colours;
}

}  // namespace

TEST_CASE("mcu: every command of a host, read and written")
{
    const auto [wire, event] = GENERATE(table<std::string, Event>({
        {"F0 00 00 66 14 00 F7", DeviceQuery{}},
        {"F0 00 00 66 14 02 'XYZW123' 64 5A 5E 57 F7", HostConnectionReply{serial, {0x64, 0x5A, 0x5E, 0x57}}},
        {"F0 00 00 66 14 08 00 F7", Reset{}},
        {"F0 00 00 66 14 09 00 F7", Recalibrate{}},
        {"F0 00 00 66 14 0A 00 F7", Click{false}},
        {"F0 00 00 66 14 0A 01 F7", Click{true}},
        {"F0 00 00 66 14 0B 00 F7", Backlight{0}},
        {"F0 00 00 66 14 0B 0F F7", Backlight{15}},
        {"F0 00 00 66 14 0B 7F F7", Backlight{127}},
        {"F0 00 00 66 14 0C 00 F7", Touchless{false}},
        {"F0 00 00 66 14 0C 01 F7", Touchless{true}},
        {"F0 00 00 66 14 0E 00 03 F7", Sensitivity{0, 3}},
        {"F0 00 00 66 14 0E 08 05 F7", Sensitivity{8, 5}},
        {"F0 00 00 66 14 0F 7F F7", GoOffline{}},
        {"F0 00 00 66 14 10 31 F7", digits(0, "1")},
        {"F0 00 00 66 14 10 '0123456789' F7", digits(0, "0123456789")},
        {"F0 00 00 66 14 11 01 F7", digits(10, "A")},
        {"F0 00 00 66 14 11 0E 10 F7", digits(10, "NP")},
        {"F0 00 00 66 14 12 00 'Trk 1  ' F7", Text{0, 0, "Trk 1  "}},
        {"F0 00 00 66 14 12 38 'Pan    ' F7", Text{0, 0x38, "Pan    "}},
        {"F0 00 00 66 14 12 6F 'x' F7", Text{0, 111, "x"}},
        {"F0 00 00 66 14 13 00 F7", VersionRequest{}},
        {"F0 00 00 66 14 1A F7", SerialRequest{}},
        {"F0 00 00 66 14 20 00 00 F7", ChannelMeterMode{0, false, false, false}},
        {"F0 00 00 66 14 20 01 01 F7", ChannelMeterMode{1, false, false, true}},
        {"F0 00 00 66 14 20 02 03 F7", ChannelMeterMode{2, false, true, true}},
        {"F0 00 00 66 14 20 03 06 F7", ChannelMeterMode{3, true, true, false}},
        {"F0 00 00 66 14 20 07 07 F7", ChannelMeterMode{7, true, true, true}},
        {"F0 00 00 66 14 21 00 F7", GlobalMeterMode{false}},
        {"F0 00 00 66 14 21 01 F7", GlobalMeterMode{true}},
        {"F0 00 00 66 14 61 F7", FadersToMinimum{}},
        {"F0 00 00 66 14 62 F7", LedsOff{}},
        {"F0 00 00 66 14 63 F7", Reboot{}},
        {"F0 00 00 66 14 72 00 01 02 03 04 05 06 07 F7", rainbow()},
    }));
    const auto message = bytes(wire);
    CHECK(read(message, From::host).value() == event);
    CHECK(hex(write(event)) == hex(message));
    CHECK(read(message, From::surface).error() == Fault::unknown);
}

TEST_CASE("mcu: every command of a surface, read and written")
{
    const auto [wire, event] = GENERATE(table<std::string, Event>({
        {"F0 00 00 66 14 01 58 59 5A 57 18 61 05 57 18 61 05 F7",
         HostConnectionQuery{seen_serial, {0x57, 0x18, 0x61, 0x05}}},
        {"F0 00 00 66 14 03 'XYZW123' F7", HostConnectionConfirmation{serial}},
        {"F0 00 00 66 14 04 'XYZW123' F7", HostConnectionError{serial}},
        {"F0 00 00 66 14 06 F7", Ready{}},
        {"F0 00 00 66 14 14 'V1.02' F7", VersionReply{"V1.02"}},
        {"F0 00 00 66 14 14 'V2.1.3' F7", VersionReply{"V2.1.3"}},
        {"F0 00 00 66 14 1B 'XYZW123' F7", SerialReply{serial}},
    }));
    const auto message = bytes(wire);
    CHECK(read(message, From::surface).value() == event);
    CHECK(hex(write(event)) == hex(message));
    CHECK(read(message, From::host).error() == Fault::unknown);
}

TEST_CASE("mcu: the model byte is learnt from the surface and used by the host")
{
    const auto model = GENERATE(as<int>{}, logic_control, logic_control_extender, main_unit, extender, 0x17);
    const auto ready = write(Ready{}, {model});
    CHECK(to_int(ready[4]) == model);
    CHECK(model_of(ready).value() == model);
    CHECK(read(ready, From::surface).value() == Event(Ready{}));
    CHECK(to_int(write(Text{0, 0, "x"}, {model})[4]) == model);
    CHECK(to_int(write(Reset{}, {model})[4]) == model);
}

TEST_CASE("mcu: not every message has a model to learn")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 00 00 66 7F 01 F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 10 F7", Fault::unknown},
        {"F0 00 00 66 58 01 F7", Fault::unknown},
        {"F0 00 20 32 58 54 00 F7", Fault::unknown},
        {"F0 7E 7F 06 01 F7", Fault::unknown},
        {"F0 00 00 66 F7", Fault::truncated},
        {"F0 00 00 F7", Fault::unknown},
        {"F0 F7", Fault::unknown},
        {"F0 00 00 66 14", Fault::unterminated},
        {"90 00 00", Fault::unknown},
        {"", Fault::missing},
    }));
    CHECK(model_of(bytes(wire)).error() == fault);
}

TEST_CASE("mcu: a command that is bent is refused")
{
    const auto [wire, from, fault] = GENERATE(table<std::string, From, Fault>({
        {"F0 F7", From::host, Fault::unknown},
        {"F0 00 00 66 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 00", From::host, Fault::unterminated},
        {"F0 00 00 66 14 00 00 F7", From::host, Fault::trailing},
        {"F0 00 00 66 14 80 F7", From::host, Fault::malformed},
        {"F0 00 00 67 14 00 F7", From::host, Fault::unknown},
        {"F0 00 00 66 05 00 F7", From::host, Fault::unknown},
        {"F0 00 00 66 58 20 F7", From::host, Fault::unknown},
        {"F0 00 00 66 14 05 F7", From::host, Fault::unknown},
        {"F0 00 00 66 14 07 F7", From::surface, Fault::unknown},
        {"F0 00 00 66 14 08 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 08 01 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 0F 00 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 13 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 0A F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 0A 02 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 0A 01 01 F7", From::host, Fault::trailing},
        {"F0 00 00 66 14 0C 7F F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 0E 09 00 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 0E 00 06 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 0E 00 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 10 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 10 '01234567890' F7", From::host, Fault::trailing},
        {"F0 00 00 66 14 11 '012' F7", From::host, Fault::trailing},
        {"F0 00 00 66 14 12 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 12 70 'x' F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 12 6F 'xy' F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 20 08 00 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 20 00 08 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 21 02 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 72 00 01 02 03 04 05 06 F7", From::host, Fault::truncated},
        {"F0 00 00 66 14 72 00 01 02 03 04 05 06 08 F7", From::host, Fault::out_of_range},
        {"F0 00 00 66 14 72 00 01 02 03 04 05 06 07 00 F7", From::host, Fault::trailing},
        {"F0 00 00 66 14 01 'XYZW123' 00 00 00 F7", From::surface, Fault::truncated},
        {"F0 00 00 66 14 01 'XYZW123' 00 00 00 00 00 F7", From::surface, Fault::trailing},
        {"F0 00 00 66 14 03 'XYZW12' F7", From::surface, Fault::truncated},
        {"F0 00 00 66 14 14 F7", From::surface, Fault::truncated},
        {"F0 00 00 66 14 14 'much too long a version' F7", From::surface, Fault::trailing},
    }));
    CHECK(read(bytes(wire), from).error() == fault);
}

TEST_CASE("mcu: firmware is no event, so nothing can pass it on")
{
    CHECK(read(bytes("F0 00 00 66 14 18 01 02 03 F7"), From::host).error() == Fault::unknown);
    CHECK(read(bytes("F0 00 00 66 7F 18 01 02 03 F7"), From::host).error() == Fault::unknown);
}

TEST_CASE("mcu: a full display is one message of 120 bytes, a cell one of 15")
{
    const Display display;
    CHECK(write(Text{0, 0, display.letters()}).size() == 120);
    CHECK(write(Text{0, 7, "Vox    "}).size() == 15);
    const auto message = write(Text{0, 0, display.letters()});
    CHECK(std::get<Text>(read(message, From::host).value()).text.size() == 112);
}

TEST_CASE("mcu: displays and colours of a dialect go under headers of their own")
{
    const auto& [wire, dialect, event] = GENERATE(table<std::string, Dialect, Event>({
        {"F0 00 00 67 15 13 00 ' Vox' F7", twice, Text{1, 0, " Vox"}},
        {"F0 00 00 67 15 13 31 'Main' F7", twice, Text{1, 0x31, "Main"}},
        {"F0 00 00 66 14 12 00 'Vox' F7", twice, Text{0, 0, "Vox"}},
        {"F0 00 00 66 17 30 38 'a' F7", quad, Text{1, 0x38, "a"}},
        {"F0 00 00 66 17 31 00 'b' F7", quad, Text{2, 0, "b"}},
        {"F0 00 02 4E 16 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 F7", coloured,
         ramp()},
    }));
    const auto message = bytes(wire);
    CHECK(read(message, From::host, dialect).value() == event);
    CHECK(hex(write(event, dialect)) == hex(message));
}

TEST_CASE("mcu: what a dialect has not is neither read nor written")
{
    CHECK(read(bytes("F0 00 00 67 15 13 00 'x' F7"), From::host).error() == Fault::unknown);
    CHECK(read(bytes("F0 00 00 67 15 13 00 'x' F7"), From::surface, twice).error() == Fault::unknown);
    CHECK(read(bytes("F0 00 00 67 15 13 F7"), From::host, twice).error() == Fault::truncated);
    CHECK(read(bytes("F0 00 00 67 15 13 70 F7"), From::host, twice).error() == Fault::out_of_range);
    CHECK(read(bytes("F0 00 02 4E 16 14 00 01 F7"), From::host, coloured).error() == Fault::truncated);
    CHECK(write(Text{1, 0, "x"}).empty());
    CHECK(write(Text{2, 0, "x"}, twice).empty());
    CHECK(write(Text{-1, 0, "x"}, twice).empty());
    CHECK(write(ramp()).empty());
}

TEST_CASE("mcu: what is sent never carries a byte of eight bits inside")
{
    CHECK(hex(write(Text{0, 0, "\xC3"})) == "F0 00 00 66 14 12 00 43 F7");
    CHECK(hex(write(Backlight{255})) == "F0 00 00 66 14 0B 7F F7");
    CHECK(hex(write(DeviceQuery{}, {0x94})) == "F0 00 00 66 14 00 F7");
}

TEST_CASE("mcu: a host and a surface agree about both displays")
{
    Display wanted;
    wanted.put_cell({}, 0, 0, "Kick");
    wanted.put_cell({}, 0, 1, "Snare");
    wanted.put_cell({}, 1, 7, "-5.3");
    const auto display = GENERATE(0, 1);
    Display shown = Display::unknown();
    for (const auto& run : changes(Display::unknown(), wanted)) {
        const auto message = write(Text{display, run.offset, run.text}, twice);
        const auto text = std::get<Text>(read(message, From::host, twice).value());
        CHECK(text.display == display);
        shown.apply(text.offset, text.text);
    }
    CHECK(shown == wanted);
}

TEST_CASE("mcu: no prefix of a command is read past its end")
{
    const auto whole = bytes("F0 00 00 66 14 01 58 59 5A 57 18 61 05 57 18 61 05 F7");
    const auto size = GENERATE(range<std::size_t>(0, 18));
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_FALSE(read(cut, From::surface).has_value());
    auto closed = cut;
    if (!closed.empty()) closed.back() = std::byte{0xF7};
    CHECK_FALSE(read(closed, From::surface).has_value());
}
