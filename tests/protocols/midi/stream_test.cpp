#include "midi/stream.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace recalld::midi;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

/// What came out, message by message, with a bar between.
struct Heard {
    std::string text;
    void operator()(const Message& message)
    {
        if (!text.empty()) text += " | ";
        text += hex(message.bytes());
    }
};

std::string heard_from(Stream& stream, View sent)
{
    Heard heard;
    stream.feed(sent, std::ref(heard));
    return heard.text;
}

std::string heard_in_pieces(Stream& stream, View sent, std::size_t size)
{
    Heard heard;
    for (; !sent.empty(); sent = sent.subspan(std::min(size, sent.size())))
        stream.feed(sent.first(std::min(size, sent.size())), std::ref(heard));
    return heard.text;
}

Losses losses_of(std::uint64_t garbage, std::uint64_t undefined, std::uint64_t cut_short, std::uint64_t broken)
{
    return {garbage, undefined, cut_short, broken, 0};
}

Bytes endless(std::size_t size)
{
    Bytes sent(size, std::byte{0x11});
    sent.front() = sysex_begin;
    return sent;
}

}  // namespace

TEST_CASE("a stream is cut into messages")
{
    const auto [wire, expected] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"90 3C 40", "90 3C 40"},
        {"90 3C 40 80 3C 00", "90 3C 40 | 80 3C 00"},
        {"90 3C 00", "90 3C 00"},
        {"90 3C 40 3C 00 3E 40", "90 3C 40 | 90 3C 00 | 90 3E 40"},
        {"C0 01 02 03", "C0 01 | C0 02 | C0 03"},
        {"D0 12 13", "D0 12 | D0 13"},
        {"B0 63 01 62 02 06 03 26 04", "B0 63 01 | B0 62 02 | B0 06 03 | B0 26 04"},
        {"90 F8 3C F8 40", "F8 | F8 | 90 3C 40"},
        {"90 3C F8 40 FE 3C FA 00", "F8 | 90 3C 40 | FE | FA | 90 3C 00"},
        {"F0 01 F7", "F0 01 F7"},
        {"F0 F7", "F0 F7"},
        {"F0 01 F8 02 FE 03 F7", "F8 | FE | F0 01 02 03 F7"},
        {"F0 F8 F7 F8", "F8 | F0 F7 | F8"},
        {"F8 FA FB FC FE FF", "F8 | FA | FB | FC | FE | FF"},
        {"F1 71 F2 2C 02 F3 03 F6", "F1 71 | F2 2C 02 | F3 03 | F6"},
        {"F0 01 F7 F0 02 F7", "F0 01 F7 | F0 02 F7"},
        {"E0 00 40 E8 7F 7F", "E0 00 40 | E8 7F 7F"},
    }));
    CAPTURE(wire);
    Stream stream;
    CHECK(heard_from(stream, bytes(wire)) == expected);
    CHECK(stream.losses() == Losses{});
    CHECK_FALSE(stream.is_open());
    const auto size = GENERATE(1U, 2U, 3U);
    Stream again;
    CHECK(heard_in_pieces(again, bytes(wire), size) == expected);
}

TEST_CASE("what is no message is counted and nothing else suffers")
{
    const auto [wire, expected, losses] = GENERATE(table<std::string, std::string, Losses>({
        {"3C 40 90 3C 40", "90 3C 40", losses_of(2, 0, 0, 0)},
        {"F4 01 02 90 3C 40", "90 3C 40", losses_of(2, 1, 0, 0)},
        {"90 3C 40 F5 3C 40", "90 3C 40", losses_of(2, 1, 0, 0)},
        {"90 3C F9 40 FD", "90 3C 40", losses_of(0, 2, 0, 0)},
        {"90 3C 40 F9 3C 00", "90 3C 40 | 90 3C 00", losses_of(0, 1, 0, 0)},
        {"F7 90 3C 40", "90 3C 40", losses_of(1, 0, 0, 0)},
        {"90 3C 40 F7 3C 40", "90 3C 40", losses_of(3, 0, 0, 0)},
        {"90 3C F7", "", losses_of(1, 0, 1, 0)},
        {"90 3C 80 3C 00", "80 3C 00", losses_of(0, 0, 1, 0)},
        {"90 80 3C 00", "80 3C 00", losses_of(0, 0, 1, 0)},
        {"90 3C F0 01 F7", "F0 01 F7", losses_of(0, 0, 1, 0)},
        {"90 3C F4", "", losses_of(0, 1, 1, 0)},
        {"F0 01 90 3C 40", "90 3C 40", losses_of(0, 0, 0, 1)},
        {"F0 01 F0 02 F7", "F0 02 F7", losses_of(0, 0, 0, 1)},
        {"F0 01 F6 02", "F6", losses_of(1, 0, 0, 1)},
        {"F0 01 F4 02 F7", "", losses_of(2, 1, 0, 1)},
        {"F0 01 F9 02 F7", "F0 01 02 F7", losses_of(0, 1, 0, 0)},
        {"F1 71 71", "F1 71", losses_of(1, 0, 0, 0)},
        {"90 3C 40 F1 71 3C 40", "90 3C 40 | F1 71", losses_of(2, 0, 0, 0)},
        {"90 3C 40 F0 01 F7 3C 40", "90 3C 40 | F0 01 F7", losses_of(2, 0, 0, 0)},
        {"90 3C 40 F6 3C 40", "90 3C 40 | F6", losses_of(2, 0, 0, 0)},
    }));
    CAPTURE(wire);
    Stream stream;
    CHECK(heard_from(stream, bytes(wire)) == expected);
    CHECK(stream.losses() == losses);
}

