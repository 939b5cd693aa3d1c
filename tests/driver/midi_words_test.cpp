#include "driver/midi_words.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using driver::MidiWords;
using enum MidiWords::Side;
using wire::bytes;

namespace {

std::vector<std::string> words(MidiWords& reader, std::string_view hex, MidiWords::Side side = either)
{
    std::vector<std::string> lines;
    for (const auto& line : reader.read(bytes(hex), side, {})) lines.push_back(line.words);
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("plain MIDI in words, a line a message")
{
    MidiWords midi("midi");
    CHECK(words(midi, "90 3C 00 3E 40") == Lines{"ch 1 note on 60 velocity 0", "ch 1 note on 62 velocity 64"});
    CHECK(words(midi, "F0 7E").empty());
    const auto lines = midi.read(bytes("7F 06 01 F7"), either, {});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].words == "sysex, 6 bytes: F0 7E 7F 06 01 F7");
    CHECK(lines[0].bytes == bytes("F0 7E 7F 06 01 F7"));
}

TEST_CASE("the same bytes from a surface and from a host")
{
    for (const auto* language : {"mcu", "mackie", "xctl"}) {
        MidiWords mcu(language);
        CHECK(words(mcu, "90 12 7F", surface) == Lines{"mute/3 pressed"});
        CHECK(words(mcu, "90 12 7F", host) == Lines{"light mute/3 on"});
        CHECK(words(mcu, "90 12 7F") == Lines{"mute/3 pressed"});
        CHECK(words(mcu, "D0 30") == Lines{"meter 4 to 0"});
    }
}

TEST_CASE("what a language does not know is plain MIDI")
{
    MidiWords mcu("mcu");
    CHECK(words(mcu, "C0 05") == Lines{"ch 1 program 5"});
    CHECK(words(mcu, "F8", surface) == Lines{"clock"});
}

TEST_CASE("HUI keeps what one message leaves for the next, on both sides")
{
    MidiWords hui("hui");
    CHECK(words(hui, "B0 0F 02").empty());
    CHECK(words(hui, "B0 2F 42") == Lines{"mute/3 pressed"});
    CHECK(words(hui, "B0 0C 02 B0 2C 43") == Lines{"light solo/3 on"});
    CHECK(words(hui, "90 00 00", host) == Lines{"ping"});
}

TEST_CASE("languages and sides have names")
{
    CHECK_THROWS_WITH(MidiWords("osc"), "\"osc\" is none of midi, mcu, hui, xctl");
    CHECK(driver::midi_side("") == either);
    CHECK(driver::midi_side("surface") == surface);
    CHECK(driver::midi_side("host") == host);
    CHECK_THROWS_WITH(driver::midi_side("desk"), "\"desk\" is neither surface nor host");
}
