#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace recalld::studio {

/// What a number in a message stands for. `other` is whatever came: it goes back as it was.
enum class Role : std::uint8_t { device, channel, value, block, total, other };

/// How a checksum is made; all but the last are one byte of seven bits.
enum class Sum : std::uint8_t { twos_complement, ones_complement, sum, exclusive_or, sum_14 };

/// One part of a message.
struct Piece {
    enum class Kind : std::uint8_t { fixed, number, data, sum } kind = Kind::fixed;
    std::string bytes;             ///< fixed: as they stand on the wire
    Role role = Role::other;       ///< number
    std::uint8_t count = 1;        ///< number: so many bytes …
    std::uint8_t bits = 7;         ///< … of so many bits
    bool low_first = false;        ///< number: the lowest bits stand first
    bool is_signed = false;        ///< number: two's complement
    std::uint8_t high = 0;         ///< number of one nibble: the upper half of its byte
    Sum sum = Sum::twos_complement;
    std::uint8_t seed = 0;         ///< sum: what it starts from
};

/// The bytes of one kind of message, for writing and for reading. Read by load/message_yaml from text such as
/// `F0 43 {device:2n} 7E ('LM  8D11' {data}) {sum:twos} F7`. A value; any thread.
struct MessageTemplate {
    std::vector<Piece> pieces;
    std::size_t sum_from = 0, sum_to = 0;   ///< the pieces that the checksum is of: from … to - 1

    bool empty() const { return pieces.empty(); }
    bool has(Role role) const;
    bool has(Piece::Kind kind) const;
    std::size_t fixed_bytes() const;        ///< how much of it is certain: the more, the fewer strangers it takes for its own
};

/// Bytes of a message that may differ from one dump to the next: from … to - 1, F0 = 0; negative ones count from the end, F7 = -1.
struct Volatile {
    int from = 0, to = 0;
    bool operator==(const Volatile&) const = default;
};

/// How one parameter travels over MIDI.
struct Way {
    enum class Kind : std::uint8_t { none, controller, registered, non_registered, program, exclusive, dump } kind = Kind::none;
    enum class Halves : std::uint8_t { high_first, low_first, high_only, low_only } halves = Halves::high_only;
    enum class Bank : std::uint8_t { none, high, low, both } bank = Bank::none;
    int number = 0;                ///< of the controller or parameter
    int offset = 0;                ///< added to the native number on the wire
    int per_bank = 128;            ///< programs in a bank
    bool by_increment = false;     ///< asked by a step of data byte 7F, which does not move it
    MessageTemplate ask;           ///< what makes it answer
    MessageTemplate set;           ///< carries its value; a dump goes back in it
    MessageTemplate answer;        ///< carries its value from the device
    std::string by_hand;           ///< what a person does at the front panel to start the dump
    std::uint32_t size = 0;        ///< bytes of an answer, roughly; 0 = not known
    std::vector<Volatile> fleeting;

    bool can_be_asked() const { return by_increment || !ask.empty(); }
    bool is_armed() const { return !by_hand.empty(); }
};

/// What a profile says about a MIDI box as a whole.
struct MidiFacts {
    bool is_numbered = false;              ///< it has a device number
    int device_from = 1, device_to = 16;   ///< device numbers as the front panel shows them …
    int device_wire = 0;                   ///< … and the first of them on the wire
    bool null_after = true;                ///< RPN and NRPN are deselected after each edit
    bool low_address_first = false;
    enum class Blocks : std::uint8_t { to_total, below_total, from_one } blocks = Blocks::to_total;   ///< how block numbers run
    bool says_who_it_is = false;           ///< answers the universal identity request …
    std::string maker;                     ///< … with this maker, one byte or three,
    int family = -1, model = -1;           ///< and these; -1 = any
    std::uint32_t bytes_per_second = 3125; ///< what the line carries
    std::uint32_t gap_ms = 0;              ///< after each message
    std::uint32_t hand_ms = 120'000;       ///< patience for a dump that a person starts
    std::vector<Way> ways;                 ///< one a parameter; empty for other protocols
};

}  // namespace recalld::studio
