#include <catch2/catch.hpp>

#include "simulate/desk_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate::testing;

namespace {

const std::string scene = R"(#4.0# "Night Train" "" %000000000 1
/config/chlink ON OFF
/config/routing/routswitch ON
/ch/01/config "Lead Vox" 41 RD 1
/ch/01/mix ON  +4.6 +6
/ch/01/mix/01 ON -10.0
/ch/02/mix/01 OFF   0.0
/fx/1 DLY
/fx/1/par 80 0 0 0
)";

}  // namespace

TEST_CASE("a scene file sets what it holds and tells nobody")
{
    Desk desk;
    desk.subscribe({1});
    CHECK(desk.console.load_scene(scene).empty());
    CHECK(desk.line("ch/01/config") == R"(/ch/01/config "Lead Vox" 41 RD 1)");
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix ON  +4.6 +6");
    CHECK(desk.line("config/routing") == "/config/routing ON");  // by its alias
    CHECK(desk.line("fx/1/par") == "/fx/1/par 80 0 0 0");
    CHECK(desk.line("ch/03/mix") == "/ch/03/mix ON   -oo +0");
}

TEST_CASE("a scene brings both sides of a link as they were saved")
{
    Desk desk;
    desk.console.load_scene(scene);
    CHECK(desk.line("ch/01/mix/01") == "/ch/01/mix/01 ON -10.0");
    CHECK(desk.line("ch/02/mix/01") == "/ch/02/mix/01 OFF   0.0");
}

TEST_CASE("a scene with only a type resets the parameters of the slot")
{
    Desk desk;
    desk.send(1, "/fx/1/par/01", {0.9f});
    desk.console.load_scene("/fx/1 DLY\n");
    CHECK(desk.line("fx/1/par") == "/fx/1/par 25 0 0 0");
}

TEST_CASE("lines that were not understood come back, the others count")
{
    Desk desk;
    const auto strange = desk.console.load_scene(
        "#2.7# \"old\" \"\" %000000000 1\n\n/ch/01/mix OFF -10.0 left\r\n/ch/02/mix OFF -10.0 +0 OFF\n/ch/99/mix "
        "ON\nnonsense\n"
        "/ch/03/config \"open\n/ch/03/mix OFF\n/ch/04/mix/pan +100");
    CHECK(strange
          == Said{"/ch/01/mix OFF -10.0 left\r", "/ch/02/mix OFF -10.0 +0 OFF", "/ch/99/mix ON", "nonsense",
                  "/ch/03/config \"open"});
    CHECK(desk.line("ch/01/mix") == "/ch/01/mix OFF -10.0 +0");
    CHECK(desk.line("ch/02/mix") == "/ch/02/mix OFF -10.0 +0");
    CHECK(desk.line("ch/03/mix") == "/ch/03/mix OFF   -oo +0");
    CHECK(desk.line("ch/04/mix") == "/ch/04/mix ON   -oo +100");
}

TEST_CASE("going to a scene brings the file back and tells every subscriber, the asker too")
{
    Desk desk;
    desk.console.load_scene(scene);
    desk.subscribe({1, 2});
    desk.send(1, "/ch/01/config/name", {std::string("Other")});
    CHECK(desk.send(1, "/-action/goscene", {7})
          == Said{"1: /-show/prepos/current ,i 7", "2: /-show/prepos/current ,i 7"});
    CHECK(desk.ask("/ch/01/config/name") == ",s \"Lead Vox\"");
    CHECK(desk.ask("/-show/prepos/current") == ",i 7");
    CHECK(desk.line("-show/prepos") == "/-show/prepos 7");
    CHECK(desk.send(1, "/-action/goscene", {7}).size() == 2);  // again is again
}

TEST_CASE("loading a scene does the same and answers")
{
    Desk desk;
    desk.console.load_scene(scene);
    desk.subscribe({2});
    desk.send(1, "/ch/01/config/name", {std::string("Other")});
    CHECK(desk.send(1, "/load", {std::string("scene"), 3})
          == Said{"2: /-show/prepos/current ,i 3", "1: /load ,si \"scene\" 1"});
    CHECK(desk.ask("/ch/01/config/name") == ",s \"Lead Vox\"");
}

TEST_CASE("without a scene file the settings stay")
{
    Desk desk;
    desk.send(1, "/ch/01/config/name", {std::string("Vox")});
    desk.subscribe({1});
    CHECK(desk.send(2, "/-action/goscene", {0}).size() == 1);
    CHECK(desk.ask("/ch/01/config/name") == ",s \"Vox\"");
}

TEST_CASE("a scene number that does not exist is refused")
{
    Desk desk;
    desk.subscribe({1});
    CHECK(desk.send(1, "/-action/goscene", {100}).empty());
    CHECK(desk.send(1, "/-action/goscene", {-1}).empty());
    CHECK(desk.send(1, "/-action/goscene", {1.0f}).empty());
    CHECK(desk.send(1, osc::bare("/-action/goscene")).empty());
    CHECK(desk.send(1, "/load", {std::string("scene"), 100}) == Said{"1: /load ,si \"scene\" 0"});
    CHECK(desk.send(1, "/load", {std::string("snippet"), 1}).empty());
    CHECK(desk.send(1, "/load", {std::string("scene")}).empty());
}
