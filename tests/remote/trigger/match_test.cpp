#include "remote/trigger/match.hpp"

#include <catch2/catch.hpp>

#include "osc/packet.hpp"
#include "wire/bytes.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using wire::bytes;

namespace {

const TriggerTime start{1h};

std::string word(Signal signal)
{
    static const std::vector<std::string> words{"none", "low", "high", "press", "pulse"};
    return words[static_cast<std::size_t>(signal)];
}

std::string shown(const Hit& hit)
{
    auto text = std::to_string(hit.trigger) + " " + word(hit.signal) + " " + hit.button;
    for (const auto& [name, value] : hit.values) text += " " + name + "=" + value;
    return text;
}

using Hits = std::vector<std::string>;

Hits hits(MidiMatch& match, const std::string& literal, TriggerTime now = start)
{
    Hits found;
    match.read(bytes(literal), now, [&](const Hit& hit) { found.push_back(shown(hit)); });
    return found;
}

Hits hits_of(rig::TriggerEvent event, const std::string& literal)
{
    MidiMatch match;
    match.add(7, std::move(event));
    return hits(match, literal);
}

rig::SysexEvent sysex(std::vector<std::optional<std::byte>> pattern, bool has_any_rest = false) { return {std::move(pattern), has_any_rest}; }
constexpr std::byte operator""_b(unsigned long long value) { return static_cast<std::byte>(value); }

}  // namespace

TEST_CASE("a note goes down, and velocity 0 and note-off only let go")
{
    const auto [event, literal, found] = GENERATE(table<rig::NoteEvent, std::string, Hits>({
        {{60, 1}, "90 3C 40", {"7 press note 60 ch 1 note=60 value=64"}},
        {{60, 1}, "90 3C 01", {"7 press note 60 ch 1 note=60 value=1"}},
        {{60, 1}, "90 3C 00", {"7 low note 60 ch 1 note=60 value=0"}},
        {{60, 1}, "80 3C 7F", {"7 low note 60 ch 1 note=60 value=127"}},
        {{60, 1}, "91 3C 40", {}},
        {{60, 1}, "90 3D 40", {}},
        {{60, 1}, "A0 3C 40", {}},
        {{60, 1}, "B0 3C 40", {}},
        {{60, {}}, "9F 3C 40", {"7 press note 60 ch 16 note=60 value=64"}},
        {{{}, {}}, "92 01 40 02 41", {"7 press note 1 ch 3 note=1 value=64", "7 press note 2 ch 3 note=2 value=65"}},
    }));
    CHECK(hits_of(event, literal) == found);
}

TEST_CASE("a program change comes with the bank that was heard last on its channel")
{
    const auto [event, literal, found] = GENERATE(table<rig::ProgramEvent, std::string, Hits>({
        {{3, {}, {}}, "C0 03", {"7 pulse program 3 bank 0 ch 1 bank=0 program=3"}},
        {{3, {}, {}}, "C0 04", {}},
        {{{}, 0, {}}, "C5 04", {"7 pulse program 4 bank 0 ch 6 bank=0 program=4"}},
        {{{}, 0, {}}, "B0 00 01 C0 04", {}},
        {{{}, 129, {}}, "B0 00 01 B0 20 01 C0 04", {"7 pulse program 4 bank 129 ch 1 bank=129 program=4"}},
        {{{}, 129, {}}, "B1 00 01 B1 20 01 C0 04", {}},   // the bank of another channel
        {{{}, {}, 2}, "C0 04 C1 05", {"7 pulse program 5 bank 0 ch 2 bank=0 program=5"}},
        {{{}, {}, {}}, "B0 00 01", {}},                   // a bank alone selects nothing
    }));
    CHECK(hits_of(event, literal) == found);
}

TEST_CASE("a controller rises above a value and comes back a little below it")
{
    const auto [event, literal, found] = GENERATE(table<rig::ControllerEvent, std::string, Hits>({
        {{20, 64, {}}, "B0 14 41", {"7 high controller 20 ch 1 value=65"}},
        {{20, 64, {}}, "B0 14 40", {}},   // at the value, and a little below: as it was
        {{20, 64, {}}, "B0 14 3D", {}},
        {{20, 64, {}}, "B0 14 3C", {"7 low controller 20 ch 1 value=60"}},
        {{20, 0, {}}, "B0 14 01 14 00", {"7 high controller 20 ch 1 value=1", "7 low controller 20 ch 1 value=0"}},
        {{20, 126, {}}, "B0 14 7F", {"7 high controller 20 ch 1 value=127"}},
        {{20, 64, {}}, "B0 15 7F", {}},
        {{20, 64, 2}, "B0 14 7F", {}},
    }));
    CHECK(hits_of(event, literal) == found);
}

TEST_CASE("machine control by its command")
{
    const auto [event, literal, found] = GENERATE(table<rig::MachineEvent, std::string, Hits>({
        {{"play", {}}, "F0 7F 7F 06 02 F7", {"7 pulse play value=127"}},
        {{"play", {}}, "F0 7F 03 06 02 F7", {"7 pulse play value=3"}},
        {{"play", 3}, "F0 7F 03 06 02 F7", {"7 pulse play value=3"}},
        {{"play", 3}, "F0 7F 7F 06 02 F7", {"7 pulse play value=127"}},   // said to all of them
        {{"play", 3}, "F0 7F 04 06 02 F7", {}},
        {{"play", {}}, "F0 7F 7F 06 01 F7", {}},
        {{"record strobe", {}}, "F0 7F 7F 06 01 06 F7", {"7 pulse record strobe value=127"}},   // the second of two
        {{"locate", {}}, "F0 7F 7F 06 44 06 01 21 02 03 04 00 F7", {"7 pulse locate value=127"}},
        {{"play", {}}, "F0 7E 7F 06 02 F7", {}},
        {{"play", {}}, "F0 7F 7F 06 02 F8 F7", {"7 pulse play value=127"}},   // a clock in the middle
    }));
    CHECK(hits_of(event, literal) == found);
}

