#include <catch2/catch.hpp>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

namespace {

/// Writes a line as a client does and gives what the desk holds of the node after it.
std::string written(Desk& desk, const std::string& line)
{
    const auto said = desk.send(1, "/", {line});
    if (said.size() != 1 || !said[0].starts_with("1: / ,s ")) return "no echo";
    return desk.line(line.substr(1, line.find(' ') - 1));
}

}  // namespace

TEST_CASE("a node is answered as a line, under an address without slash")
{
    Desk desk;
    CHECK(desk.send(1, "/node", {std::string("ch/01/mix")}) == Said{R"(1: node ,s "/ch/01/mix ON   -oo +0\x0A")"});
}

TEST_CASE("columns are padded, texts quoted, bitmaps written out")
{
    auto [path, line] = GENERATE(table<std::string, std::string>({
        {"ch/01/config", R"(/ch/01/config "" 1 OFF 0)"},
        {"ch/01/preamp", "/ch/01/preamp +0.0 OFF  20"},
        {"ch/01/dyn", "/ch/01/dyn OFF 2.5"},
        {"ch/01/eq/1", "/ch/01/eq/1 OFF 20.0 +0.00"},
        {"ch/01/mix/01", "/ch/01/mix/01 ON   -oo"},
        {"ch/01/grp", "/ch/01/grp %00000000"},
        {"config/chlink", "/config/chlink OFF OFF"},
        {"fx/1", "/fx/1 HALL"},
        {"fx/1/par", "/fx/1/par 25 0.45 SMALL 0"},
        {"-show/prepos", "/-show/prepos 0"},
    }));
    Desk desk;
    CHECK(desk.line(path) == line);
}

TEST_CASE("a single leaf is answered likewise")
{
    Desk desk;
    CHECK(desk.line("ch/01/mix/fader") == "/ch/01/mix/fader   -oo");
    CHECK(desk.line("config/routing/routswitch") == "/config/routing/routswitch OFF");
    CHECK(desk.line("ch/01/config/name") == R"(/ch/01/config/name "")");
}

TEST_CASE("a path with a slash in front, an unknown one or another type has no answer")
{
    Desk desk;
    for (const std::string path :
         {"/ch/01/mix", "ch/01", "ch/01/mix/", "ch/33/mix", "", " ch/01/mix", "ch/01/mix ", "ch/0*/mix"})
        CHECK(desk.send(1, "/node", {path}).empty());
    CHECK(desk.send(1, osc::bare("/node")).empty());
    CHECK(desk.send(1, "/node", {1}).empty());
    CHECK(desk.send(1, "/node", {std::string("ch/01/mix"), std::string("ch/02/mix")}).empty());
    CHECK(desk.send(1, "node", {std::string("ch/01/mix")}).empty());
}

TEST_CASE("a line always tells the present values")
{
    Desk desk;
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix ON   -oo +0");
    desk.send(1, "/ch/01/mix/on", {0});
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix OFF   -oo +0");
    desk.send(1, "/ch/01/mix", {1, 0.75f, 1.0f});
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix ON   0.0 +100");
}

TEST_CASE("what an effect's numbers mean follows its type")
{
    Desk desk;
    desk.send(1, "/fx/1/par/01", {0.5f});
    desk.send(1, "/fx/1/par/03", {1});
    desk.send(1, "/fx/1/par/04", {0.125f});
    CHECK(desk.line("fx/1/par") == "/fx/1/par 100 0.45 LARGE 0.1250");
    desk.send(1, "/fx/1/type", {1});
    CHECK(desk.line("fx/1/par") == "/fx/1/par 25 0 0 0");
    desk.send(1, "/fx/1/type", {2});
    CHECK(desk.line("fx/1/par") == "/fx/1/par 0 0 0 0");
    desk.send(1, "/fx/1/par/02", {7});
    CHECK(desk.line("fx/1/par") == "/fx/1/par 0 7 0 0");
}

