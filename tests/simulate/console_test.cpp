#include <catch2/catch.hpp>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

TEST_CASE("a bare address asks for a leaf and is answered with its type")
{
    auto [address, answer] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix/fader", ",f 0"},
        {"/ch/01/mix/pan", ",f 0.5"},
        {"/ch/01/mix/on", ",i 1"},
        {"/ch/01/config/name", ",s \"\""},
        {"/ch/01/config/icon", ",i 1"},
        {"/ch/01/grp/dca", ",i 0"},
        {"/-show/prepos/current", ",i 0"},
    }));
    Desk desk;
    CHECK(desk.ask(address) == answer);
    CHECK(desk.send(1, address) == Said{"1: " + address + " " + answer});  // an empty tag string asks just the same
}

TEST_CASE("a desk leaves the works with faders down, channels on and gains flat")
{
    const Desk desk;
    CHECK(desk.console.value("ch/01/mix/fader") == Value(0));
    CHECK(desk.console.value("ch/01/mix/on") == Value(1));
    CHECK(desk.console.value("ch/01/mix/01/on") == Value(1));
    CHECK(desk.console.value("ch/01/dyn/on") == Value(0));
    CHECK(desk.console.value("ch/01/eq/1/g") == Value(60));
    CHECK(desk.console.value("ch/01/mix/pan") == Value(50));
    CHECK(desk.console.value("ch/01/eq/1/f") == Value(0));
    CHECK(desk.console.value("headamp/000/gain") == Value(72));
    CHECK(desk.console.value("fx/1/type") == Value(0));
}

TEST_CASE("what is no leaf is not answered")
{
    const auto address = GENERATE("/ch/01/mix", "/ch/01", "/ch/33/mix/fader", "/ch/01/mix/fader/", "//ch/01/mix/fader",
                                  "ch/01/mix/fader", "/", "/meters", "/subscribe", "/renew", "/nonsense");
    Desk desk;
    CHECK(desk.send(1, osc::bare(address)).empty());
    CHECK(desk.send(1, address).empty());
}

TEST_CASE("a set is taken without an answer, clamped and snapped to the grid")
{
    auto [address, sent, kept] = GENERATE(table<std::string, osc::Arg, std::string>({
        {"/ch/01/mix/fader", 0.75f, ",f 0.7497556"},  // 767 of 1023: 0 dB does not exist
        {"/ch/01/mix/fader", 2.0f, ",f 1"},
        {"/ch/01/mix/fader", -1.0f, ",f 0"},
        {"/ch/01/mix/pan", 0.501f, ",f 0.5"},
        {"/ch/01/mix/on", 0, ",i 0"},
        {"/ch/01/config/color", 3, ",i 3"},
        {"/ch/01/config/color", std::string("GN"), ",i 2"},
        {"/ch/01/config/icon", 200, ",i 74"},
        {"/ch/01/config/icon", -5, ",i 1"},
        {"/ch/01/config/source", 64, ",i 64"},
        {"/ch/01/grp/dca", 255, ",i 255"},
        {"/ch/01/config/name", std::string("Lead Vox"), ",s \"Lead Vox\""},
        {"/ch/01/config/name", std::string("More than twelve"), ",s \"More than tw\""},
        {"/fx/1/par/01", 0.25f, ",f 0.25"},
        {"/fx/1/par/01", 7.0f, ",f 1"},
        {"/fx/1/par/03", 1, ",i 1"},
    }));
    Desk desk;
    CHECK(desk.send(1, address, {sent}).empty());
    CHECK(desk.ask(address) == kept);
}

TEST_CASE("a set of the wrong type, or of a word or bit that does not exist, changes nothing")
{
    auto [address, sent] = GENERATE(table<std::string, osc::Arg>({
        {"/ch/01/mix/fader", 1},
        {"/ch/01/mix/fader", std::string("-10.0")},
        {"/ch/01/mix/fader", 0.5},
        {"/ch/01/mix/fader", std::numeric_limits<float>::quiet_NaN()},
        {"/ch/01/mix/on", 2},
        {"/ch/01/mix/on", -1},
        {"/ch/01/mix/on", 0.0f},
        {"/ch/01/mix/on", false},
        {"/ch/01/config/color", std::string("gn")},
        {"/ch/01/config/color", std::string("PINK")},
        {"/ch/01/config/source", std::string("2")},
        {"/ch/01/config/source", 2.0f},
        {"/ch/01/grp/dca", 256},
        {"/ch/01/grp/dca", -1},
        {"/ch/01/grp/dca", std::string("%00000001")},
        {"/ch/01/config/name", 5},
        {"/ch/01/config/name", osc::Symbol{"Vox"}},
        {"/fx/1/par/01", std::string("0.5")},
        {"/fx/1/par/01", std::numeric_limits<float>::quiet_NaN()},
        {"/-show/prepos/current", 5},
    }));
    Desk desk;
    desk.subscribe({2});
    const auto before = desk.ask(address);
    CHECK(desk.send(1, address, {sent}).empty());
    CHECK(desk.ask(address) == before);
}

