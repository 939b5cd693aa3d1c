#pragma once

#include "midi/sysex.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recalld::midi {

/// How a value of fourteen bits travels in two controllers. `only` forms send one of them: seven bits.
enum class Halves : std::uint8_t { high_first, low_first, high_only, low_only };

/// A numbered parameter, RPN or NRPN.
struct ParameterAddress {
    enum class Space : std::uint8_t { registered, non_registered };

    Space space = Space::non_registered;
    int number = 0;  ///< 0…16383; null_parameter selects nothing
    bool operator==(const ParameterAddress&) const = default;
};

inline constexpr int null_parameter = 0x3fff;

/// How a device wants its controllers; encoder and decoder read the same description.
struct ControllerFormat {
    Order address = Order::high_first;  ///< which half of the parameter number is sent first
    Halves data = Halves::high_first;   ///< data entry of RPN and NRPN
    bool null_after = true;             ///< deselect after each edit, against stray data entries
    std::bitset<32> paired;             ///< controllers n that have fourteen bits together with n + 32
    Halves pairs = Halves::high_first;  ///< and how those travel; an `only` form sends one half of the pair
};

/// What a control change meant.
struct ControllerChange {
    enum class Kind : std::uint8_t {
        plain,           ///< a controller of seven bits
        paired,          ///< one of fourteen
        registered,      ///< an RPN
        non_registered,  ///< an NRPN
    };
    enum class Action : std::uint8_t { set, increment, decrement };

    Kind kind = Kind::plain;
    int channel = 0;    ///< 0…15
    int number = 0;     ///< of the controller (the one below 32, of a pair) or of the parameter
    int value = 0;      ///< 0…127 when plain or sent in one half, 0…16383 otherwise; for a step, its data byte
    bool whole = true;  ///< false: only the high half came yet, the low half counts as 0 and may follow within 20 ms
    Action action = Action::set;
    bool operator==(const ControllerChange&) const = default;
};

/// Sets an RPN or NRPN: address, data entry, and null when the format wants it. The value is 0…16383, or 0…127 when
/// one half is sent. The messages must not be mixed with those of another parameter on the same channel.
std::vector<Message> set_parameter(int channel, ParameterAddress address, int value, const ControllerFormat& format);

/// Moves a parameter one step up or down. `data` is the byte that goes along; most devices ignore it.
std::vector<Message> step_parameter(int channel, ParameterAddress address, bool up, const ControllerFormat& format,
                                    int data = 0);

/// A controller 0…31 of fourteen bits.
std::vector<Message> set_paired(int channel, int controller, int value, Halves halves = Halves::high_first);

/// Follows the controllers of sixteen channels. A selected parameter stays selected (running NRPN) until another
/// one, a null or Reset All Controllers comes; halves of an address are taken in any order, and a sender may leave
/// out the one that did not change. Data entry without a selected parameter is a plain controller. A value.
///
///     none ──both halves of a number──▶ selected ──null, CC 121──▶ none
///     selected ──data entry, step──▶ selected, one change
class ControllerReader {
public:
    explicit ControllerReader(const ControllerFormat& format = {}) : format_(format) {}

    /// The change that is known with this message; nothing for a part of one and for other messages.
    std::optional<ControllerChange> read(const Message& message);

private:
    using Half = std::optional<int>;

    struct Channel {
        ParameterAddress::Space space = ParameterAddress::Space::non_registered;
        Half address_high, address_low;
        Half data_high, data_low;
        std::array<Half, 32> pair_high, pair_low;
    };

    void select(int channel, int controller, int value);
    std::optional<ControllerChange> entered(int channel, int controller, int value);
    std::optional<ControllerChange> paired(int channel, int controller, int value);

    ControllerFormat format_;
    std::array<Channel, 16> channels_;
};

/// One line for people, channels from 1: `ch 1 nrpn 130 = 8192`, `ch 2 rpn 0 = 256 (high half)`, `ch 1 cc 7 = 100`.
std::string describe(const ControllerChange& change);

}  // namespace recalld::midi
