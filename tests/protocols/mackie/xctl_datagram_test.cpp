#include "mackie/xctl.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::mackie;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

struct Cut {
    std::string messages;  ///< with a bar between them
    bool whole = false;
    Fault fault = Fault::missing;
};

Cut cut(View datagram)
{
    Cut result;
    const auto done = xctl::for_each_message(
        datagram, [&](View message) { result.messages += (result.messages.empty() ? "" : " | ") + hex(message); });
    result.whole = done.has_value();
    if (!done) result.fault = done.error();
    return result;
}

}  // namespace

TEST_CASE("a datagram is cut into its messages")
{
    const auto [datagram, messages] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"90 00 7F", "90 00 7F"},
        {"90 00 7F 01 00 02 01", "90 00 7F | 90 01 00 | 90 02 01"},
        {"D0 00 11 22", "D0 00 | D0 11 | D0 22"},
        {"C0 05 06", "C0 05 | C0 06"},
        {"E0 00 50 E1 00 60", "E0 00 50 | E1 00 60"},
        {"F0 00 20 32 58 54 00 F7", "F0 00 20 32 58 54 00 F7"},
        {"F0 F7", "F0 F7"},
        {"90 00 7F F0 01 F7 90 00 00", "90 00 7F | F0 01 F7 | 90 00 00"},
        {"F0 01 F7 F0 02 F7", "F0 01 F7 | F0 02 F7"},
        {"FF", "FF"},
        {"90 00 7F F8 01 7F", "90 00 7F | F8 | 90 01 7F"},
        {"F8 F8", "F8 | F8"},
        {"F1 23 F2 01 02 F3 04 F6", "F1 23 | F2 01 02 | F3 04 | F6"},
    }));
    const auto result = cut(bytes(datagram));
    CHECK(result.messages == messages);
    CHECK(result.whole);
}

TEST_CASE("a broken datagram gives what stood before the fault")
{
    const auto [datagram, messages, fault] = GENERATE(table<std::string, std::string, Fault>({
        {"00", "", Fault::malformed},
        {"00 90 00 7F", "", Fault::malformed},
        {"90", "", Fault::truncated},
        {"90 00", "", Fault::truncated},
        {"90 00 7F 01", "90 00 7F", Fault::truncated},
        {"90 00 90 00", "", Fault::malformed},
        {"90 00 F8 7F", "", Fault::malformed},
        {"90 00 7F F0", "90 00 7F", Fault::unterminated},
        {"90 00 7F F0 01 02", "90 00 7F", Fault::unterminated},
        {"F0 01 90 00 7F", "", Fault::malformed},
        {"F0 01 F8 F7", "", Fault::malformed},
        {"F0 F0 F7", "", Fault::malformed},
        {"F7", "", Fault::unknown},
        {"F4", "", Fault::unknown},
        {"90 00 7F F5", "90 00 7F", Fault::unknown},
        {"90 00 7F F0 F7 01 7F", "90 00 7F | F0 F7", Fault::malformed},
        {"90 00 7F F6 01 7F", "90 00 7F | F6", Fault::malformed},
    }));
    const auto result = cut(bytes(datagram));
    CHECK(result.messages == messages);
    CHECK_FALSE(result.whole);
    CHECK(result.fault == fault);
}

TEST_CASE("a full refresh in one datagram arrives whole")
{
    std::string expected;
    Bytes datagram{std::byte{0x90}};
    for (int note = 0; note < 0x68; ++note) {
        datagram.push_back(seven_bits(note));
        datagram.push_back(seven_bits(0x7F));
        expected += (note == 0 ? "" : " | ") + hex(channel_message(note_on, 0, note, 0x7F));
    }
    CHECK(cut(datagram).messages == expected);
}
