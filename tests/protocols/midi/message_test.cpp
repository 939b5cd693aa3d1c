#include "midi/message.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

TEST_CASE("a message is built from its meaning and read from its bytes")
{
    const auto [built, wire, words] = GENERATE(table<Message, std::string, std::string>({
        {note_off(0, 60), "80 3C 40", "ch 1 note off 60 velocity 64"},
        {note_on(15, 0, 127), "9F 00 7F", "ch 16 note on 0 velocity 127"},
        {note_on(0, 60, 0), "90 3C 00", "ch 1 note on 60 velocity 0"},
        {poly_pressure(1, 64, 3), "A1 40 03", "ch 2 poly pressure 64 pressure 3"},
        {control_change(2, 7, 100), "B2 07 64", "ch 3 control 7 value 100"},
        {program_change(9, 5), "C9 05", "ch 10 program 5"},
        {channel_pressure(0, 18), "D0 12", "ch 1 pressure 18"},
        {pitch_bend(0, 0), "E0 00 00", "ch 1 pitch bend 0"},
        {pitch_bend(8, bend_centre), "E8 00 40", "ch 9 pitch bend 8192"},
        {pitch_bend(0, 16383), "E0 7F 7F", "ch 1 pitch bend 16383"},
        {pitch_bend(0, 1), "E0 01 00", "ch 1 pitch bend 1"},
        {quarter_frame(0x71), "F1 71", "quarter frame 113"},
        {song_position(300), "F2 2C 02", "song position 300"},
        {song_select(3), "F3 03", "song 3"},
        {plain(Kind::tune_request), "F6", "tune request"},
        {plain(Kind::clock), "F8", "clock"},
        {plain(Kind::start), "FA", "start"},
        {plain(Kind::resume), "FB", "continue"},
        {plain(Kind::stop), "FC", "stop"},
        {plain(Kind::active_sensing), "FE", "active sensing"},
        {plain(Kind::reset), "FF", "reset"},
    }));
    CAPTURE(wire);
    CHECK(hex(built.bytes()) == wire);
    CHECK(describe(built) == words);
    const auto sent = bytes(wire);
    CHECK(read_message(sent).value() == built);
    CHECK(read_message(sent)->kind() == built.kind());
    CHECK(built.copy() == sent);
}

TEST_CASE("the parts of a message are told")
{
    const auto cc = control_change(4, 99, 2);
    CHECK(cc.kind() == Kind::control_change);
    CHECK(cc.is_channel_message());
    CHECK(cc.channel() == 4);
    CHECK(cc.data1() == 99);
    CHECK(cc.data2() == 2);
    CHECK(pitch_bend(0, 12345).data14() == 12345);
    CHECK(song_position(16383).data14() == 16383);
    CHECK(program_change(0, 7).data2() == 0);
    CHECK(plain(Kind::clock).data1() == 0);
    CHECK_FALSE(plain(Kind::clock).is_channel_message());
}

TEST_CASE("a note-on of velocity 0 is not a note-off")
{
    const auto played = bytes("90 3C 00");
    const auto message = read_message(played).value();
    CHECK(message.kind() == Kind::note_on);
    CHECK(hex(message.bytes()) == "90 3C 00");
}

TEST_CASE("a SysEx of any size is one message")
{
    const std::string wire = GENERATE("F0 F7", "F0 00 F7", "F0 7E 7F 06 01 F7", "F0 00 00 66 14 12 00 'Vox' F7");
    const auto sent = bytes(wire);
    const auto message = read_message(sent).value();
    CHECK(message.kind() == Kind::sysex);
    CHECK(hex(message.bytes()) == hex(sent));
    CHECK(describe(message) == "sysex, " + std::to_string(sent.size()) + " bytes: " + hex(sent));
}

TEST_CASE("a copied message keeps its bytes")
{
    const auto first = note_on(0, 1, 2);
    auto second = note_on(0, 3, 4);
    second = first;
    CHECK(second.bytes().data() != first.bytes().data());
    CHECK(hex(second.bytes()) == "90 01 02");
}

TEST_CASE("a long SysEx is shown by its beginning")
{
    auto sent = Bytes(40, std::byte{1});
    sent.front() = sysex_begin;
    sent.back() = sysex_end;
    const auto line = describe(read_message(sent).value());
    CHECK_THAT(line, Catch::StartsWith("sysex, 40 bytes: F0 01 01") && Catch::EndsWith("01 …"));
}

TEST_CASE("bytes that are not one message are refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::missing},
        {"3C 40", Fault::unknown},
        {"F4", Fault::unknown},
        {"F5", Fault::unknown},
        {"F7", Fault::unknown},
        {"F9", Fault::unknown},
        {"FD", Fault::unknown},
        {"90", Fault::truncated},
        {"90 3C", Fault::truncated},
        {"C0", Fault::truncated},
        {"F2 00", Fault::truncated},
        {"90 3C 40 41", Fault::trailing},
        {"C0 01 02", Fault::trailing},
        {"F8 F8", Fault::trailing},
        {"90 3C 80", Fault::malformed},
        {"90 F8 40", Fault::malformed},
        {"F0", Fault::unterminated},
        {"F0 01 02", Fault::unterminated},
        {"F0 01 F8 02 F7", Fault::malformed},
        {"F0 F0 F7", Fault::malformed},
        {"F0 01 F7 00", Fault::trailing},
        {"F0 01 F7 F7", Fault::trailing},
    }));
    CAPTURE(wire);
    const auto sent = bytes(wire);
    CHECK(read_message(sent).error() == fault);
}

TEST_CASE("every status has its length")
{
    const auto [status, size] = GENERATE(table<int, int>({
        {0x00, -1}, {0x7F, -1}, {0x80, 2}, {0x9F, 2}, {0xA0, 2}, {0xBF, 2},  {0xC0, 1},  {0xDF, 1}, {0xE0, 2},
        {0xEF, 2},  {0xF0, -1}, {0xF1, 1}, {0xF2, 2}, {0xF3, 1}, {0xF4, -1}, {0xF5, -1}, {0xF6, 0}, {0xF7, -1},
        {0xF8, 0},  {0xF9, -1}, {0xFA, 0}, {0xFB, 0}, {0xFC, 0}, {0xFD, -1}, {0xFE, 0},  {0xFF, 0},
    }));
    CAPTURE(status);
    CHECK(data_size(static_cast<std::byte>(status)) == size);
}
