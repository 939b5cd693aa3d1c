#include "midi/program.hpp"

#include <cstddef>

namespace recalld::midi {

namespace {

constexpr int bank_high = 0;
constexpr int bank_low = 32;

int bank_of(int high, int low, BankSelect style)
{
    switch (style) {
        case BankSelect::none: return 0;
        case BankSelect::high: return high;
        case BankSelect::low: return low;
        case BankSelect::both: return high << 7 | low;
    }
    return 0;
}

}  // namespace

std::vector<Message> select_program(const ProgramChange& change, BankSelect style)
{
    std::vector<Message> messages;
    if (style == BankSelect::both) messages.push_back(control_change(change.channel, bank_high, change.bank >> 7));
    if (style == BankSelect::high) messages.push_back(control_change(change.channel, bank_high, change.bank));
    if (style == BankSelect::both) messages.push_back(control_change(change.channel, bank_low, change.bank & 0x7f));
    if (style == BankSelect::low) messages.push_back(control_change(change.channel, bank_low, change.bank));
    messages.push_back(program_change(change.channel, change.program));
    return messages;
}

std::optional<ProgramChange> ProgramReader::read(const Message& message)
{
    if (!message.is_channel_message()) return std::nullopt;
    auto& bank = banks_[static_cast<std::size_t>(message.channel())];
    if (message.kind() == Kind::control_change && message.data1() == bank_high) bank.high = message.data2();
    if (message.kind() == Kind::control_change && message.data1() == bank_low) bank.low = message.data2();
    if (message.kind() != Kind::program_change) return std::nullopt;
    return ProgramChange{message.channel(), bank_of(bank.high, bank.low, style_), message.data1()};
}

}  // namespace recalld::midi