TEST_CASE("a SysEx as long as allowed passes and one byte more is dropped")
{
    const auto [size, is_heard] = GENERATE(table<std::size_t, bool>({{2, true}, {15, true}, {16, true}, {17, false}}));
    auto sent = endless(size);
    sent.back() = sysex_end;
    Stream stream(16);
    CHECK(heard_in_pieces(stream, sent, 5).empty() != is_heard);
    CHECK(stream.losses().oversized == (is_heard ? 0U : 1U));
    CHECK(heard_from(stream, bytes("90 3C 40")) == "90 3C 40");
    CHECK(stream.losses().broken == 0);
}

TEST_CASE("an endless SysEx holds no memory and real time goes on")
{
    Stream stream;
    const auto piece = endless(default_max_sysex / 4);
    CHECK(heard_from(stream, piece).empty());
    for (int round = 0; round < 40; ++round) heard_from(stream, View(piece).subspan(1));
    CHECK(heard_from(stream, bytes("F8")) == "F8");
    CHECK(stream.losses() == Losses{0, 0, 0, 0, 1});
    CHECK(stream.is_open());
    CHECK(heard_from(stream, bytes("01 F7 90 3C 40")) == "90 3C 40");
    CHECK(stream.losses() == Losses{0, 0, 0, 0, 1});
}

TEST_CASE("an oversized SysEx is ended by any status")
{
    Stream stream(4);
    CHECK(heard_from(stream, bytes("F0 01 02 03 04 90 3C 40")) == "90 3C 40");
    CHECK(heard_from(stream, bytes("F0 01 02 03 04 F0 01 F7")) == "F0 01 F7");
    CHECK(stream.losses() == Losses{0, 0, 0, 0, 2});
}

TEST_CASE("what was begun can be given up")
{
    Stream stream;
    const auto [begun, losses] = GENERATE(table<std::string, Losses>({
        {"F0 01", losses_of(2, 0, 0, 1)},
        {"90 3C", losses_of(2, 0, 1, 0)},
        {"90 3C 40", losses_of(2, 0, 0, 0)},
        {"", losses_of(2, 0, 0, 0)},
    }));
    CAPTURE(begun);
    heard_from(stream, bytes(begun));
    CHECK(stream.is_open() == (losses != losses_of(2, 0, 0, 0)));
    stream.abandon();
    CHECK_FALSE(stream.is_open());
    CHECK(heard_from(stream, bytes("3C 40")).empty());
    CHECK(stream.losses() == losses);
}

TEST_CASE("a visitor that throws leaves a stream that goes on")
{
    Stream stream;
    const auto thrower = [](const Message&) { throw std::runtime_error("enough"); };
    CHECK_THROWS(stream.feed(bytes("90 3C 40"), thrower));
    CHECK(heard_from(stream, bytes("3C 00")) == "90 3C 00");
    CHECK_THROWS(stream.feed(bytes("F0 01 F7"), thrower));
    CHECK(heard_from(stream, bytes("F0 02 F7")) == "F0 02 F7");
}

TEST_CASE("any bytes in any pieces give the same messages, each of them sound")
{
    std::mt19937 engine(3);
    for (int round = 0; round < 2000; ++round) {
        Bytes sent(engine() % 60);
        for (auto& byte : sent) byte = static_cast<std::byte>(engine() % 3 == 0 ? 0x80 | engine() : engine() & 0x7f);
        Stream whole(20);
        Stream pieces(20);
        const auto expected = heard_from(whole, sent);
        const auto size = 1 + engine() % 7;
        if (heard_in_pieces(pieces, sent, size) != expected || whole.losses() != pieces.losses()) FAIL(hex(sent));
    }
}