TEST_CASE("a line sets its node, is echoed byte for byte, and each changed leaf is told to the others")
{
    Desk desk;
    desk.subscribe({1, 2});
    const auto packet = osc::message("/", {std::string("/ch/01/mix   OFF  -10.0 +100")});
    const auto answers = desk.console.receive(1, packet, desk.now);
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].to == 1);
    CHECK(answers[0].packet == packet);
    CHECK(Desk::described({answers.begin() + 1, answers.end()})
          == Said{"2: /ch/01/mix/on ,i 0", "2: /ch/01/mix/fader ,f 0.50048876", "2: /ch/01/mix/pan ,f 1"});
    CHECK(desk.console.receive(1, packet, desk.now).size() == 1);  // nothing new, still the echo
}

TEST_CASE("a line may stop early, stand for one leaf, lack its slash or end in a line end")
{
    Desk desk;
    CHECK(written(desk, "/ch/01/mix OFF") == "/ch/01/mix OFF   -oo +0");
    CHECK(written(desk, "/ch/01/mix/pan -100") == "/ch/01/mix/pan -100");
    CHECK(written(desk, "/ch/01/mix ON +10.0 +2\n") == "/ch/01/mix ON +10.0 +2");
    CHECK(desk.send(1, "/", {std::string("ch/01/mix OFF")}).size() == 1);
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix OFF +10.0 +2");
    CHECK(written(desk, "/ch/01/mix ") == "/ch/01/mix OFF +10.0 +2");
}

TEST_CASE("a bad token drops the rest of the line silently")
{
    auto [line, kept] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix OFF nonsense +100", "/ch/01/mix OFF   -oo +0"},
        {"/ch/01/mix off +10.0 +100", "/ch/01/mix ON   -oo +0"},
        {"/ch/01/mix OFF -10 +100", "/ch/01/mix OFF   -oo +0"},     // a level has a decimal
        {"/ch/01/mix OFF -oo -oo", "/ch/01/mix OFF   -oo +0"},      // a pan has no end to fall off
        {"/ch/01/mix OFF -10.0 100.0", "/ch/01/mix OFF -10.0 +0"},  // and no decimal
        {"/ch/01/mix \"OFF\" -10.0", "/ch/01/mix ON   -oo +0"},
        {"/ch/01/dyn ON 4", "/ch/01/dyn ON 2.5"},  // the ratio is 4.0
        {"/ch/01/dyn ON 4.0", "/ch/01/dyn ON 4.0"},
        {"/ch/01/dyn ON 10.0", "/ch/01/dyn ON 2.5"},
        {"/ch/01/preamp +3.0 ON 100.0", "/ch/01/preamp +3.0 ON  20"},
        {"/ch/01/preamp +3.0 ON 100", "/ch/01/preamp +3.0 ON 101"},
        {"/ch/01/eq/1 RD 440 +1.00", "/ch/01/eq/1 RD 20.0 +0.00"},
        {"/ch/01/eq/1 RD 4370.0 +1.00", "/ch/01/eq/1 RD 20.0 +0.00"},
        {"/ch/01/eq/1 RD 0k44 +1.00", "/ch/01/eq/1 RD 20.0 +0.00"},
        {"/ch/01/eq/1 RD 440.0 1k00", "/ch/01/eq/1 RD 432.5 +0.00"},
        {"/ch/01/grp 5", "/ch/01/grp %00000000"},
        {"/ch/01/grp %000000101", "/ch/01/grp %00000000"},
        {"/ch/01/grp %102", "/ch/01/grp %00000000"},
        {"/ch/01/config Vox 5 RD 1", R"(/ch/01/config "" 1 OFF 0)"},
        {"/ch/01/config \"Vox\" 5.0 RD 1", R"(/ch/01/config "Vox" 1 OFF 0)"},
        {"/ch/01/config \"Vox\" 5 2 1", R"(/ch/01/config "Vox" 5 OFF 0)"},
        {"/ch/01/config \"Vox\" 5 RD In1", R"(/ch/01/config "Vox" 5 RD 0)"},
    }));
    Desk desk;
    CHECK(written(desk, line) == kept);
}

