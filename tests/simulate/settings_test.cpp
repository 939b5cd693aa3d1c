#include <catch2/catch.hpp>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

namespace {

/// A desk whose first pair differs and is joined.
Desk linked_desk()
{
    Desk desk;
    desk.console.poke("ch/01/mix/01/level", 100);
    desk.console.poke("ch/02/mix/01/level", 50);
    desk.send(1, "/config/chlink/1-2", {1});
    return desk;
}

}  // namespace

TEST_CASE("a link that goes on copies odd to even at once and tells the others")
{
    Desk desk;
    desk.subscribe({1, 2});
    desk.console.poke("ch/01/mix/01/level", 160);
    CHECK(desk.send(1, "/config/chlink/1-2", {1}) == Said{"2: /config/chlink/1-2 ,i 1", "2: /ch/02/mix/01/level ,f 1"});
    CHECK(desk.console.value("ch/02/mix/01/level") == Value(160));
}

TEST_CASE("a link does not give back what it copied")
{
    auto desk = linked_desk();
    desk.send(1, "/config/chlink/1-2", {0});
    CHECK(desk.console.value("ch/02/mix/01/level") == Value(100));
    desk.send(1, "/ch/02/mix/01/level", {1.0f});
    CHECK(desk.console.value("ch/02/mix/01/level") == Value(160));
    CHECK(desk.console.value("ch/01/mix/01/level") == Value(100));
}

TEST_CASE("while linked a write to the odd side is copied, one to the even side is reverted")
{
    auto desk = linked_desk();
    desk.subscribe({2});
    CHECK(desk.send(1, "/ch/01/mix/01/level", {1.0f})
          == Said{"2: /ch/01/mix/01/level ,f 1", "2: /ch/02/mix/01/level ,f 1"});
    CHECK(desk.send(1, "/ch/02/mix/01/level", {0.0f}).empty());
    CHECK(desk.send(1, "/ch/02/mix/01/level", {1.0f}).empty());
    CHECK(desk.send(1, "/", {std::string("/ch/02/mix/01 OFF -10.0")})
          == Said{R"(1: / ,s "/ch/02/mix/01 OFF -10.0")", "2: /ch/02/mix/01/on ,i 0"});
    CHECK(desk.console.value("ch/02/mix/01/level") == Value(160));
}

TEST_CASE("a person who moves either side moves both")
{
    auto desk = linked_desk();
    desk.subscribe({1});
    CHECK(Desk::described(desk.console.touch("ch/02/mix/01/level", 0, desk.now))
          == Said{"1: /ch/01/mix/01/level ,f 0", "1: /ch/02/mix/01/level ,f 0"});
}

TEST_CASE("what a link does not copy stays apart")
{
    auto desk = linked_desk();
    desk.send(1, "/ch/01/mix/pan", {0.0f});
    desk.send(1, "/ch/01/mix/fader", {1.0f});  // only with fdrmute
    desk.send(1, "/ch/03/mix/01/level", {1.0f});
    CHECK(desk.console.value("ch/02/mix/pan") == Value(50));
    CHECK(desk.console.value("ch/02/mix/fader") == Value(0));
    CHECK(desk.console.value("ch/04/mix/01/level") == Value(0));
}

TEST_CASE("a second condition joins when it goes on, for pairs that are linked")
{
    auto desk = linked_desk();
    desk.send(1, "/ch/01/mix/fader", {1.0f});
    desk.send(1, "/ch/03/mix/fader", {1.0f});
    desk.send(1, "/ch/01/eq/1/g", {1.0f});
    desk.subscribe({2});
    CHECK(desk.send(1, "/config/linkcfg/fdrmute", {1})
          == Said{"2: /config/linkcfg/fdrmute ,i 1", "2: /ch/02/mix/fader ,f 1"});
    CHECK(desk.console.value("ch/04/mix/fader") == Value(0));
    CHECK(desk.console.value("ch/02/eq/1/g") == Value(60));
    desk.send(1, "/ch/02/mix/fader", {0.0f});
    CHECK(desk.console.value("ch/02/mix/fader") == Value(1023));
}

TEST_CASE("the odd side of a pair is found by number, not by letters")
{
    Maker make;
    make.node("link", {{"on", "switch"}}, Section::links);
    make.node("ch/9", {{"level", "send"}}, Section::sends);
    make.node("ch/10", {{"level", "send"}}, Section::sends);
    make.link("ch/9/level", "ch/10/level", "link/on");
    simulate::Console console(make.take());
    console.poke("ch/9/level", 160);
    console.receive(1, osc::message("/link/on", {1}), {});
    CHECK(console.value("ch/10/level") == Value(160));
}

TEST_CASE("the line of the even side tells what the link did")
{
    Desk desk;
    CHECK(desk.line("ch/02/mix/01") == "/ch/02/mix/01 ON   -oo");
    desk.console.poke("ch/01/mix/01/level", 160);
    desk.send(1, "/config/chlink/1-2", {1});
    CHECK(desk.line("ch/02/mix/01") == "/ch/02/mix/01 ON +10.0");
}

TEST_CASE("another type resets the parameters of its slot and tells the others")
{
    Desk desk;
    desk.subscribe({2});
    desk.send(1, "/fx/1/par/01", {0.9f});
    desk.send(1, "/fx/1/par/03", {1});
    desk.send(1, "/fx/1/par/04", {0.3f});
    desk.send(1, "/fx/2/par/01", {0.9f});
    const auto said = desk.send(1, "/fx/1/type", {std::string("DLY")});
    REQUIRE(said.size() == 5);
    CHECK(said[0] == "2: /fx/1/type ,i 1");
    CHECK(said[1] == "2: /fx/1/par/01 ,f 0.25");
    CHECK(said[4] == "2: /fx/1/par/04 ,f 0");
    CHECK(desk.ask("/fx/1/par/03") == ",f 0");
    CHECK(desk.console.value("fx/2/par/01") == Value(0.9f));
}

TEST_CASE("the same type again resets nothing")
{
    Desk desk;
    desk.send(1, "/fx/1/par/01", {0.9f});
    desk.send(1, "/fx/1/type", {0});
    CHECK(desk.ask("/fx/1/par/01") == ",f 0.9");
}

TEST_CASE("what a type loads depends on the type and on nothing else")
{
    Desk one, other;
    other.send(1, "/fx/1/par/01", {0.9f});
    other.send(1, "/fx/1/type", {1});
    other.send(1, "/fx/1/type", {0});
    for (const std::string par : {"01", "02", "03", "04"})
        CHECK(one.ask("/fx/1/par/" + par) == other.ask("/fx/1/par/" + par));
    CHECK(one.ask("/fx/1/par/03") == ",i 0");  // a choice is a number
    one.send(1, "/fx/1/type", {1});
    CHECK(one.ask("/fx/1/par/01") != other.ask("/fx/1/par/01"));
}

TEST_CASE("a type that does not exist is ignored")
{
    Desk desk;
    desk.send(1, "/fx/1/par/01", {0.9f});
    desk.send(1, "/fx/1/type", {3});
    desk.send(1, "/fx/1/type", {std::string("hall")});
    CHECK(desk.ask("/fx/1/type") == ",i 0");
    CHECK(desk.ask("/fx/1/par/01") == ",f 0.9");
}
