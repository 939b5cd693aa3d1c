#pragma once

#include "midi/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace recalld::midi {

/// Which halves of the bank number a device reads: controller 0 (high), controller 32 (low).
enum class BankSelect : std::uint8_t { none, high, low, both };

/// A program in a bank, as the wire counts them: from 0.
struct ProgramChange {
    int channel = 0;  ///< 0…15
    int bank = 0;     ///< 0…16383 with both halves, 0…127 with one
    int program = 0;  ///< 0…127
    bool operator==(const ProgramChange&) const = default;
};

/// The bank, as the device wants it, and the program change that makes it count. Some devices need 10 to 100 ms
/// between the two: send the messages with that gap.
std::vector<Message> select_program(const ProgramChange& change, BankSelect style);

/// Remembers the bank of each channel; it takes effect with the program change only.
class ProgramReader {
public:
    explicit ProgramReader(BankSelect style) : style_(style) {}

    /// The program that this message selects, if it does.
    std::optional<ProgramChange> read(const Message& message);

private:
    struct Bank {
        int high = 0;
        int low = 0;
    };

    BankSelect style_;
    std::array<Bank, 16> banks_;
};

}  // namespace recalld::midi
