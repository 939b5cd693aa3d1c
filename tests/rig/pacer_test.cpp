#include "rig/pacer.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using driver::Setting;
using rig::Pacer;
using studio::Origin;
using studio::Standing;
using studio::Value;

namespace {

studio::UnitState page()
{
    auto profile = std::make_shared<studio::Profile>();
    profile->parameters.resize(4);
    studio::UnitState state("desk", profile);
    state.set(0, 5, Standing::confirmed);
    state.set(1, 5, Standing::assumed);
    state.set(2, 0.5f, Standing::confirmed);
    return state;
}

}  // namespace

TEST_CASE("what nobody wants is not sent")
{
    Pacer pacer;
    CHECK(pacer.empty());
    CHECK_FALSE(pacer.next());
}

TEST_CASE("an equal value sends nothing, unless nobody confirmed it")
{
    const auto [id, value, sends] = GENERATE(table<studio::ParameterId, Value, bool>({
        {0, 6, true}, {0, 5, false}, {1, 5, true}, {2, 0.5001f, false}, {2, 0.6f, true}, {3, 0, true}, {0, std::string("5"), true},
    }));
    Pacer pacer;
    CHECK(pacer.want(page(), {id, value}, Origin::person) == sends);
    CHECK(pacer.empty() != sends);
}

TEST_CASE("a change never goes back to where it came from")
{
    Pacer pacer;
    CHECK_FALSE(pacer.want(page(), {0, 6}, Origin::device));
    CHECK(pacer.empty());
}

TEST_CASE("the latest value wins, in the place of the first")
{
    Pacer pacer;
    for (const std::int32_t value : {6, 7, 8}) {
        CHECK(pacer.want(page(), {0, value}, Origin::person));
        CHECK(pacer.want(page(), {3, value * 10}, Origin::recall));
    }
    CHECK(pacer.want(page(), {0, 9}, Origin::person));
    const auto first = pacer.next(), second = pacer.next();
    REQUIRE((first && second));
    CHECK(first->parameter == 0);
    CHECK(first->value == Value(9));
    CHECK(second->parameter == 3);
    CHECK(second->value == Value(80));
    CHECK(pacer.empty());
}

TEST_CASE("a fader that comes back to where it stood is sent: it was told otherwise meanwhile")
{
    Pacer pacer;
    pacer.want(page(), {0, 6}, Origin::person);
    CHECK(pacer.want(page(), {0, 5}, Origin::person));
    CHECK(pacer.next()->value == Value(5));
    CHECK_FALSE(pacer.next());
}
