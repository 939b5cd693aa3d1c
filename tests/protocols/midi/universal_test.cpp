#include "midi/universal.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

Manufacturer maker(const std::string& id)
{
    const auto message = sysex(bytes(id));
    return manufacturer_of(message).value();
}

std::array<std::byte, 4> version(const std::string& text)
{
    const auto from = bytes(text);
    return {from[0], from[1], from[2], from[3]};
}

}  // namespace

TEST_CASE("an identity is asked for")
{
    const auto [device, wire] = GENERATE(table<int, std::string>({
        {all_devices, "F0 7E 7F 06 01 F7"},
        {0, "F0 7E 00 06 01 F7"},
        {15, "F0 7E 0F 06 01 F7"},
    }));
    CHECK(hex(identity_request(device)) == wire);
    CHECK(read_identity_request(bytes(wire)).value() == device);
}

TEST_CASE("an identity is told")
{
    const auto [wire, identity] = GENERATE(table<std::string, Identity>({
        {"F0 7E 10 06 02 41 42 01 03 00 00 01 02 03 F7",
         Identity{0x10, maker("41"), 0x42 | 1 << 7, 3, version("00 01 02 03")}},
        {"F0 7E 7F 06 02 00 20 32 00 01 7F 7F 04 03 02 01 F7",
         Identity{0x7F, maker("00 20 32"), 128, 16383, version("04 03 02 01")}},
    }));
    CAPTURE(wire);
    CHECK(read_identity_reply(bytes(wire)).value() == identity);
    CHECK(hex(identity_reply(identity)) == wire);
}

TEST_CASE("a bent identity is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 7E 7F 06 01 F7", Fault::unknown},  // a port that echoes our own question
        {"F0 7F 10 06 02 41 42 01 03 00 00 01 02 03 F7", Fault::unknown},
        {"F0 41 10 06 02 F7", Fault::unknown},
        {"F0 7E 10 06 F7", Fault::truncated},
        {"F0 7E 10 F7", Fault::truncated},
        {"F0 7E F7", Fault::truncated},
        {"F0 F7", Fault::truncated},
        {"F0 7E 10 06 02 F7", Fault::truncated},
        {"F0 7E 10 06 02 00 20 F7", Fault::truncated},
        {"F0 7E 10 06 02 41 42 01 03 00 00 01 02 F7", Fault::truncated},
        {"F0 7E 10 06 02 41 42 01 03 00 00 01 02 03 04 F7", Fault::trailing},
        {"F0 7E 10 06 02 41 42 01 03 00 00 01 02 03", Fault::unterminated},
    }));
    CAPTURE(wire);
    CHECK(read_identity_reply(bytes(wire)).error() == fault);
    CHECK(read_identity_request(bytes("F0 7E 7F 06 01 00 F7")).error() == Fault::trailing);
    CHECK(read_identity_request(bytes("F0 7E 7F 06 02 F7")).error() == Fault::unknown);
}

TEST_CASE("a handshake is one word and a packet")
{
    const auto [wire, word] = GENERATE(table<std::string, Handshake>({
        {"F0 7E 00 7B 05 F7", Handshake::eof},
        {"F0 7E 00 7C 05 F7", Handshake::wait},
        {"F0 7E 00 7D 05 F7", Handshake::cancel},
        {"F0 7E 00 7E 05 F7", Handshake::nak},
        {"F0 7E 00 7F 05 F7", Handshake::ack},
    }));
    CHECK(hex(handshake({0, word, 5})) == wire);
    CHECK(read_handshake(bytes(wire)).value() == HandshakeMessage{0, word, 5});
}

TEST_CASE("a bent handshake is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 7E 00 7A 05 F7", Fault::unknown},
        {"F0 7F 00 7F 05 F7", Fault::unknown},
        {"F0 7E 00 7F F7", Fault::truncated},
        {"F0 7E 00 7F 05 06 F7", Fault::trailing},
        {"F0 7E 00 7F 05", Fault::unterminated},
    }));
    CAPTURE(wire);
    CHECK(read_handshake(bytes(wire)).error() == fault);
}

TEST_CASE("the master volume has fourteen bits, low ones first")
{
    const auto [wire, value] = GENERATE(table<std::string, int>({
        {"F0 7F 7F 04 01 00 00 F7", 0},
        {"F0 7F 7F 04 01 01 00 F7", 1},
        {"F0 7F 7F 04 01 00 40 F7", 8192},
        {"F0 7F 7F 04 01 7F 7F F7", 16383},
    }));
    CHECK(hex(master_volume({all_devices, value})) == wire);
    CHECK(read_master_volume(bytes(wire)).value() == MasterVolume{all_devices, value});
    CHECK(read_master_volume(bytes("F0 7F 7F 04 01 00 F7")).error() == Fault::truncated);
    CHECK(read_master_volume(bytes("F0 7F 7F 04 01 00 00 00 F7")).error() == Fault::trailing);
    CHECK(read_master_volume(bytes("F0 7F 7F 04 02 00 00 F7")).error() == Fault::unknown);
}

TEST_CASE("General MIDI is switched on and off")
{
    const auto [wire, on] = GENERATE(table<std::string, bool>({
        {"F0 7E 7F 09 01 F7", true},
        {"F0 7E 7F 09 02 F7", false},
    }));
    CHECK(hex(general_midi({all_devices, on})) == wire);
    CHECK(read_general_midi(bytes(wire)).value() == GeneralMidi{all_devices, on});
    CHECK(read_general_midi(bytes("F0 7E 7F 09 F7")).error() == Fault::truncated);
    CHECK(read_general_midi(bytes("F0 7E 7F 09 03 F7")).error() == Fault::unknown);
    CHECK(read_general_midi(bytes("F0 7E 7F 09 01 00 F7")).error() == Fault::trailing);
    CHECK(read_general_midi(bytes("F0 7F 7F 09 01 F7")).error() == Fault::unknown);
}
