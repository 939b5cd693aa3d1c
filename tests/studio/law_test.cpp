#include "studio/law.hpp"

#include "studio/laws.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace recalld::studio;

namespace {

constexpr auto least = std::numeric_limits<std::int32_t>::min();

/// Laws with a grid, by what they are on a console.
std::vector<std::pair<std::string, Law>> grids()
{
    return {
        {"fader", fader()},
        {"send", fader(161)},
        {"pan", pan()},
        {"eq gain", eq_gain()},
        {"frequency", frequency()},
        {"q, falling", q()},
        {"hold", hold()},
        {"delay", linear(0.3, 500, 4998, "ms", {.decimals = 1})},
        {"two steps", linear(0, 1, 2)},
        {"falling line", linear(10, -10, 21)},
        {"a million steps", linear(0, 1, 1'000'000)},
    };
}

}  // namespace

TEST_CASE("every step comes back from the wire and from its own number")
{
    for (const auto& [name, law] : grids()) {
        INFO(name);
        const std::int32_t stride = law.steps > 5000 ? 997 : 1;
        for (std::int32_t step = 0; step < law.steps; step += stride) {
            const auto position = static_cast<double>(law.wire(step));
            if (law.step_of(position) != step || law.nearest_step(law.engineering(step)) != step)
                FAIL_CHECK(step << " is not itself");
        }
    }
}

TEST_CASE("the ends of a law are its wire's 0 and 1")
{
    for (const auto& [name, law] : grids()) {
        INFO(name);
        CHECK(law.wire(0) == 0.0F);
        CHECK(law.wire(law.steps - 1) == 1.0F);
        CHECK(law.engineering(law.steps - 1) == Approx(law.high));
        if (law.bottom_is_off) CHECK(law.engineering(0) == minus_infinity);
        else CHECK(law.engineering(0) == Approx(law.low));
        CHECK(law.lowest() == 0);
        CHECK(law.highest() == law.steps - 1);
    }
}

TEST_CASE("a position between two steps belongs to the nearer, one outside to the end")
{
    const Law law = linear(0, 10, 11);
    const auto [position, step] = GENERATE(table<double, std::int32_t>(
        {{0.0, 0}, {0.049, 0}, {0.051, 1}, {0.5, 5}, {0.94, 9}, {0.96, 10}, {-3, 0}, {7, 10}}));
    CHECK(law.step_of(position) == step);
}

TEST_CASE("a fader in decibels")
{
    const auto [wire, decibels] = GENERATE(table<double, double>({
        {1, 10}, {0.75, 0}, {0.5, -10}, {0.375, -20}, {0.25, -30}, {0.15625, -45}, {0.0625, -60}, {0.03125, -75},
    }));
    CHECK(fader().engineering_at(wire) == Approx(decibels));
    CHECK(fader().position_of(decibels) == Approx(wire));
}

TEST_CASE("on 1024 steps 0 dB does not exist")
{
    CHECK(fader().nearest_step(0) == 767);
    CHECK(fader().engineering(767) == Approx(-0.01).margin(0.001));
    CHECK(fader().engineering(768) == Approx(0.03).margin(0.001));
}

TEST_CASE("on 161 steps 0 dB does")
{
    const Law send = fader(161);
    CHECK(send.nearest_step(0) == 120);
    CHECK(send.engineering(120) == Approx(0).margin(1e-9));
    CHECK(send.engineering(119) == Approx(-0.25));
    CHECK(send.engineering(1) == Approx(-87));
    CHECK(send.engineering(0) == minus_infinity);
}

TEST_CASE("silence is the lowest step, and only where the law says so")
{
    CHECK(fader().nearest_step(minus_infinity) == 0);
    CHECK(fader().position_of(minus_infinity) == 0);
    CHECK(fader().engineering_at(0) == minus_infinity);
    CHECK(fader().engineering_at(-1) == minus_infinity);
    CHECK(fader().nearest_step(-90) == 0);
    CHECK(fader().nearest_step(99) == 1023);
    Law open = fader();
    open.bottom_is_off = false;
    CHECK(open.engineering_at(0) == -90);
}

