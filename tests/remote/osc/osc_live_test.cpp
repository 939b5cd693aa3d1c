#include "remote/osc/osc_live.hpp"

#include <catch2/catch.hpp>

#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using studio::Standing;
using studio::Value;
using namespace std::string_literals;

namespace {

/// A page of the example desk, and what live addresses make of it.
struct Page {
    Page() { stands(Standing::confirmed); }
    void stands(Standing standing) { std::ranges::fill(state.standings, standing); }
    studio::ParameterId id(const std::string& name) const { return state.profile->find(name).value(); }
    void set(const std::string& name, Value value) { state.set(id(name), std::move(value), Standing::confirmed); }
    std::string says(const std::string& name, bool by_position) const
    {
        const auto packet = osc_live_message(state, id(name), by_position);
        return packet ? osc::describe(*packet) : "nothing";
    }
    studio::UnitState state{"desk", profile_here("example")};
};

}  // namespace

TEST_CASE("a value is told in its engineering unit and as a position")
{
    Page page;
    const auto [name, value, unit, position] = GENERATE(table<std::string, Value, std::string, std::string>({
        {"ch/01/mix/fader", 0, "f -144", "f 0"},
        {"ch/01/mix/fader", 1023, "f 10", "f 1"},
        {"ch/01/mix/on", 1, "i 1", "f 1"},
        {"ch/01/mix/pan", 50, "f 0", "f 0.5"},
        {"ch/01/config/name", "Lead Vox"s, "s \"Lead Vox\"", ""},
        {"ch/01/config/color", 3, "i 3", "f 1"},
        {"ch/01/config/icon", 74, "i 74", "f 1"},
        {"ch/01/config/source", 1, "i 1", "f 0.5"},
        {"ch/01/eq/1/f", 0, "f 20", "f 0"},
        {"ch/01/eq/1/f", 200, "f 20000", "f 1"},
        {"ch/01/grp/dca", 255, "i 255", "f 1"},
        {"headamp/000/gain", 24, "f 0", "f 0.16666667"},
    }));
    page.set(name, value);
    CHECK(page.says(name, false) == "/recalld/unit/desk/" + name + " ," + unit);
    CHECK(page.says(name, true) == (position.empty() ? "nothing" : "/recalld/position/desk/" + name + " ," + position));
}

TEST_CASE("what an effect's parameter means depends on its type, at its address too")
{
    Page page;
    page.set("fx/1/type", 0);
    page.set("fx/1/par/01", 0.5F);
    CHECK(page.says("fx/1/par/01", false) == "/recalld/unit/desk/fx/1/par/01 ,f 100");   // ms of pre delay
    CHECK(page.says("fx/1/par/01", true) == "/recalld/position/desk/fx/1/par/01 ,f 0.5");
    page.set("fx/1/type", 1);
    CHECK(page.says("fx/1/par/01", false) == "/recalld/unit/desk/fx/1/par/01 ,f 50");    // % of mix
}

TEST_CASE("what is silent is not told, and said to be so when it is asked for")
{
    Page page;
    page.stands(Standing::unknown);
    CHECK(page.says("ch/01/mix/fader", false) == "nothing");
    CHECK(osc::describe(osc_get_message(page.state, page.id("ch/01/mix/fader"))) == R"(/recalld/reply/get ,sss "desk" "ch/01/mix/fader" "silent")");
}

TEST_CASE("get answers in words and in numbers")
{
    Page page;
    page.set("ch/01/mix/fader", 0);
    page.set("ch/01/mix/on", 1);
    page.set("ch/01/config/name", "Kick \"in\""s);
    CHECK(osc::describe(osc_get_message(page.state, page.id("ch/01/mix/fader"))) == R"(/recalld/reply/get ,sssff "desk" "ch/01/mix/fader" "-oo dB" -144 0)");
    CHECK(osc::describe(osc_get_message(page.state, page.id("ch/01/mix/on"))) == R"(/recalld/reply/get ,sssff "desk" "ch/01/mix/on" "ON" 1 1)");
    CHECK(messages_in(osc_get_message(page.state, page.id("ch/01/config/name")))[0].text(2) == "Kick \"in\"");
}

