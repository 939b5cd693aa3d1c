#include "midi/program.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

std::string shown(const std::vector<Message>& messages)
{
    std::string text;
    for (const auto& message : messages) text += (text.empty() ? "" : " | ") + hex(message.bytes());
    return text;
}

}  // namespace

TEST_CASE("a program is selected as the device counts its banks")
{
    const auto [style, bank, wire] = GENERATE(table<BankSelect, int, std::string>({
        {BankSelect::none, 0, "C3 05"},
        {BankSelect::high, 2, "B3 00 02 | C3 05"},
        {BankSelect::low, 2, "B3 20 02 | C3 05"},
        {BankSelect::both, 130, "B3 00 01 | B3 20 02 | C3 05"},
        {BankSelect::both, 0, "B3 00 00 | B3 20 00 | C3 05"},
    }));
    const ProgramChange change{3, bank, 5};
    const auto messages = select_program(change, style);
    CHECK(shown(messages) == wire);
    ProgramReader reader(style);
    for (std::size_t index = 0; index + 1 < messages.size(); ++index) CHECK_FALSE(reader.read(messages[index]));
    CHECK(reader.read(messages.back()) == change);
}

TEST_CASE("a bank counts for its own channel and stays")
{
    ProgramReader reader(BankSelect::both);
    CHECK_FALSE(reader.read(control_change(0, 0, 1)));
    CHECK_FALSE(reader.read(control_change(0, 32, 2)));
    CHECK(reader.read(program_change(1, 9)) == ProgramChange{1, 0, 9});
    CHECK(reader.read(program_change(0, 9)) == ProgramChange{0, 130, 9});
    CHECK(reader.read(program_change(0, 10)) == ProgramChange{0, 130, 10});
    CHECK_FALSE(reader.read(plain(Kind::clock)));
    CHECK_FALSE(reader.read(note_on(0, 0, 1)));
}
