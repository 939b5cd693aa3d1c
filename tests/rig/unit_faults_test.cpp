#include <catch2/catch.hpp>

#include "rig/live_unit.hpp"

using namespace recalld;
using namespace recalld::rig::testing;
using Catch::Matchers::EndsWith;

// A unit on a bad network, and at desks that come, go, freeze and are slow.

namespace {

ProfilePtr x32() { return profile_here("consoles/x32"); }

}  // namespace

TEST_CASE("whatever the network does, a read is complete and exact")
{
    const auto [name, faults] = GENERATE(table<std::string, std::string>({
        {"consoles/x32", "loss=1%,seed=1"},
        {"consoles/x32", "loss=5%,duplicate=2%,reorder=5%,seed=2"},
        {"consoles/x32", "delay=300us,jitter=300us,loss=1%,duplicate=1%,reorder=2%,seed=3"},
        {"consoles/x32", "delay=2ms,jitter=1ms,loss=1%,seed=4"},
        {"consoles/x-air", "loss=5%,duplicate=2%,reorder=5%,seed=5"},
        {"consoles/x-air", "delay=1ms,jitter=2ms,loss=5%,seed=6"},
        {"example", "loss=20%,duplicate=20%,reorder=20%,seed=7"},
    }));
    INFO(name << " " << faults);
    Room room(profile_here(name), faults);
    disturb(room.desk.console(), 21);
    room.start();
    REQUIRE(room.comes_online(60s));
    CHECK(room.untrue(room.page()) == std::vector<std::string>{});
    disturb(room.desk.console(), 22);
    CHECK(room.untrue(room.read_all()) == std::vector<std::string>{});
    CHECK(room.came.silent.empty());
}

TEST_CASE("on a bad network nothing is called lacking that is there")
{
    const auto seed = GENERATE(range(1, 9));
    Room room(profile_here("consoles/x-air"), "loss=8%,seed=" + std::to_string(seed));
    room.start();
    REQUIRE(room.comes_online(60s));
    for (ParameterId id = 0; id < room.profile->parameters.size(); ++id)
        if (room.unit->lacks(id)) FAIL((*room.profile)[id].name);
}

TEST_CASE("a desk that freezes while it is read is read whole when it thaws, and lacks nothing")
{
    const auto name = GENERATE("consoles/x32", "consoles/x-air");
    const auto faults = GENERATE("freeze=after 10ms for 200ms", "freeze=after 10ms for 1s", "freeze=after 40ms for 500ms,queue=3");
    INFO(name << " " << faults);
    Room room(profile_here(name), faults);
    disturb(room.desk.console(), 23);
    room.start();
    REQUIRE(room.comes_online());
    CHECK(room.untrue(room.page()) == std::vector<std::string>{});
}

TEST_CASE("a slow desk with a small queue is never flooded")
{
    const auto faults = GENERATE("rate=1000/s,queue=64", "rate=3000/s,queue=64,delay=500us", "rate=2000/s,queue=48,jitter=1ms");
    INFO(faults);
    Room room(profile_here("consoles/x-air"), faults);
    disturb(room.desk.console(), 24);
    room.start();
    REQUIRE(room.comes_online());
    CHECK(room.desk.server().counts().overflowed == 0);
    CHECK(room.untrue(room.read_all()).empty());
    CHECK(room.desk.server().counts().overflowed == 0);
    CHECK(room.desk.server().counts().served < 2 * 2 * room.profile->parameters.size());
}

TEST_CASE("where nobody listens the unit is offline and says so, and connects when somebody comes")
{
    Room room(x32());
    room.desk.switch_off();
    room.start();
    REQUIRE(room.until([&] { return !room.unit->note().empty(); }));
    CHECK_FALSE(room.unit->online());
    CHECK_THAT(room.unit->note(), EndsWith(": nobody listens there"));
    room.desk.switch_on(simulate::Console(x32()));
    REQUIRE(room.comes_online());
    CHECK(room.unit->note().empty());
    CHECK(room.untrue(room.page()).empty());
}

TEST_CASE("a unit waits to be online no longer than it is told")
{
    Room room(x32());
    room.desk.switch_off();
    room.start();
    const auto start = Clock::now();
    CHECK_FALSE(finish(room.io, room.unit->wait_online(50ms)));
    CHECK(Clock::now() - start >= 50ms);
    room.desk.switch_on(simulate::Console(x32()));
    CHECK(finish(room.io, room.unit->wait_online(20s)));
}

