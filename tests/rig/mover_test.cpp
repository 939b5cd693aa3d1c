#include "rig/mover.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using rig::Mover;
using studio::Value;
using namespace std::chrono_literals;

namespace {

const Mover::Time start{1h};

}  // namespace

TEST_CASE("the first move is told at once")
{
    Mover mover;
    mover.want(7, Value{500}, start);
    CHECK(mover.deadline() <= start);
    const auto told = mover.next(start);
    REQUIRE(told);
    CHECK(told->parameter == 7);
    CHECK(told->value == Value{500});
    CHECK_FALSE(mover.next(start));
}

TEST_CASE("of many moves the latest is told, and not too often")
{
    Mover mover;
    std::size_t told = 0;
    Value last;
    for (int i = 0; i < 4000; ++i) {
        const auto now = start + i * 250us;
        mover.want(7, Value{i}, now);
        while (const auto setting = mover.next(now)) {
            ++told;
            last = setting->value;
        }
    }
    CHECK(told <= 1000ms / Mover::spacing + 1);
    const auto end = start + 1000ms + Mover::spacing;
    if (const auto setting = mover.next(end)) last = setting->value;
    CHECK(last == Value{3999});
}

TEST_CASE("what moves most does not keep the others waiting")
{
    Mover mover;
    for (studio::ParameterId id = 0; id < 8; ++id) mover.want(id, Value{1}, start);
    std::vector<studio::ParameterId> told;
    while (const auto setting = mover.next(start)) told.push_back(setting->parameter);
    CHECK(told.size() == 8);
    mover.want(0, Value{2}, start + Mover::spacing - 1us);
    CHECK_FALSE(mover.next(start + Mover::spacing - 1us));
    CHECK(mover.deadline() == start + Mover::spacing);
}

TEST_CASE("what rests is to be confirmed once")
{
    Mover mover;
    mover.want(3, Value{10}, start);
    CHECK(mover.rested(start + 1s).empty());   // it was not even told
    mover.next(start + 1s);
    CHECK(mover.rested(start + 1s).size() == 1);
    CHECK(mover.empty());
    CHECK_FALSE(mover.deadline());
}

TEST_CASE("what moves again does not rest")
{
    Mover mover;
    mover.want(3, Value{10}, start);
    mover.next(start);
    mover.want(3, Value{11}, start + Mover::rest - 1ms);
    CHECK(mover.rested(start + Mover::rest).empty());
    CHECK(mover.next(start + Mover::rest)->value == Value{11});
    CHECK(mover.deadline() == start + Mover::rest - 1ms + Mover::rest);
}
