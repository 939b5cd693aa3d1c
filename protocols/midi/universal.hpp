#pragma once

#include "midi/sysex.hpp"

#include <array>
#include <cstdint>

namespace recalld::midi {

inline constexpr int all_devices = 0x7f;

/// A SysEx that every maker understands: F0 7E (7F when real time), device, two numbers that say what it is about …
struct Universal {
    bool real_time = false;
    int device = all_devices;  ///< 0…127
    int subject = 0;           ///< the first number
    View rest;                 ///< what follows it, up to F7; lives as long as the message
};

/// Fault::unknown for the message of a maker, ::truncated, and the faults of sysex_content().
Result<Universal> read_universal(View message);
Bytes universal(const Universal& content);

/// Who a device says it is.
struct Identity {
    int device = all_devices;
    Manufacturer maker;
    int family = 0;  ///< 0…16383
    int model = 0;   ///< 0…16383
    std::array<std::byte, 4> version{};
    bool operator==(const Identity&) const = default;
};

/// Asks who is there; old units answer to their own number only.
Bytes identity_request(int device = all_devices);
/// The device that is asked. Fault::unknown for anything else: ports that echo send the request itself back.
Result<int> read_identity_request(View message);

Bytes identity_reply(const Identity& identity);
/// Fault::unknown for another message, ::truncated, ::trailing.
Result<Identity> read_identity_reply(View message);

/// What the two sides of a dump in packets say to each other.
enum class Handshake : std::uint8_t { eof = 0x7b, wait = 0x7c, cancel = 0x7d, nak = 0x7e, ack = 0x7f };

struct HandshakeMessage {
    int device = all_devices;
    Handshake word = Handshake::ack;
    int packet = 0;  ///< 0…127
    bool operator==(const HandshakeMessage&) const = default;
};

Bytes handshake(const HandshakeMessage& message);
Result<HandshakeMessage> read_handshake(View message);

struct MasterVolume {
    int device = all_devices;
    int value = 0;  ///< 0…16383
    bool operator==(const MasterVolume&) const = default;
};

Bytes master_volume(const MasterVolume& volume);
Result<MasterVolume> read_master_volume(View message);

/// The General MIDI mode of a sound module, on or off.
struct GeneralMidi {
    int device = all_devices;
    bool on = true;
    bool operator==(const GeneralMidi&) const = default;
};

Bytes general_midi(const GeneralMidi& mode);
Result<GeneralMidi> read_general_midi(View message);

}  // namespace recalld::midi
