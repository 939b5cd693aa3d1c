#include "remote/tone_switch.hpp"

#include "remote/stage.hpp"
#include "simulated_desk.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using studio::Value;

namespace {

/// A desk with an oscillator, and nobody who plays tones.
struct Oscillator : test::Stage {
    Oscillator() : desk(io, profile_here("consoles/x32"))
    {
        profile = profile_here("consoles/x32");
        rig::RigConfig config;
        config.units.push_back({"desk", "consoles/x32", {"udp", "127.0.0.1", desk.port()}});
        finish(io, rig.become(rig::Rig::check(config, {profile})));
        REQUIRE(run_until(io, [&] { return unit()->online(); }));
    }
    ~Oscillator()
    {
        room.ending = true;
        finish(io, rig.stop());
        settle();
    }
    std::shared_ptr<rig::Unit> unit() { return rig.find("desk"); }
    studio::ParameterId id(const std::string& name) { return profile->find(name).value(); }
    Value stands(const std::string& name) { return desk.console().value(name); }

    SimulatedDesk desk;
};

task<std::shared_ptr<rig::Unit::Turn>> turn_of(std::shared_ptr<rig::Unit> unit)
{
    auto turn = co_await unit->take_turn();
    co_return std::make_shared<rig::Unit::Turn>(std::move(turn));
}

constexpr const char *on = "-stat/osc/on", *level = "config/osc/level", *destination = "config/osc/dest";

}  // namespace

TEST_CASE("what an oscillator stood at is read from the desk, not from what was believed")
{
    Oscillator room;
    room.desk.console().poke(level, Value{33});   // a hand at the desk, of which nobody was told
    room.desk.console().poke(destination, Value{5});
    const auto before = finish(room.io, tone_before(room.unit()));
    CHECK(before.at(level) == Value{33});
    CHECK(before.at(destination) == Value{5});
    CHECK(before.contains(on));
}

TEST_CASE("what is kept of an oscillator reads back as it was")
{
    const auto& profile = *profile_here("consoles/x32");
    const ToneBefore before{{level, Value{33}}, {destination, Value{5}}, {on, Value{1}}};
    CHECK(before_from(before_json(before), profile) == before);
    CHECK(before_from(Json::parse(before_json(before).dump()), profile) == before);
    CHECK(before_from(before_json({}), profile).empty());
}

TEST_CASE("an oscillator is switched off first, and then all stands where it stood")
{
    Oscillator room;
    room.desk.console().poke(on, Value{1});
    room.desk.console().poke(level, Value{140});
    room.desk.console().poke(destination, Value{2});
    const auto end = finish(room.io, switch_tone_off(room.unit(), {{level, Value{12}}, {destination, Value{7}}, {on, Value{1}}}));
    CHECK(end.is_off);
    CHECK(end.wrong.empty());
    CHECK(room.stands(on) == Value{0});   // whatever it was
    CHECK(room.stands(level) == Value{12});
    CHECK(room.stands(destination) == Value{7});
}

TEST_CASE("what nobody knows of an oscillator is left as it is")
{
    Oscillator room;
    room.desk.console().poke(on, Value{1});
    room.desk.console().poke(level, Value{140});
    CHECK(finish(room.io, switch_tone_off(room.unit(), {})).wrong.empty());
    CHECK(room.stands(on) == Value{0});
    CHECK(room.stands(level) == Value{140});
}

TEST_CASE("an oscillator that is off already is read, and stays off")
{
    Oscillator room;
    CHECK(finish(room.io, switch_tone_off(room.unit(), {{level, Value{3}}})).is_off);
    CHECK(room.stands(on) == Value{0});
    CHECK(room.stands(level) == Value{3});
}

TEST_CASE("of a desk that does not answer nobody says that its oscillator is off")
{
    Oscillator room;
    room.desk.console().poke(on, Value{1});
    const auto unit = room.unit();
    finish(room.io, room.rig.stop());
    const auto end = finish(room.io, switch_tone_off(unit, {{level, Value{3}}}));
    CHECK_FALSE(end.is_off);
    REQUIRE(end.wrong.size() == 1);
    CHECK(end.wrong[0] == "desk: the oscillator could not be switched off, or does not say so; look at the desk");
    CHECK(finish(room.io, tone_before(unit)).empty());
    CHECK_FALSE(finish(room.io, insist(unit, room.id(on), Value{0})));
}

TEST_CASE("a value is insisted on until the desk stands there")
{
    Oscillator room;
    for (const int value : {0, 1, 77, 160}) {
        CHECK(finish(room.io, insist(room.unit(), room.id(level), Value{value})));
        CHECK(room.stands(level) == Value{value});
    }
}

TEST_CASE("off is told at once, though somebody reads the whole desk just then")
{
    Oscillator room;
    REQUIRE(finish(room.io, insist(room.unit(), room.id(on), Value{1})));
    {
        const auto turn = finish(room.io, turn_of(room.unit()));
        auto ended = net::co_spawn(room.io, switch_tone_off(room.unit(), {}), net::use_future);
        CHECK(run_until(room.io, [&] { return room.stands(on) == Value{0}; }));
        CHECK(ended.wait_for(std::chrono::seconds(0)) != std::future_status::ready);   // it is proven in its turn
    }
    CHECK(finish(room.io, switch_tone_off(room.unit(), {})).is_off);
}

TEST_CASE("off is told even where it is believed to be off")
{
    Oscillator room;
    REQUIRE(finish(room.io, insist(room.unit(), room.id(on), Value{0})));
    room.desk.console().poke(on, Value{1});
    CHECK(finish(room.io, switch_off(room.unit())));
    CHECK(room.stands(on) == Value{0});
}
