#include "rig/midi.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using rig::midi_to_hear;

TEST_CASE("a person names a port to listen to")
{
    const auto plain = midi_to_hear("Fader Main");
    CHECK(plain.kind == "midi");
    CHECK(plain.port_name == "Fader Main");
    CHECK(plain.api == "auto");
    CHECK(plain.only_hears);
    CHECK(midi_to_hear("jack:box:out").api == "jack");
    CHECK(midi_to_hear("jack:box:out").port_name == "box:out");
    CHECK(midi_to_hear("alsa:24:0").api == "alsa");
}

TEST_CASE("a port of ipMIDI has a number, and may have a network card")
{
    CHECK(midi_to_hear("ipmidi:3").kind == "ipmidi");
    CHECK(midi_to_hear("ipmidi:3").port == 3);
    CHECK(midi_to_hear("ipmidi:3").interface == "127.0.0.1");
    CHECK(midi_to_hear("ipmidi:64@10.0.0.1").port == 64);
    CHECK(midi_to_hear("ipmidi:64@10.0.0.1").interface == "10.0.0.1");
    for (const auto* wrong : {"ipmidi:", "ipmidi:0", "ipmidi:65", "ipmidi:x", "ipmidi:3 ", "ipmidi:99999999"})
        CHECK_THROWS_WITH(midi_to_hear(wrong), Catch::Contains("is not of the form ipmidi:1 … ipmidi:64"));
}
