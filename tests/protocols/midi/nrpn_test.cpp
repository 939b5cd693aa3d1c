#include "midi/nrpn.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using recalld::wire::hex;

namespace {

using Space = ParameterAddress::Space;
using What = ControllerChange::Kind;
using Action = ControllerChange::Action;

std::string shown(const std::vector<Message>& messages)
{
    std::string text;
    for (const auto& message : messages) text += (text.empty() ? "" : " | ") + hex(message.bytes());
    return text;
}

ControllerFormat format_of(Order address, Halves data, bool null_after)
{
    ControllerFormat format;
    format.address = address;
    format.data = data;
    format.null_after = null_after;
    return format;
}

ControllerFormat pairs_of(std::size_t controller, Halves halves)
{
    ControllerFormat format;
    format.paired.set(controller);
    format.pairs = halves;
    return format;
}

/// The lines of all changes in controller-value pairs sent on channel 1.
std::string heard(ControllerReader& reader, std::initializer_list<std::pair<int, int>> sent)
{
    std::string text;
    for (const auto& [controller, value] : sent) {
        const auto change = reader.read(control_change(0, controller, value));
        if (change) text += (text.empty() ? "" : " | ") + describe(*change);
    }
    return text;
}

}  // namespace

TEST_CASE("a parameter is set in the order its device wants")
{
    const auto [space, order, halves, null_after, wire] = GENERATE(table<Space, Order, Halves, bool, std::string>({
        {Space::non_registered, Order::high_first, Halves::high_first, true,
         "B1 63 01 | B1 62 02 | B1 06 40 | B1 26 05 | B1 63 7F | B1 62 7F"},
        {Space::non_registered, Order::low_first, Halves::high_first, true,
         "B1 62 02 | B1 63 01 | B1 06 40 | B1 26 05 | B1 62 7F | B1 63 7F"},
        {Space::non_registered, Order::high_first, Halves::low_first, false,
         "B1 63 01 | B1 62 02 | B1 26 05 | B1 06 40"},
        {Space::registered, Order::high_first, Halves::high_first, true,
         "B1 65 01 | B1 64 02 | B1 06 40 | B1 26 05 | B1 65 7F | B1 64 7F"},
        {Space::registered, Order::low_first, Halves::high_first, false, "B1 64 02 | B1 65 01 | B1 06 40 | B1 26 05"},
    }));
    CAPTURE(wire);
    const auto format = format_of(order, halves, null_after);
    const ParameterAddress address{space, 130};
    const auto messages = set_parameter(1, address, 0x40 << 7 | 5, format);
    CHECK(shown(messages) == wire);

    ControllerReader reader(format);
    std::optional<ControllerChange> last;
    for (const auto& message : messages)
        if (const auto change = reader.read(message)) last = change;
    const auto kind = space == Space::registered ? What::registered : What::non_registered;
    CHECK(last == ControllerChange{kind, 1, 130, 0x40 << 7 | 5});
}

TEST_CASE("a parameter of seven bits is sent in one half")
{
    const auto [halves, wire] = GENERATE(table<Halves, std::string>({
        {Halves::high_only, "B0 63 00 | B0 62 0A | B0 06 64"},
        {Halves::low_only, "B0 63 00 | B0 62 0A | B0 26 64"},
    }));
    const auto format = format_of(Order::high_first, halves, false);
    const auto messages = set_parameter(0, {Space::non_registered, 10}, 100, format);
    CHECK(shown(messages) == wire);
    ControllerReader reader(format);
    CHECK_FALSE(reader.read(messages[0]));
    CHECK_FALSE(reader.read(messages[1]));
    CHECK(reader.read(messages[2]) == ControllerChange{What::non_registered, 0, 10, 100});
    CHECK(heard(reader, {{halves == Halves::high_only ? 38 : 6, 1}}).empty());
}

TEST_CASE("a parameter goes up and down")
{
    const auto [up, wire, words] = GENERATE(table<bool, std::string, std::string>({
        {true, "B0 63 01 | B0 62 02 | B0 60 00 | B0 63 7F | B0 62 7F", "ch 1 nrpn 130 up 0"},
        {false, "B0 63 01 | B0 62 02 | B0 61 00 | B0 63 7F | B0 62 7F", "ch 1 nrpn 130 down 0"},
    }));
    const auto messages = step_parameter(0, {Space::non_registered, 130}, up, {});
    CHECK(shown(messages) == wire);
    ControllerReader reader;
    std::string line;
    for (const auto& message : messages)
        if (const auto change = reader.read(message)) line += describe(*change);
    CHECK(line == words);
}

TEST_CASE("the high half counts at once and the low one refines it")
{
    ControllerReader reader;
    CHECK(heard(reader, {{99, 1}, {98, 2}, {6, 64}}) == "ch 1 nrpn 130 = 8192 (high half)");
    CHECK(heard(reader, {{38, 5}}) == "ch 1 nrpn 130 = 8197");
    CHECK(heard(reader, {{38, 6}}) == "ch 1 nrpn 130 = 8198");
    CHECK(heard(reader, {{6, 65}}) == "ch 1 nrpn 130 = 8320 (high half)");
}