TEST_CASE("a falling law falls")
{
    CHECK(q().engineering(0) == Approx(10));
    CHECK(q().engineering(71) == Approx(0.3));
    CHECK(q().engineering(33) == Approx(1.96).margin(0.01));
    CHECK(q().nearest_step(100) == 0);
    CHECK(q().nearest_step(0.01) == 71);
    CHECK(q().nearest_step(0) == 71);
    CHECK(q().nearest_step(-1) == 71);
    CHECK(frequency().nearest_step(0) == 0);
    CHECK(linear(10, -10, 21).engineering(5) == Approx(5));
}

TEST_CASE("known points of logarithmic laws")
{
    const auto [law, step, value] = GENERATE(table<Law, std::int32_t, double>({
        {frequency(), 0, 20}, {frequency(), 100, 632.456}, {frequency(), 113, 990.9}, {frequency(), 200, 20000},
        {hold(), 0, 0.02}, {hold(), 68, 50.24}, {hold(), 100, 2000},
        {logarithmic(20, 400, 101), 67, 148.8},
    }));
    CHECK(law.engineering(step) == Approx(value).epsilon(1e-3));
}

TEST_CASE("a law without a grid keeps positions")
{
    const Law decay = logarithmic(0.2, 5, 0, "s", {.decimals = 2});
    CHECK(decay.engineering_at(0) == Approx(0.2));
    CHECK(decay.engineering_at(0.5) == Approx(1));
    CHECK(decay.engineering_at(1) == Approx(5));
    CHECK(decay.position_of(1) == Approx(0.5));
    CHECK(decay.position_of(99) == 1);
    CHECK(decay.position_of(0.1) == 0);
}

TEST_CASE("numbers that are carried as they are")
{
    CHECK(whole(-1, 99).lowest() == -1);
    CHECK(whole(-1, 99).highest() == 99);
    CHECK(whole(-1, 99).nearest_step(12.4) == 12);
    CHECK(whole(-1, 99).nearest_step(-7) == -1);
    CHECK(whole(-1, 99).engineering(12) == 12);
    CHECK(onoff().highest() == 1);
    CHECK(bits(8).highest() == 255);
    CHECK(bits(31).highest() == std::numeric_limits<std::int32_t>::max());
}

TEST_CASE("what a law is")
{
    const auto [law, is_stepped, is_number] = GENERATE(table<Law, bool, bool>({
        {fader(), true, true}, {pan(), true, true}, {q(), true, true}, {whole(0, 5), false, true},
        {onoff(), false, false}, {bits(4), false, false}, {text(12), false, false}, {raw(), false, false},
    }));
    CHECK(law.is_stepped() == is_stepped);
    CHECK(law.is_number() == is_number);
}

TEST_CASE("a law holds what it has room for")
{
    const auto [law, value, expected] = GENERATE(table<Law, Value, bool>({
        {fader(), 0, true},           {fader(), 1023, true},        {fader(), 1024, false},
        {fader(), -1, false},         {fader(), 0.5F, false},       {fader(), std::string("0"), false},
        {onoff(), 1, true},           {onoff(), 2, false},          {onoff(), 1.0F, false},
        {whole(1, 74), 1, true},      {whole(1, 74), 0, false},     {whole(1, 74), 75, false},
        {whole(-1, 99), -1, true},    {whole(-1, 99), least, false},
        {bits(8), 255, true},         {bits(8), 256, false},        {bits(31), least, false},
        {text(3), std::string("Vox"), true},  {text(3), std::string(), true},
        {text(3), std::string("Voxx"), false}, {text(3), 3, false},
        {raw(), 0.5F, true},          {raw(), 7, true},             {raw(), std::string("x"), true},
        {linear(0, 1, 0), 0.0F, true}, {linear(0, 1, 0), 1.0F, true}, {linear(0, 1, 0), 1.5F, false},
        {linear(0, 1, 0), -0.1F, false}, {linear(0, 1, 0), std::nanf(""), false}, {linear(0, 1, 0), 1, false},
    }));
    CHECK(law.holds(value) == expected);
}
