#include "mackie/hui.hpp"

#include "mackie/hui_buttons.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

using namespace recalld::mackie;
using namespace recalld::mackie::hui;
using namespace std::chrono_literals;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

constexpr TimePoint start{};

using Events = std::vector<Event>;

/// All that comes of these messages, 1 ms apart; none may be faulty.
Events heard(From from, std::initializer_list<std::string> messages)
{
    Events events;
    Decoder decoder(from);
    auto now = start;
    for (const auto& message : messages)
        REQUIRE(decoder.read(bytes(message), now += 1ms, [&](const Event& event) { events.push_back(event); }));
    return events;
}

/// What the last of these messages is refused with; nothing may come of it.
Fault refused(From from, std::initializer_list<std::string> messages)
{
    Decoder decoder(from);
    auto fault = Fault::unknown;
    for (const auto& message : messages) {
        const auto done = decoder.read(bytes(message), start, [&](const Event&) { CHECK(message.empty()); });
        if (!done) fault = done.error();
    }
    return fault;
}

/// The bytes of write() as its messages of three bytes.
Events spoken(From from, const Event& event)
{
    Events events;
    Decoder decoder(from);
    const auto all = write(event);
    for (auto rest = View(all); !rest.empty(); rest = rest.subspan(3))
        REQUIRE(decoder.read(rest.first(3), start, [&](const Event& one) { events.push_back(one); }));
    return events;
}

}  // namespace

TEST_CASE("hui: a pair of messages is one event, read and written")
{
    const auto [first, second, from, event] = GENERATE(table<std::string, std::string, From, Event>({
        {"B0 00 00", "B0 20 00", From::surface, FaderMoved{0, 0}},
        {"B0 02 60", "B0 22 00", From::surface, FaderMoved{2, 12288}},
        {"B0 07 7F", "B0 27 7F", From::surface, FaderMoved{7, 16383}},
        {"B0 08 64", "B0 28 08", From::surface, FaderMoved{8, 12808}},
        {"B0 00 64", "B0 20 08", From::host, FaderMoved{0, 12808}},
        {"B0 0F 00", "B0 2F 40", From::surface, FaderTouched{0, true}},
        {"B0 0F 07", "B0 2F 00", From::surface, FaderTouched{7, false}},
        {"B0 0F 00", "B0 2F 41", From::surface, Button{button_at(0, 1), true}},
        {"B0 0F 03", "B0 2F 42", From::surface, Button{button_at(3, 2), true}},
        {"B0 0F 0E", "B0 2F 44", From::surface, Button{button_at(0x0E, 4), true}},
        {"B0 0F 0E", "B0 2F 04", From::surface, Button{button_at(0x0E, 4), false}},
        {"B0 0F 1D", "B0 2F 40", From::surface, Button{button_at(0x1D, 0), true}},
        {"B0 0C 00", "B0 2C 40", From::host, Led{0, Light::on}},
        {"B0 0C 02", "B0 2C 42", From::host, Led{button_at(2, 2), Light::on}},
        {"B0 0C 02", "B0 2C 02", From::host, Led{button_at(2, 2), Light::off}},
        {"B0 0C 16", "B0 2C 43", From::host, Led{button_at(0x16, 3), Light::on}},
        {"B0 0C 1D", "B0 2C 43", From::host, Led{button_at(0x1D, 3), Light::on}},
    }));
    CHECK(heard(from, {first, second}) == Events{event});
    CHECK(hex(write(event)) == first + " " + second);
}