TEST_CASE("a number, a text or a position is taken as it was meant")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    const auto number = [](double value) { return OscWord(value, std::to_string(value), false); };
    const auto text = [](const char* words) { return OscWord(std::string(words)); };
    const auto [address, word, wanted] = GENERATE_COPY(table<std::string, OscWord, Value>({
        {"/recalld/unit/desk/ch/01/mix/fader", number(10), 1023},
        {"/recalld/unit/desk/ch/01/mix/fader", number(-144), 0},
        {"/recalld/unit/desk/ch/01/mix/fader", number(-500), 0},
        {"/recalld/unit/desk/ch/01/mix/fader", text("-oo"), 0},
        {"/recalld/unit/desk/ch/01/mix/fader", text("10 dB"), 1023},
        {"/recalld/position/desk/ch/01/mix/fader", number(1), 1023},
        {"/recalld/position/desk/ch/01/mix/fader", number(0.5), 512},
        {"/recalld/unit/desk/ch/01/mix/on", number(1), 1},
        {"/recalld/unit/desk/ch/01/mix/on", OscWord(true), 1},
        {"/recalld/unit/desk/ch/01/mix/on", text("off"), 0},
        {"/recalld/position/desk/ch/01/mix/on", number(1), 1},
        {"/recalld/unit/desk/ch/01/config/color", text("gn"), 2},
        {"/recalld/unit/desk/ch/01/config/color", number(2), 2},
        {"/recalld/position/desk/ch/01/config/color", number(0.67), 2},
        {"/recalld/unit/desk/ch/01/config/name", text("Vox"), "Vox"s},
        {"/recalld/unit/desk/ch/01/config/name", OscWord(3, "3", true), "3"s},
        {"/recalld/unit/desk/ch/01/eq/1/f", number(20'000), 200},
        {"/recalld/unit/desk/ch/01/eq/1/f", text("20 kHz"), 200},
        {"/recalld/unit/desk/ch/01/grp/dca", number(5), 5},
    }));
    CHECK(osc_live_meant(find_osc_live(room.desk.rig, address), word) == wanted);
}

TEST_CASE("what does not fit is refused with what would")
{
    OscRoom room;
    REQUIRE(room.comes_online());
    const auto number = [](double value) { return OscWord(value, "this", false); };
    const auto [address, word, wanted] = GENERATE_COPY(table<std::string, OscWord, std::string>({
        {"/recalld/unit/desk/ch/01/mix/fader", number(10.5), "desk ch/01/mix/fader: \"this\" does not fit; it takes -oo dB … +10.0 dB"},
        {"/recalld/position/desk/ch/01/mix/fader", number(1.01), "desk ch/01/mix/fader: \"this\" does not fit; it takes a position from 0.0 to 1.0"},
        {"/recalld/position/desk/ch/01/mix/fader", OscWord("0.5"s), "desk ch/01/mix/fader: \"0.5\" does not fit; it takes a position from 0.0 to 1.0"},
        {"/recalld/unit/desk/ch/01/mix/on", number(2), "desk ch/01/mix/on: \"this\" does not fit; it takes one of OFF, ON"},
        {"/recalld/unit/desk/ch/01/config/color", OscWord("pink"s), "desk ch/01/config/color: \"pink\" does not fit; it takes one of OFF, RD, GN, YE"},
        {"/recalld/unit/desk/ch/01/config/name", OscWord("a name that is too long"s), "desk ch/01/config/name: \"a name that is too long\" does not fit; it takes at most 12 characters"},
        {"/recalld/position/desk/ch/01/config/name", number(1), "desk ch/01/config/name has no position; it takes at most 12 characters at /recalld/unit/desk/ch/01/config/name"},
    }));
    CHECK_THROWS_WITH(osc_live_meant(find_osc_live(room.desk.rig, address), word), wanted);
}

TEST_CASE("a live address that leads nowhere says what was perhaps meant")
{
    OscRoom room;
    const auto [address, wanted] = GENERATE(table<std::string, std::string>({
        {"/recalld/unit/desc/ch/01/mix/fader", "there is no unit \"desc\"; did you mean \"desk\"?"},
        {"/recalld/unit/", "there is no unit \"\""},
        {"/recalld/unit/desk", "desk: no parameter \"\""},
        {"/recalld/unit/desk/ch/01/mix/fadr", "desk: no parameter \"/ch/01/mix/fadr\"; did you mean \"ch/01/mix/fader\"?"},
    }));
    CHECK_THROWS_WITH(find_osc_live(room.desk.rig, address), wanted);
}
