#include "rig/fader_hand.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using rig::FaderHand;
using namespace std::chrono_literals;

namespace {

const FaderHand::Time start{1h};
constexpr auto moment = FaderHand::settle;

FaderHand hand_on(bool touch, int stands = 1000)
{
    studio::Surface surface;
    surface.touch = touch;
    FaderHand fader(surface);
    fader.stands_at(stands);
    return fader;
}

}  // namespace

TEST_CASE("rule 1: a move is told back to the mover")
{
    auto fader = hand_on(true);
    fader.touched(true, start);
    CHECK(fader.moved(5000, start + 10ms));
    CHECK(fader.shown(start + 10ms) == 5000);
}

TEST_CASE("rule 2: a touched fader does not move by itself")
{
    auto fader = hand_on(true);
    fader.touched(true, start);
    fader.stands_at(9000);
    CHECK(fader.shown(start + 1h) == 1000);
    fader.moved(2000, start + 1s);
    fader.stands_at(9500);
    CHECK(fader.shown(start + 1h) == 2000);
    CHECK(fader.is_held(start + 1h));
    CHECK_FALSE(fader.deadline(start + 1h));
}

TEST_CASE("rule 3: let go, it waits a moment and goes where the parameter stands")
{
    auto fader = hand_on(true);
    fader.touched(true, start);
    fader.moved(2000, start);
    fader.stands_at(9000);
    fader.touched(false, start + 1s);
    CHECK_FALSE(fader.is_held(start + 1s));
    CHECK(fader.shown(start + 1s + moment - 1ms) == 2000);
    CHECK(fader.deadline(start + 1s) == start + 1s + moment);
    CHECK(fader.shown(start + 1s + moment) == 9000);
    CHECK_FALSE(fader.deadline(start + 1s + moment));
}

TEST_CASE("rule 4: without touch it is held from its first move until it rests")
{
    auto fader = hand_on(false);
    CHECK(fader.moved(2000, start));
    fader.stands_at(9000);
    CHECK(fader.is_held(start + 499ms));
    CHECK(fader.shown(start + 499ms) == 2000);
    CHECK(fader.moved(2100, start + 499ms));
    CHECK(fader.is_held(start + 900ms));
    CHECK_FALSE(fader.is_held(start + 999ms));
    CHECK(fader.shown(start + 999ms) == 9000);
}

TEST_CASE("rule 7: a hand that came before the parameter moves nothing, until it lets go")
{
    auto fader = hand_on(true);
    fader.touched(true, start);
    fader.moved(2000, start);
    fader.rebind(start + 10ms);
    fader.stands_at(9000);
    CHECK_FALSE(fader.moved(2500, start + 1s));
    CHECK_FALSE(fader.is_held(start + 1s));
    CHECK(fader.shown(start + 1s) == 2500);   // its motor does not fight the hand either
    fader.touched(false, start + 2s);
    CHECK(fader.shown(start + 2s + moment) == 9000);
    fader.touched(true, start + 3s);
    CHECK(fader.moved(8000, start + 3s));
}

TEST_CASE("rule 7: after a change of bank a running motor is not taken for a hand")
{
    auto fader = hand_on(true);
    fader.rebind(start);
    CHECK_FALSE(fader.moved(4000, start + FaderHand::after_bank - 1ms));
    CHECK(fader.shown(start + FaderHand::after_bank - 1ms) == 1000);
    CHECK(fader.moved(4000, start + FaderHand::after_bank));
}

TEST_CASE("a fader that should feel hands but does not is held all the same")
{
    auto fader = hand_on(true);
    CHECK(fader.moved(3000, start));
    fader.stands_at(9000);
    CHECK(fader.shown(start + 100ms) == 3000);
    CHECK(fader.shown(start + 1s) == 9000);
}

TEST_CASE("where the hand left it is known until something else is under it")
{
    auto fader = hand_on(true);
    CHECK_FALSE(fader.hand());
    fader.touched(true, start);
    fader.moved(2000, start);
    fader.touched(false, start + 1ms);
    CHECK(fader.hand() == 2000);
    fader.rebind(start + 1s);
    CHECK_FALSE(fader.hand());
}