TEST_CASE("hui: one message is one event, read and written")
{
    const auto [wire, from, event] = GENERATE(table<std::string, From, Event>({
        {"90 00 00", From::host, Ping{}},
        {"90 00 7F", From::surface, PingReply{}},
        {"FF", From::surface, SystemReset{}},
        {"B0 40 41", From::surface, VPotTurned{0, 1}},
        {"B0 40 01", From::surface, VPotTurned{0, -1}},
        {"B0 47 7F", From::surface, VPotTurned{7, 63}},
        {"B0 48 45", From::surface, VPotTurned{8, 5}},
        {"B0 4B 05", From::surface, VPotTurned{11, -5}},
        {"B0 4C 41", From::surface, VPotTurned{12, 1}},
        {"B0 0D 41", From::surface, JogTurned{1}},
        {"B0 0D 01", From::surface, JogTurned{-1}},
        {"B0 10 01", From::host, VPotRing{0, RingMode::dot, 1, false}},
        {"B0 10 0B", From::host, VPotRing{0, RingMode::dot, 11, false}},
        {"B0 11 11", From::host, VPotRing{1, RingMode::boost_cut, 1, false}},
        {"B0 11 1B", From::host, VPotRing{1, RingMode::boost_cut, 11, false}},
        {"B0 12 21", From::host, VPotRing{2, RingMode::wrap, 1, false}},
        {"B0 12 2B", From::host, VPotRing{2, RingMode::wrap, 11, false}},
        {"B0 13 31", From::host, VPotRing{3, RingMode::spread, 1, false}},
        {"B0 13 36", From::host, VPotRing{3, RingMode::spread, 6, false}},
        {"B0 14 56", From::host, VPotRing{4, RingMode::boost_cut, 6, true}},
        {"B0 15 00", From::host, VPotRing{5, RingMode::dot, 0, false}},
        {"B0 15 10", From::host, VPotRing{5, RingMode::boost_cut, 0, false}},
        {"B0 15 20", From::host, VPotRing{5, RingMode::wrap, 0, false}},
        {"B0 15 30", From::host, VPotRing{5, RingMode::spread, 0, false}},
        {"B0 1B 01", From::host, VPotRing{11, RingMode::dot, 1, false}},
        {"A0 00 00", From::host, Meter{0, false, 0}},
        {"A0 00 0B", From::host, Meter{0, false, 11}},
        {"A0 07 1C", From::host, Meter{7, true, 12}},
    }));
    CHECK(heard(from, {wire}) == Events{event});
    CHECK(hex(write(event)) == wire);
}

TEST_CASE("hui: other spellings mean the same")
{
    CHECK(heard(From::host, {"80 00 00"}) == Events{Ping{}});
    CHECK(heard(From::host, {"80 00 40"}) == Events{Ping{}});
    CHECK(heard(From::surface, {"90 00 01"}) == Events{PingReply{}});
    CHECK(heard(From::surface, {"B0 40 00"}) == Events{VPotTurned{0, -1}});
    CHECK(heard(From::surface, {"B0 40 40"}) == Events{VPotTurned{0, 1}});
}

TEST_CASE("hui: a zone stays latched for the ports that follow")
{
    CHECK(heard(From::surface, {"B0 0F 0E", "B0 2F 44", "B0 2F 04", "B0 2F 43"})
          == Events{Button{button_at(0x0E, 4), true}, Button{button_at(0x0E, 4), false},
                    Button{button_at(0x0E, 3), true}});
    CHECK(heard(From::host, {"B0 0C 01", "B0 00 10", "B0 2C 41"}) == Events{Led{button_at(1, 1), Light::on}});
}

TEST_CASE("hui: a port without a zone is refused")
{
    CHECK(refused(From::surface, {"B0 2F 40"}) == Fault::missing);
    CHECK(refused(From::host, {"B0 2C 40"}) == Fault::missing);
    CHECK(refused(From::surface, {"B0 0F 0E", "B0 0F 1E"}) == Fault::out_of_range);
    CHECK(refused(From::surface, {"B0 0F 0E", "B0 0F 7F", "B0 2F 44"}) == Fault::missing);
}

TEST_CASE("hui: ports of the ignored kind are ignored")
{
    CHECK(heard(From::host, {"B0 0C 01", "B0 2C 21"}).empty());
    CHECK(heard(From::host, {"B0 2C 21"}).empty());
}

TEST_CASE("hui: the halves of a fader wait for each other at most 50 ms")
{
    Events events;
    Decoder decoder(From::surface);
    const auto sink = [&](const Event& event) { events.push_back(event); };
    REQUIRE(decoder.read(bytes("B0 00 40"), start, sink));
    CHECK(decoder.read(bytes("B0 20 00"), start + 51ms, sink).error() == Fault::missing);
    REQUIRE(decoder.read(bytes("B0 00 40"), start + 60ms, sink));
    REQUIRE(decoder.read(bytes("B0 20 00"), start + 110ms, sink));
    CHECK(events == Events{FaderMoved{0, 8192}});
    CHECK(decoder.read(bytes("B0 20 01"), start + 111ms, sink).error() == Fault::missing);
}

TEST_CASE("hui: a lost half makes no glitch")
{
    CHECK(refused(From::surface, {"B0 20 7F"}) == Fault::missing);
    CHECK(heard(From::surface, {"B0 00 10", "B0 00 20", "B0 20 05"}) == Events{FaderMoved{0, 0x20 << 7 | 5}});
    CHECK(heard(From::surface, {"B0 00 10", "B0 01 20", "B0 20 05", "B0 21 06"})
          == Events{FaderMoved{0, 0x10 << 7 | 5}, FaderMoved{1, 0x20 << 7 | 6}});
}