TEST_CASE("numbers of a line snap and clamp")
{
    auto [line, kept] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix ON +99.0 -300", "/ch/01/mix ON +10.0 -100"},
        {"/ch/01/mix ON -200.0 +7", "/ch/01/mix ON   -oo +8"},
        {"/ch/01/eq/1 GN 4k50 +1.10", "/ch/01/eq/1 GN 4k52 +1.00"},
        {"/ch/01/eq/1 GN 99k00 -99.0", "/ch/01/eq/1 GN 20k00 -15.0"},
        {"/ch/01/config \"More than twelve\" 99 YE 65", R"(/ch/01/config "More than tw" 74 YE 64)"},
        {"/ch/01/grp %101", "/ch/01/grp %00000101"},
    }));
    Desk desk;
    CHECK(written(desk, line) == kept);
}

TEST_CASE("narrow columns are rounded first, then cut")
{
    auto [value, text] = GENERATE(table<std::int32_t, std::string>({
        {60, "+0.00"},
        {61, "+0.25"},
        {25, "-8.75"},
        {17, "-10.7"},  // -10.75
        {0, "-15.0"},
        {120, "+15.0"},
    }));
    Desk desk;
    desk.console.poke("ch/01/eq/1/g", value);
    CHECK(desk.line("ch/01/eq/1/g") == "/ch/01/eq/1/g " + text);
}

TEST_CASE("a falling width is printed as its desk does")
{
    auto [step, text] = GENERATE(table<std::int32_t, std::string>({{0, " 10"}, {33, "2.0"}, {32, "2.1"}, {71, "0.3"}}));
    Maker make;
    make.node("eq", {{"q", "width"}}, Section::eq);
    Desk desk{simulate::Console(make.take())};
    desk.console.poke("eq/q", step);
    CHECK(desk.line("eq") == "/eq " + text);
}

TEST_CASE("surplus tokens of a line are not heard")
{
    Desk desk;
    CHECK(written(desk, "/ch/01/mix/01 OFF -10.0 +0 POST") == "/ch/01/mix/01 OFF -10.0");
}

TEST_CASE("a line of effect parameters is read in the words of the present type")
{
    Desk desk;
    CHECK(written(desk, "/fx/1/par 100 1.00 LARGE 0") == "/fx/1/par 100 1.00 LARGE 0");
    CHECK(desk.ask("/fx/1/par/01") == ",f 0.5");
    CHECK(desk.ask("/fx/1/par/03") == ",i 1");
    CHECK(desk.ask("/fx/1/par/04") == ",f 0");
    CHECK(written(desk, "/fx/1/par 50 1.00 HUGE 0.5") == "/fx/1/par 50 1.00 LARGE 0");
    desk.send(1, "/fx/1/type", {1});
    CHECK(written(desk, "/fx/1/par 50 0.25 3 0") == "/fx/1/par 50 0.2500 3 0");
    CHECK(desk.ask("/fx/1/par/01") == ",f 0.5");
}

TEST_CASE("what is no line is not echoed")
{
    Desk desk;
    for (const std::string line : {"", " ", "/", "/ch/33/mix ON", "/ch/01 ON", "//ch/01/mix ON", "/ch/01/config \"open",
                                   "ON", "/ch/01/mix\tON", "/ch/01/config \"a\"b"})
        CHECK(desk.send(1, "/", {line}).empty());
    CHECK(desk.send(1, "/", {1}).empty());
    CHECK(desk.send(1, "/", {std::string("/ch/01/mix OFF"), 1}).empty());
    CHECK(desk.ask("/ch/01/mix/on") == ",i 1");
}

TEST_CASE("what is read only stays also in a line")
{
    Desk desk;
    CHECK(written(desk, "/-show/prepos 7") == "/-show/prepos 0");
}
