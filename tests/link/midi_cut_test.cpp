#include "link/midi_cut.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace recalld;

namespace {

/// `90 01 7F`, messages parted by `|`.
std::string cut(std::initializer_list<int> values)
{
    std::vector<std::byte> packet;
    for (const int value : values) packet.push_back(static_cast<std::byte>(value));
    std::string text;
    link::for_each_midi_message(packet, [&](link::View message) {
        text += text.empty() ? "" : "| ";
        for (const auto byte : message) {
            char digits[4];
            std::snprintf(digits, sizeof digits, "%02X ", std::to_integer<unsigned>(byte));
            text += digits;
        }
    });
    return text.empty() ? text : text.substr(0, text.size() - 1);
}

}  // namespace

TEST_CASE("a packet is cut into messages")
{
    CHECK(cut({}).empty());
    CHECK(cut({0x90, 1, 2}) == "90 01 02");
    CHECK(cut({0x90, 1, 2, 0x80, 1, 0}) == "90 01 02 | 80 01 00");
    CHECK(cut({0xC3, 5, 0xD0, 0x7F, 0xE8, 1, 2}) == "C3 05 | D0 7F | E8 01 02");
    CHECK(cut({0xF1, 0x23, 0xF2, 1, 2, 0xF3, 4, 0xF6}) == "F1 23 | F2 01 02 | F3 04 | F6");
    CHECK(cut({0xF8, 0xFA, 0xFF}) == "F8 | FA | FF");
}

TEST_CASE("running status is written out")
{
    CHECK(cut({0x90, 1, 2, 3, 4, 5, 6}) == "90 01 02 | 90 03 04 | 90 05 06");
    CHECK(cut({0xD0, 1, 2, 3}) == "D0 01 | D0 02 | D0 03");
    CHECK(cut({0xF1, 1, 2}) == "F1 01 | 02");
}

TEST_CASE("SysEx goes whole, or broken as it was broken")
{
    CHECK(cut({0xF0, 1, 2, 0xF7, 0x90, 1, 2}) == "F0 01 02 F7 | 90 01 02");
    CHECK(cut({0xF0, 1, 0xF8, 2, 0xF7}) == "F0 01 F8 02 F7");
    CHECK(cut({0xF0, 1, 0x90, 1, 2}) == "F0 01 | 90 01 02");
    CHECK(cut({0xF0, 1, 0xF0, 2, 0xF7}) == "F0 01 | F0 02 F7");
    CHECK(cut({0xF0, 1, 2}) == "F0 01 02");
    CHECK(cut({3, 4, 0xF7, 0xFE}) == "03 04 F7 | FE");
}

TEST_CASE("what ends too early goes as it is")
{
    CHECK(cut({0x90, 1}) == "90 01");
    CHECK(cut({0x90}) == "90");
    CHECK(cut({0x90, 1, 0x90, 1, 2}) == "90 01 | 90 01 02");
    CHECK(cut({0x90, 1, 2, 3}) == "90 01 02 | 90 03");
    CHECK(cut({0xF7}) == "F7");
}