TEST_CASE("hui: a decoder that was reset remembers nothing")
{
    Decoder decoder(From::surface);
    const auto sink = [](const Event&) { FAIL(); };
    REQUIRE(decoder.read(bytes("B0 0F 00"), start, sink));
    REQUIRE(decoder.read(bytes("B0 00 40"), start, sink));
    decoder.reset();
    CHECK(decoder.read(bytes("B0 2F 41"), start, sink).error() == Fault::missing);
    CHECK(decoder.read(bytes("B0 20 00"), start, sink).error() == Fault::missing);
}

TEST_CASE("hui: what means nothing is refused")
{
    const auto [wire, from, fault] = GENERATE(table<std::string, From, Fault>({
        {"", From::surface, Fault::missing},
        {"FF", From::host, Fault::unknown},
        {"F8", From::surface, Fault::unknown},
        {"FF 00", From::surface, Fault::unknown},
        {"90 00", From::host, Fault::truncated},
        {"90 00 00 00", From::host, Fault::trailing},
        {"90 00 80", From::host, Fault::malformed},
        {"90 01 00", From::host, Fault::unknown},
        {"90 00 7F", From::host, Fault::unknown},
        {"90 00 00", From::surface, Fault::unknown},
        {"80 00 7F", From::surface, Fault::unknown},
        {"91 00 00", From::host, Fault::unknown},
        {"B1 00 00", From::surface, Fault::unknown},
        {"B0 09 00", From::surface, Fault::unknown},
        {"B0 29 00", From::surface, Fault::unknown},
        {"B0 4D 01", From::surface, Fault::unknown},
        {"B0 10 01", From::surface, Fault::unknown},
        {"B0 0C 01", From::surface, Fault::unknown},
        {"B0 2C 41", From::surface, Fault::unknown},
        {"B0 40 01", From::host, Fault::unknown},
        {"B0 0D 01", From::host, Fault::unknown},
        {"B0 0F 01", From::host, Fault::unknown},
        {"B0 1D 01", From::host, Fault::unknown},
        {"B0 10 0C", From::host, Fault::out_of_range},
        {"B0 0F 1E", From::surface, Fault::out_of_range},
        {"B0 2F 48", From::surface, Fault::out_of_range},
        {"B0 2F 08", From::surface, Fault::out_of_range},
        {"B0 2F 10", From::surface, Fault::out_of_range},
        {"B0 2F 70", From::surface, Fault::out_of_range},
        {"A0 00 00", From::surface, Fault::unknown},
        {"A0 08 00", From::host, Fault::out_of_range},
        {"A0 00 0D", From::host, Fault::out_of_range},
        {"A0 00 20", From::host, Fault::out_of_range},
        {"D0 00", From::host, Fault::unknown},
        {"E0 00 00", From::surface, Fault::unknown},
    }));
    CHECK(refused(from, {wire}) == fault);
}

TEST_CASE("hui: every port of every zone comes back, as a button and as a light")
{
    const auto number = GENERATE(range(0, zones * ports));
    const auto is_touch = number < strips * ports && number % ports == 0;
    const Event pressed = is_touch ? Event(FaderTouched{number / ports, true}) : Event(Button{number, true});
    CHECK(spoken(From::surface, pressed) == Events{pressed});
    CHECK(spoken(From::host, Led{number, Light::on}) == Events{Led{number, Light::on}});
}

TEST_CASE("hui: every knob, ring and meter comes back")
{
    const auto knob = GENERATE(range(0, knobs));
    for (int ticks = -63; ticks <= 63; ++ticks)
        if (ticks != 0) CHECK(spoken(From::surface, VPotTurned{knob, ticks}) == Events{VPotTurned{knob, ticks}});
    const VPotRing ring{knob, RingMode::wrap, knob % 12, knob % 2 == 0};
    CHECK(spoken(From::host, ring) == Events{ring});
    const Meter meter{knob % 8, knob % 2 == 0, knob};
    CHECK(spoken(From::host, meter) == Events{meter});
}

TEST_CASE("hui: there is no flashing and no turn of nothing")
{
    CHECK(write(Led{5, Light::flash}) == write(Led{5, Light::on}));
    CHECK(write(VPotTurned{0, 0}).empty());
    CHECK(write(JogTurned{0}).empty());
}
