#include "simulate/surface_hand.hpp"

#include <catch2/catch.hpp>

#include "simulate/surface_fixture.hpp"
#include "simulate/surface_picture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;
using Catch::Matchers::Contains;

TEST_CASE("a line of text is a gesture")
{
    const auto [line, said] = GENERATE(table<std::string, Texts>({
        {"grab 1", {"90 68 7F"}},
        {"grab master", {"90 70 7F"}},
        {"  release   1 ", {"90 68 00"}},
        {"press mute/1", {"90 10 7F", "90 10 00"}},
        {"hold shift", {"90 46 7F"}},
        {"let shift", {"90 46 00"}},
        {"turn 1 -3", {"B0 10 43"}},
        {"jog 2", {"B0 3C 02"}},
        {"pedal 64", {"B0 2E 40"}},
        {"", {}},
    }));
    CAPTURE(line);
    Bench bench;
    const auto done = obey(bench.box, line, bench.now);
    CHECK(hex_of(done.said) == said);
    CHECK(done.words.empty());
}

TEST_CASE("a fader is moved at once or in time")
{
    Bench bench;
    obey(bench.box, "grab 1", bench.now);
    CHECK(hex_of(obey(bench.box, "move 1 1", bench.now).said) == Texts{"E0 7F 7F"});
    obey(bench.box, "move 1 0 in 2 s", bench.now);
    bench.pass(1s);
    CHECK(bench.box.fader(0).way() == Approx(0.5).margin(0.01));
    obey(bench.box, "move 1 1 in 100 ms", bench.now);
    bench.pass(100ms);
    CHECK(bench.box.fader(0).way() == 1);
}

TEST_CASE("power starts it again")
{
    Bench bench;
    CHECK(obey(bench.box, "power", bench.now).said.size() == 1);
}

TEST_CASE("a line that is none says why")
{
    const auto [line, words] = GENERATE(table<std::string, std::string>({
        {"grap 1", "\"grap\" is not understood; see help\n"},
        {"grab", "it goes: grab STRIP\n"},
        {"grab 1 2", "it goes: grab STRIP\n"},
        {"grab 9", "strips are 1 to 8 and master, not 9\n"},
        {"grab 0", "nothing here has the number 0\n"},
        {"grab one", "\"one\" is no number\n"},
        {"move 1 1.5", "a fader goes from 0 to 1, not to 1.5\n"},
        {"move 1 nan", "a fader goes from 0 to 1, not to nan\n"},
        {"move 1 1 in 5", "how long: in 500 ms, in 2 s; a minute at most\n"},
        {"move 1 1 in 5 h", "how long: in 500 ms, in 2 s; a minute at most\n"},
        {"move 1 1 in 61 s", "how long: in 500 ms, in 2 s; a minute at most\n"},
        {"press nonsense", "no button \"nonsense\"\n"},
        {"turn 9 1", "it has no knob 9\n"},
        {"turn 1 99999999999", "\"99999999999\" is no number\n"},
    }));
    CAPTURE(line);
    Bench bench;
    const auto done = obey(bench.box, line, bench.now);
    CHECK(done.words == words);
    CHECK(done.said.empty());
}

TEST_CASE("help knows every order")
{
    Bench bench;
    const auto words = obey(bench.box, "help", bench.now).words;
    for (const auto* order : {"grab", "move", "release", "press", "hold", "let", "turn", "jog", "pedal", "power", "show"}) CHECK_THAT(words, Contains(order));
}

TEST_CASE("the picture has everything that is shown, and what the host did wrong")
{
    auto surface = whole_surface();
    surface.colours = studio::ColourKind::palette;
    Bench bench(surface);
    bench.hear("F0 00 00 66 14 12 00 'Vox    Gtr' F7 F0 00 00 66 14 12 38 '-5.3' F7 F0 00 00 66 14 72 01 02 03 04 05 06 07 07 F7");
    bench.hear("90 10 7F 90 5E 01 B0 30 16 E0 7F 7F B0 40 31 A0 00 00");
    bench.hear("F0 00 00 66 14 20 00 03 F7 D0 07");
    bench.pass(100ms);
    const auto words = obey(bench.box, "show", bench.now).words;
    for (const auto* part : {"Box: open", "Vox ", "Gtr", "-5.3", "red ", ".....*.....", "67% >", "mute/1", "play (flashes)", "[         1]",
                             "0 fights", "1 faults", "unknown: A0 00 00"})
        CHECK_THAT(words, Contains(part));
    CHECK_THAT(words, Contains("meter    7 "));
}

TEST_CASE("the picture of a box without a host says so")
{
    Bench probing(xctl_surface());
    CHECK_THAT(picture(probing.box, probing.now), Contains("Box: No Link"));
    auto elder = whole_surface();
    elder.handshake = studio::Handshake::challenge;
    Bench shut(elder);
    CHECK_THAT(picture(shut.box, shut.now), Contains("Box: shut: waits for a host"));
    shut.hear("F0 00 00 66 14 02 00 00 00 00 00 00 00 00 00 00 00 F7");
    CHECK_THAT(picture(shut.box, shut.now), Contains("Box: locked"));
    Bench stereo(hui_surface());
    CHECK_THAT(picture(stereo.box, stereo.now), Contains("0/0"));
}