TEST_CASE("a SysEx by its pattern")
{
    const auto exact = sysex({0xF0_b, 0x43_b, {}, 0xF7_b}), rest = sysex({0xF0_b, 0x43_b, {}, 0xF7_b}, true);
    const auto fits_both = [&](const char* literal) { return std::pair(fits(exact, bytes(literal)), fits(rest, bytes(literal))); };
    CHECK(fits_both("F0 43 10 F7") == std::pair(true, true));
    CHECK(fits_both("F0 43 10 11 F7") == std::pair(false, true));
    CHECK(fits_both("F0 43 F7") == std::pair(false, false));
    CHECK(fits_both("F0 42 10 F7") == std::pair(false, false));
    CHECK(hits_of(rest, "F0 43 10 11 12 F7") == Hits{"7 pulse sysex"});
    CHECK(hits_of(rest, "F0 43 10 11 12") == Hits{});
    CHECK(hits_of(sysex({0xF0_b, 0xF7_b}, true), "F0 F7") == Hits{"7 pulse sysex"});
}

TEST_CASE("bytes come in pieces, and what silence cut off is forgotten")
{
    MidiMatch match;
    match.add(1, rig::NoteEvent{60, 1});
    match.add(2, sysex({0xF0_b, 0x43_b, 0xF7_b}));
    CHECK(hits(match, "90") == Hits{});
    CHECK(hits(match, "3C") == Hits{});
    CHECK(hits(match, "40 F0 43") == Hits{"1 press note 60 ch 1 note=60 value=64"});
    CHECK(hits(match, "F7", start + 1s) == Hits{"2 pulse sysex"});
    CHECK(hits(match, "F0 43", start + 1s) == Hits{});
    CHECK(hits(match, "F7", start + 4s) == Hits{});
    match.forget();
    CHECK(hits(match, "3C 40", start + 4s) == Hits{});   // the running status went with it
}

TEST_CASE("what a port that loops brings back of our own words is no press, once for each time they were said")
{
    MidiMatch match;
    match.add(1, rig::NoteEvent{60, 1});
    match.said(bytes("90 3C 7F"), start);
    CHECK(hits(match, "90 3C 7F", start + 100ms) == Hits{});
    CHECK(hits(match, "90 3C 7F", start + 110ms).size() == 1);
    match.said(bytes("90 3C 7F"), start);
    CHECK(hits(match, "90 3C 7F", start + 400ms).size() == 1);   // somebody's finger
    match.said(bytes("90 3C 7F"), start + 1s);
    CHECK(hits(match, "90 3C 7E", start + 1s).size() == 1);
    for (int i = 0; i < 1000; ++i) match.said(bytes("90 3C 01"), start + 1s);
}

namespace {

std::string osc_shown(const std::string& pattern, std::string_view address, std::initializer_list<osc::Arg> args)
{
    const auto packet = osc::message(address, args);
    const auto hit = match_osc({pattern}, osc::read_message(packet).value());
    if (!hit) return "not for us";
    auto text = word(hit->signal);
    for (const auto& [name, value] : hit->values) text += name == "address" ? " " + value : " " + name + "=" + value;
    for (const auto& [name, value] : hit->weak) text += " (" + name + "=" + value + ")";
    return text;
}

}  // namespace

TEST_CASE("OSC: texts and several numbers are arguments, a single number from 0 to 1 is a button")
{
    CHECK(osc_shown("/studio/recall", "/studio/recall", {}) == "pulse /studio/recall");
    CHECK(osc_shown("/studio/recall", "/studio/other", {}) == "not for us");
    CHECK(osc_shown("/studio/recall", "/studio/recall/2", {}) == "not for us");
    CHECK(osc_shown("/studio/*", "/studio/recall", {}) == "pulse /studio/recall");
    CHECK(osc_shown("/studio/recall", "/studio/*", {}) == "not for us");   // patterns stand in the rig, not in messages
    CHECK(osc_shown("/a", "/a", {1.0f}) == "press /a (1=1)");
    CHECK(osc_shown("/a", "/a", {0.5f}) == "press /a (1=0.5)");
    CHECK(osc_shown("/a", "/a", {0.49f}) == "low /a (1=0.49)");
    CHECK(osc_shown("/a", "/a", {0.0}) == "low /a (1=0)");
    CHECK(osc_shown("/a", "/a", {1}) == "press /a (1=1)");
    CHECK(osc_shown("/a", "/a", {std::int64_t{0}}) == "low /a (1=0)");
    CHECK(osc_shown("/a", "/a", {true}) == "press /a (1=true)");
    CHECK(osc_shown("/a", "/a", {false}) == "low /a (1=false)");
    CHECK(osc_shown("/a", "/a", {2}) == "pulse 1=2 /a");
    CHECK(osc_shown("/a", "/a", {-1.0f}) == "pulse 1=-1 /a");
    CHECK(osc_shown("/a", "/a", {std::string("Mix 4")}) == "pulse 1=Mix 4 /a");
    CHECK(osc_shown("/a", "/a", {std::string("Song"), 3, 0.1f, true}) == "pulse 1=Song 2=3 3=0.1 4=true /a");
    CHECK(osc_shown("/a", "/a", {wire::Bytes{}, osc::Impulse{}}) == "pulse /a");
}