TEST_CASE("a leaf takes one argument")
{
    Desk desk;
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.5f, 0.5f}).empty());
    CHECK(desk.ask("/ch/01/mix/fader") == ",f 0");
}

TEST_CASE("numbers for the leading fields of a node are set in one message")
{
    Desk desk;
    desk.subscribe({2});
    CHECK(desk.send(1, "/ch/01/eq/1", {2, 0.5f, 0.25f})
          == Said{"2: /ch/01/eq/1/type ,i 2", "2: /ch/01/eq/1/f ,f 0.5", "2: /ch/01/eq/1/g ,f 0.25"});
    CHECK(desk.send(1, "/ch/01/mix", {0}) == Said{"2: /ch/01/mix/on ,i 0"});
}

TEST_CASE("a node set stops at the first number that does not fit")
{
    Desk desk;
    desk.subscribe({2});
    CHECK(desk.send(1, "/ch/01/eq/1", {1, 7, 0.25f}) == Said{"2: /ch/01/eq/1/type ,i 1"});
    CHECK(desk.send(1, "/ch/01/eq/1", {9, 0.5f, 0.25f}).empty());
}

TEST_CASE("texts and too many arguments for a node are ignored whole")
{
    Desk desk;
    desk.subscribe({2});
    CHECK(desk.send(1, "/ch/01/config", {std::string("Vox"), 3, 1, 1}).empty());
    CHECK(desk.send(1, "/ch/01/mix", {std::string("OFF"), 0.5f}).empty());
    CHECK(desk.send(1, "/ch/01/mix", {0, 0.5f, 0.5f, 1}).empty());
    CHECK(desk.ask("/ch/01/mix/on") == ",i 1");
}

TEST_CASE("it says who it is in the shape of its kind")
{
    Desk desk;
    CHECK(desk.send(1, "/info") == Said{"1: /info ,ssss \"V2.07\" \"simulated\" \"EX1\" \"1.2\""});
    CHECK(desk.send(1, osc::bare("/xinfo")) == Said{"1: /xinfo ,ssss \"127.0.0.1\" \"simulated\" \"EX1\" \"1.2\""});
    CHECK(desk.send(1, "/status") == Said{"1: /status ,sss \"active\" \"127.0.0.1\" \"simulated\""});
    CHECK(desk.send(1, "/info", {1}).empty());
}

TEST_CASE("a profile without identity words still makes a console that answers")
{
    Maker make;
    simulate::Console console(make.take());
    const auto answers = console.receive(1, osc::bare("/info"), {});
    CHECK(Desk::described(answers) == Said{"1: /info ,ssss \"V2.07\" \"simulated\" \"Small desk\" \"1.0\""});
}

TEST_CASE("what a person moves is told to every subscriber")
{
    Desk desk;
    desk.subscribe({1, 2});
    CHECK(Desk::described(desk.console.touch("ch/03/mix/fader", 1023, desk.now))
          == Said{"1: /ch/03/mix/fader ,f 1", "2: /ch/03/mix/fader ,f 1"});
    CHECK(desk.console.touch("ch/03/mix/fader", 1023, desk.now).empty());
    CHECK(desk.line("ch/03/mix") == "/ch/03/mix ON +10.0 +0");
}

TEST_CASE("a test may look and change behind its back")
{
    Desk desk;
    desk.subscribe({1});
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix ON   -oo +0");
    desk.console.poke("ch/01/mix/fader", 1023);
    CHECK(desk.console.value("/ch/01/mix/fader") == Value(1023));
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix ON +10.0 +0");
    CHECK_THROWS_WITH(desk.console.value("ch/01/mix/fadr"), Catch::Contains("did you mean \"ch/01/mix/fader\"?"));
    CHECK_THROWS_AS(desk.console.poke("ch/01/mix/fadr", 1), std::out_of_range);
}

TEST_CASE("a hidden node is neither answered nor set, its neighbours are")
{
    Desk desk;
    desk.subscribe({2});
    CHECK(desk.console.hide("ch/01/mix"));
    CHECK_FALSE(desk.console.hide("ch/77/mix"));
    CHECK(desk.line("ch/01/mix").empty());
    CHECK(desk.line("ch/01/mix/fader").empty());
    CHECK(desk.ask("/ch/01/mix/fader").empty());
    CHECK(desk.send(1, "/ch/01/mix/fader", {0.5f}).empty());
    CHECK(desk.send(1, "/ch/01/mix", {0}).empty());
    CHECK(desk.send(1, "/", {std::string("/ch/01/mix OFF")}).empty());
    CHECK(desk.console.value("ch/01/mix/fader") == Value(0));
    CHECK(desk.line("ch/01/mix/01") == "/ch/01/mix/01 ON   -oo");
}
