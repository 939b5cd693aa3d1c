#include "mackie/hui_text.hpp"

#include "mackie/lcd.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace recalld::mackie;
using namespace recalld::mackie::hui;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

using Events = std::vector<Event>;

Events heard(View message)
{
    Events events;
    Decoder decoder(From::host);
    REQUIRE(decoder.read(message, TimePoint{}, [&](const Event& event) { events.push_back(event); }));
    return events;
}

TimeText time_of(std::vector<TimeDigit> digits)
{
    TimeText time{static_cast<int>(digits.size()), {}};
    std::ranges::copy(digits, time.digits.begin());
    return time;
}

}  // namespace

TEST_CASE("hui: each display has its message, read and written")
{
    const auto [wire, event] = GENERATE(table<std::string, Event>({
        {"F0 00 00 66 05 00 10 00 'Kick' F7", small_text(0, "Kick")},
        {"F0 00 00 66 05 00 10 07 'OH  ' F7", small_text(7, "OH")},
        {"F0 00 00 66 05 00 10 08 'Pan ' F7", small_text(8, "Pan")},
        {"F0 00 00 66 05 00 10 01 'Ubwx' F7", small_text(1, "Übwxyz")},
        {"F0 00 00 66 05 00 12 00 'Lead Vocal' F7", main_text(0, "Lead Vocal")},
        {"F0 00 00 66 05 00 12 07 'EQ        ' F7", main_text(7, "EQ")},
        {"F0 00 00 66 05 00 12 04 'a_b       ' F7", main_text(4, "a~b")},
        {"F0 00 00 66 05 00 11 00 F7", time_of({{0, false}})},
        {"F0 00 00 66 05 00 11 04 13 0F F7", time_of({{4, false}, {3, true}, {15, false}})},
        {"F0 00 00 66 05 00 11 20 30 1F F7", time_of({{{}, false}, {{}, true}, {15, true}})},
        {"F0 00 00 66 05 00 11 04 00 13 00 12 00 11 00 F7", time_text("01.02.03.04")},
    }));
    const auto message = bytes(wire);
    CHECK(heard(message) == Events{event});
    CHECK(hex(write(event)) == hex(message));
}

TEST_CASE("hui: accents and symbols are codes below the letters")
{
    const auto events = heard(bytes("F0 00 00 66 05 00 10 03 00 1F 7E 'a' F7"));
    REQUIRE(events.size() == 1);
    const auto text = std::get<SmallText>(events[0]);
    CHECK(plain({text.codes.data(), text.codes.size()}) == "___a");
    CHECK(hex(write(text)) == "F0 00 00 66 05 00 10 03 00 1F 7E 61 F7");
}

TEST_CASE("hui: one message may write several displays")
{
    CHECK(heard(bytes("F0 00 00 66 05 00 10 00 'Kick' 01 'Snar' 02 'HH  ' F7"))
          == Events{small_text(0, "Kick"), small_text(1, "Snar"), small_text(2, "HH")});
    CHECK(heard(bytes("F0 00 00 66 05 00 12 00 'Lead Vocal' 04 'Comp      ' F7"))
          == Events{main_text(0, "Lead Vocal"), main_text(4, "Comp")});
}

TEST_CASE("hui: a display message that is bent is refused, and nothing of it is seen")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 F7", Fault::truncated},
        {"F0 00 00 66 F7", Fault::truncated},
        {"F0 00 00 66 05 00 F7", Fault::truncated},
        {"F0 00 00 66 05 01 10 00 'Kick' F7", Fault::unknown},
        {"F0 00 00 66 14 00 F7", Fault::unknown},
        {"F0 00 00 67 F7", Fault::unknown},
        {"F0 00 00 66 05 00 13 00 F7", Fault::unknown},
        {"F0 00 00 66 05 00 10 F7", Fault::truncated},
        {"F0 00 00 66 05 00 10 00 'Kic' F7", Fault::truncated},
        {"F0 00 00 66 05 00 10 00 'Kick' 01 F7", Fault::truncated},
        {"F0 00 00 66 05 00 10 09 'Kick' F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 10 00 'Kick' 09 'Snar' F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 12 08 'Lead Vocal' F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 12 00 'Lead Voca' F7", Fault::truncated},
        {"F0 00 00 66 05 00 11 F7", Fault::truncated},
        {"F0 00 00 66 05 00 11 00 00 00 00 00 00 00 00 00 F7", Fault::trailing},
        {"F0 00 00 66 05 00 11 21 F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 11 40 F7", Fault::out_of_range},
        {"F0 00 00 66 05 00 10 00 'Kick'", Fault::unterminated},
        {"F0 00 00 66 05 00 10 00 80 'ick' F7", Fault::malformed},
    }));
    Decoder decoder(From::host);
    CHECK(decoder.read(bytes(wire), TimePoint{}, [](const Event&) { FAIL(); }).error() == fault);
}

TEST_CASE("hui: only hosts write displays")
{
    Decoder decoder(From::surface);
    const auto message = write(small_text(0, "Kick"));
    CHECK(decoder.read(message, TimePoint{}, [](const Event&) { FAIL(); }).error() == Fault::unknown);
}

TEST_CASE("hui: a time is read from the right")
{
    const auto [text, wire] = GENERATE(table<std::string, std::string>({
        {"1", "F0 00 00 66 05 00 11 01 F7"},
        {"12", "F0 00 00 66 05 00 11 02 01 F7"},
        {"1.2", "F0 00 00 66 05 00 11 02 11 F7"},
        {"1.", "F0 00 00 66 05 00 11 11 F7"},
        {" 1", "F0 00 00 66 05 00 11 01 20 F7"},
        {" .1", "F0 00 00 66 05 00 11 01 30 F7"},
        {"fA", "F0 00 00 66 05 00 11 0A 0F F7"},
        {"x1", "F0 00 00 66 05 00 11 01 20 F7"},
        {"9912345678", "F0 00 00 66 05 00 11 08 07 06 05 04 03 02 01 F7"},
    }));
    CHECK(hex(write(time_text(text))) == wire);
}

TEST_CASE("hui: an empty time has no digits, and too many are cut")
{
    CHECK(time_text("").count == 0);
    CHECK(time_text("....").count == 0);
    CHECK(write(TimeText{99, {}}).size() == 8 + 8);
}

TEST_CASE("hui: a main display sends the zones that changed")
{
    Display shown(40, 2), wanted(40, 2);
    wanted.put(0, 10, 10, "Lead Vocal");
    wanted.put(1, 0, 10, "Comp");
    std::string sent;
    for (const auto zone : changed_cells(shown, wanted, 10)) {
        const auto letters = wanted.letters().substr(static_cast<std::size_t>(zone) * 10, 10);
        for (const auto& event : heard(write(main_text(zone, letters)))) {
            const auto& text = std::get<MainText>(event);
            sent += std::to_string(text.zone);
            shown.apply(text.zone * 10, {text.codes.data(), text.codes.size()});
        }
    }
    CHECK(sent == "14");
    CHECK(shown == wanted);
}
