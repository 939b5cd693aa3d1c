#include <catch2/catch.hpp>

#include "simulate/surface_fixture.hpp"

using namespace recalld;
using namespace recalld::simulate;
using namespace recalld::simulate::testing;
using Counts = SurfaceFader::Counts;

namespace {

wire::Bytes position(int strip, int position) { return mackie::mcu::write(mackie::FaderMoved{strip, position}); }

int position_in(const std::string& message)
{
    const auto event = mackie::mcu::read(wire::bytes(message), From::surface).value();
    return std::get<mackie::FaderMoved>(event).position;
}

}  // namespace

TEST_CASE("a motor takes its time and rests where it was sent")
{
    Bench bench;
    bench.hear("E0 7F 7F");
    CHECK(bench.box.fader(0).is_moving());
    bench.pass(75ms);
    CHECK(bench.box.fader(0).way() == Approx(0.5).margin(0.01));
    bench.pass(75ms);
    CHECK(bench.box.fader(0).way() == 1);
    CHECK_FALSE(bench.box.fader(0).is_moving());
    CHECK_FALSE(bench.box.wake());
    CHECK(bench.box.counts() == Counts{});
}

TEST_CASE("a motor tells nobody of its way")
{
    Bench bench;
    bench.hear("E0 7F 7F");
    CHECK(bench.pass(200ms).empty());
}

TEST_CASE("the last position received counts")
{
    Bench bench;
    bench.hear("E0 7F 7F");
    bench.pass(50ms);
    bench.hear("E0 00 00");
    bench.pass(200ms);
    CHECK(bench.box.fader(0).way() == 0);
}