TEST_CASE("every numbered parameter of the standard is known by its number")
{
    const auto number = GENERATE(0, 1, 2, 3, 4, 5);
    ControllerReader reader;
    const auto expected = "ch 1 rpn " + std::to_string(number) + " = 256 (high half)";
    CHECK(heard(reader, {{101, 0}, {100, number}, {6, 2}}) == expected);
}

TEST_CASE("a selected parameter stays selected until something ends it")
{
    ControllerReader reader;
    const auto selected = heard(reader, {{99, 1}, {98, 2}, {6, 0}});
    CHECK(selected == "ch 1 nrpn 130 = 0 (high half)");
    CHECK(heard(reader, {{7, 100}, {6, 1}}) == "ch 1 cc 7 = 100 | ch 1 nrpn 130 = 128 (high half)");
    const auto [ending, words] = GENERATE(table<std::pair<int, int>, std::string>({
        {{121, 0}, "ch 1 cc 121 = 0 | ch 1 cc 6 = 3 | ch 1 cc 96 = 0"},
        {{101, 0}, "ch 1 cc 6 = 3 | ch 1 cc 96 = 0"},
    }));
    CHECK(heard(reader, {ending, {6, 3}, {96, 0}}) == words);
}

TEST_CASE("a null deselects, in both spaces and orders")
{
    const auto [first, second] = GENERATE(table<int, int>({{101, 100}, {100, 101}, {99, 98}, {98, 99}}));
    ControllerReader reader;
    heard(reader, {{99, 1}, {98, 2}, {6, 0}});
    CHECK(heard(reader, {{first, 127}, {second, 127}, {6, 3}, {38, 4}}) == "ch 1 cc 6 = 3 | ch 1 cc 38 = 4");
}

TEST_CASE("half an address may stay as it was")
{
    ControllerReader reader;
    heard(reader, {{99, 1}, {98, 2}});
    CHECK(heard(reader, {{98, 3}, {6, 0}}) == "ch 1 nrpn 131 = 0 (high half)");
    CHECK(heard(reader, {{99, 2}, {6, 0}}) == "ch 1 nrpn 259 = 0 (high half)");
}

TEST_CASE("a value does not leak into the next parameter")
{
    ControllerReader reader;
    heard(reader, {{99, 1}, {98, 2}, {6, 64}, {38, 5}});
    CHECK(heard(reader, {{98, 3}, {38, 7}}).empty());  // the high half of this one is not known
    CHECK(heard(reader, {{6, 1}}) == "ch 1 nrpn 131 = 128 (high half)");
}

TEST_CASE("a channel strip and a parameter in one number, with a value and an extra")
{
    ControllerReader reader;
    heard(reader, {{99, 0x20}, {98, 0x17}});
    CHECK(heard(reader, {{6, 0x62}, {38, 0x07}}) == "ch 1 nrpn 4119 = 12544 (high half) | ch 1 nrpn 4119 = 12551");
}

TEST_CASE("channels do not mix")
{
    ControllerReader reader;
    heard(reader, {{99, 1}, {98, 2}});
    CHECK(reader.read(control_change(5, 6, 9)) == ControllerChange{What::plain, 5, 6, 9});
    reader.read(control_change(5, 121, 0));
    CHECK(heard(reader, {{6, 0}}) == "ch 1 nrpn 130 = 0 (high half)");
}

TEST_CASE("a controller of fourteen bits is a pair")
{
    const auto [halves, wire] = GENERATE(table<Halves, std::string>({
        {Halves::high_first, "B0 07 48 | B0 27 34"},
        {Halves::low_first, "B0 27 34 | B0 07 48"},
    }));
    const auto messages = set_paired(0, 7, 0x48 << 7 | 0x34, halves);
    CHECK(shown(messages) == wire);
    ControllerReader reader(pairs_of(7, halves));
    const auto first = reader.read(messages[0]);
    CHECK(first.has_value() == (halves == Halves::high_first));
    if (first) CHECK(*first == ControllerChange{What::paired, 0, 7, 0x48 << 7, false});
    CHECK(reader.read(messages[1]) == ControllerChange{What::paired, 0, 7, 0x48 << 7 | 0x34});
}

TEST_CASE("a new high half sets the low one to 0, and a sender may leave the high one out")
{
    ControllerReader reader(pairs_of(7, Halves::high_first));
    CHECK(heard(reader, {{39, 1}}).empty());
    CHECK(heard(reader, {{7, 1}, {39, 5}}) == "ch 1 wide cc 7 = 128 (high half) | ch 1 wide cc 7 = 133");
    CHECK(heard(reader, {{39, 6}}) == "ch 1 wide cc 7 = 134");
    CHECK(heard(reader, {{7, 2}}) == "ch 1 wide cc 7 = 256 (high half)");
}

TEST_CASE("controllers that are no pair are plain")
{
    ControllerReader reader(pairs_of(7, Halves::high_first));
    CHECK(heard(reader, {{10, 1}, {42, 2}, {64, 127}, {71, 3}, {127, 0}})
          == "ch 1 cc 10 = 1 | ch 1 cc 42 = 2 | ch 1 cc 64 = 127 | ch 1 cc 71 = 3 | ch 1 cc 127 = 0");
    CHECK_FALSE(reader.read(note_on(0, 7, 1)));
    CHECK_FALSE(reader.read(plain(Kind::clock)));
}