TEST_CASE("a desk that is switched off is noticed, what it held is doubtful, and it is read again when it is back")
{
    Room room(x32_that_keeps_up());
    room.start();
    REQUIRE(room.comes_online());
    room.desk.switch_off();
    REQUIRE(room.until([&] { return !room.unit->online(); }));
    CHECK(room.standing("ch/01/mix/fader") == Standing::assumed);
    CHECK_THAT(room.unit->note(), EndsWith(": nobody listens there"));
    simulate::Console other(x32());
    disturb(other, 25);
    room.desk.switch_on(std::move(other));
    REQUIRE(room.comes_online());
    CHECK(room.untrue(room.page()).empty());
    CHECK(room.desk.console().subscribers(Clock::now()) == 1);
}

TEST_CASE("another firmware after a restart has other lines")
{
    Room room(x32_that_keeps_up());
    room.start();
    REQUIRE(room.comes_online());
    room.desk.switch_off();
    REQUIRE(room.until([&] { return !room.unit->online(); }));
    room.desk.switch_on(simulate::Console(x32()), "silent=config/userrout/in");
    REQUIRE(room.comes_online());
    CHECK(room.unit->lacks(room.id("config/userrout/in/01")));
    CHECK(room.read_all().standings[room.id("config/userrout/in/01")] == Standing::not_exposed);
}

TEST_CASE("after a reboot of the desk the unit subscribes again and hears what is moved")
{
    Room room(x32_that_keeps_up(), "reboot=every 1500ms for 300ms");
    room.start();
    REQUIRE(room.comes_online());
    REQUIRE(room.until([&] { return room.desk.console().subscribers(Clock::now()) == 0; }));
    REQUIRE(room.until([&] { return room.desk.console().subscribers(Clock::now()) == 1; }));
    REQUIRE(room.comes_online());
    Tablet(room.io, room.desk).set("ch/07/mix/fader", 0.75f);
    CHECK(room.until([&] { return room.is_confirmed("ch/07/mix/fader", 767); }));
}

TEST_CASE("a desk that stops answering goes offline after a while, and comes back")
{
    Room room(x32_that_keeps_up());
    room.start();
    REQUIRE(room.comes_online());
    room.desk.change("freeze=after 0s for 3s,queue=5");
    REQUIRE(room.until([&] { return !room.unit->online(); }));
    CHECK_THAT(room.unit->note(), EndsWith(": stopped answering"));
    REQUIRE(room.comes_online());
    CHECK(room.untrue(room.page()).empty());
}

TEST_CASE("a read in which the desk dies says that nobody was reached, and what is silent")
{
    Room room(x32());
    room.start();
    REQUIRE(room.comes_online());
    const auto wanted = std::vector<bool>(room.profile->parameters.size(), true);
    rig::Exchanged came;
    const auto served = room.desk.server().counts().served;
    auto reading = net::co_spawn(room.io, Room::read(room.unit, wanted, came), net::use_future);
    REQUIRE(room.until([&] { return room.desk.server().counts().served > served + 200; }));
    const bool dies_for_good = GENERATE(true, false);
    if (dies_for_good) room.desk.switch_off();
    else room.desk.change("loss=100%");
    REQUIRE(room.until([&] { return reading.wait_for(0s) == std::future_status::ready; }));
    CHECK_FALSE(came.reached);
    CHECK(came.silent.size() > 1000);
    const auto state = reading.get();
    CHECK(state.standings[came.silent.front()] == Standing::unknown);
}

TEST_CASE("a unit ends whatever it is doing")
{
    const auto faults = GENERATE("", "loss=100%", "delay=20ms");
    Room room(x32(), faults);
    room.start();
    run_for(room.io, std::chrono::milliseconds(GENERATE(0, 5, 60)));
    const auto start = Clock::now();
    room.unit->stop();
    finish(room.io, room.unit->finished());
    CHECK(Clock::now() - start < 200ms);
}

TEST_CASE("packets that make no sense change nothing")
{
    Room room(profile_here("example"));
    room.start();
    REQUIRE(room.comes_online());
    const auto before = room.page().values;
    Tablet tablet(room.io, room.desk);
    tablet.set("ch/01/config/name", "ok");   // proof that pushes arrive
    REQUIRE(room.until([&] { return room.is_confirmed("ch/01/config/name", std::string("ok")); }));
    CHECK(differences(*room.profile, before, room.page().values) == std::vector<std::string>{"ch/01/config/name"});
}