TEST_CASE("positions come in the steps of the resolution, between the ends that the profile has")
{
    auto surface = whole_surface();
    surface.fader_bits = 7;
    surface.lowest = 100;
    surface.highest = 15'999;
    Bench bench(surface);
    bench.grab(0);
    const auto moved = bench.move(0, 1);
    REQUIRE(moved.size() == 1);
    CHECK(position_in(moved[0]) == 15'999);
    CHECK(position_in(bench.move(0, 0)[0]) == 100);
    CHECK(position_in(bench.move(0, 0.5)[0]) == Approx(100 + 15'899 * 64 / 127.0).margin(1));
    CHECK(bench.move(0, 0.501).empty());   // the same step
}

TEST_CASE("a full way of the protocol is a full way of the box")
{
    auto surface = whole_surface();
    surface.highest = 15'999;
    Bench bench(surface);
    bench.hear("E0 7F 7F");
    bench.pass(200ms);
    CHECK(bench.box.fader(0).way() == 1);
    CHECK(bench.box.fader(0).position() == 15'999);
}

TEST_CASE("a hand that moves evenly is told of on its way")
{
    Bench bench;
    bench.grab(2);
    bench.box.move(2, 1, bench.now, 500ms);
    const auto said = bench.pass(500ms);
    CHECK(said.size() > 50);
    CHECK(std::ranges::is_sorted(said, {}, position_in));
    CHECK(position_in(said.back()) == 16'383);
    CHECK(bench.pass(100ms).empty());
}

// --- hosts

TEST_CASE("with a host that sends back what it hears there is no fight, no jump, no creep")
{
    const auto touch = GENERATE(true, false);
    auto surface = whole_surface();
    surface.touch = touch;
    Bench bench(surface);
    bench.echo(bench.grab(0));
    bench.box.move(0, 0.7, bench.now, 300ms);
    for (int i = 0; i < 80; ++i) bench.echo(bench.pass(5ms));
    bench.echo(bench.let_go(0));
    for (int i = 0; i < 80; ++i) bench.echo(bench.pass(5ms));
    CHECK(bench.box.counts() == Counts{});
    CHECK(bench.box.fader(0).way() == Approx(0.7).margin(0.001));
}

TEST_CASE("a host that pulls while a hand is there fights, and the hand wins until it goes")
{
    Bench bench;
    bench.grab(0);
    bench.echo(bench.move(0, 0.5));
    for (int i = 0; i < 5; ++i) bench.hear("E0 00 00");
    bench.pass(200ms);
    CHECK(bench.box.counts().fights == 5);
    CHECK(bench.box.fader(0).way() == Approx(0.5).margin(0.001));
    bench.let_go(0);
    bench.pass(40ms);
    CHECK(bench.box.counts().jumps == 0);
    bench.pass(200ms);
    CHECK(bench.box.counts().jumps == 1);
    CHECK(bench.box.fader(0).way() == 0);
}

TEST_CASE("a host that does not send back lets the fader jump to where it was")
{
    Bench bench;
    bench.hear("E0 00 20");
    bench.pass(200ms);
    const auto before = bench.box.fader(0).way();
    bench.grab(0);
    bench.move(0, 0.9);
    bench.let_go(0);
    bench.pass(300ms);
    CHECK(bench.box.fader(0).way() == before);
    CHECK(bench.box.counts() == Counts{.jumps = 1});
}

TEST_CASE("an echo that comes a little late is no fight, but counted")
{
    Bench bench;
    bench.grab(0);
    const auto first = bench.move(0, 0.3);
    bench.now += 20ms;
    const auto second = bench.move(0, 0.4);
    bench.echo(first);
    bench.echo(second);
    CHECK(bench.box.counts() == Counts{.late_echoes = 1});
    bench.now += 200ms;
    bench.echo(first);
    CHECK(bench.box.counts() == Counts{.fights = 1, .late_echoes = 1});
}

TEST_CASE("a step more or less is no fight")
{
    Bench bench;
    bench.grab(0);
    const auto stands = position_in(bench.move(0, 0.5)[0]);
    bench.hear(position(0, stands + 16));
    CHECK(bench.box.counts().fights == 0);
    bench.hear(position(0, stands + 32));
    CHECK(bench.box.counts().fights == 1);
}

TEST_CASE("a motor at rest that is sent a step further creeps; the same position again is none")
{
    Bench bench;
    bench.hear(position(0, 8000));
    bench.pass(200ms);
    bench.hear(position(0, 8000));
    CHECK(bench.box.counts().creeps == 0);
    bench.hear(position(0, 8001));
    bench.hear(position(0, 8016));
    bench.pass(100ms);
    bench.hear(position(0, 8000));
    CHECK(bench.box.counts().creeps == 2);   // 8001 is the same step
    bench.pass(100ms);
    bench.hear(position(0, 9000));
    bench.pass(100ms);
    CHECK(bench.box.counts() == Counts{.creeps = 2});
}

TEST_CASE("the echo of a small move by hand is no creep, another position is")
{
    Bench bench;
    bench.hear(position(0, 8000));
    bench.pass(200ms);
    bench.grab(0);
    const auto moved = bench.move(0, bench.box.fader(0).way() + 0.001);
    REQUIRE(moved.size() == 1);
    bench.let_go(0);
    bench.pass(5ms);
    bench.echo(moved);
    CHECK(bench.box.counts() == Counts{});
    bench.hear(position(0, position_in(moved[0]) + 16));
    CHECK(bench.box.counts() == Counts{.creeps = 1});
}

// --- touch

TEST_CASE("a nudge is told of by boxes that feel no hands, and by others when they are asked")
{
    Bench feeling;
    CHECK(feeling.move(0, 0.5).empty());
    feeling.hear("F0 00 00 66 14 0C 01 F7");
    CHECK(feeling.move(0, 0.6).size() == 1);
    auto surface = whole_surface();
    surface.touch = false;
    Bench numb(surface);
    CHECK(numb.move(0, 0.5).size() == 1);
    CHECK(numb.grab(0).empty());
    CHECK(numb.move(0, 0.6).size() == 1);
    CHECK(numb.let_go(0).empty());
}

TEST_CASE("a nudged fader goes back unless the host follows")
{
    Bench bench;
    bench.hear("E0 00 40");
    bench.pass(200ms);
    const auto stood = bench.box.fader(0).way();
    bench.move(0, 0.9);
    bench.pass(300ms);
    CHECK(bench.box.fader(0).way() == stood);
    CHECK(bench.box.counts().jumps == 1);
}

TEST_CASE("all faders go down at once when told")
{
    Bench bench;
    bench.hear("E0 00 40 E8 00 40");
    bench.pass(200ms);
    bench.hear("F0 00 00 66 14 61 F7");
    bench.pass(200ms);
    CHECK(bench.box.fader(0).way() == 0);
    CHECK(bench.box.fader(8).way() == 0);
}

TEST_CASE("a master is the ninth where there are fewer strips")
{
    auto surface = whole_surface();
    surface.strips = 1;
    Bench bench(surface);
    CHECK(bench.box.faders() == 2);
    bench.hear("E8 7F 7F");
    bench.pass(200ms);
    CHECK(bench.box.fader(8).way() == 1);
    CHECK(bench.box.fader(0).way() == 0);
    bench.hear("E1 7F 7F");
    CHECK(bench.box.complaints() == Texts{"a position for a fader that it does not have"});
}
