#include "rig/unit.hpp"

#include <catch2/catch.hpp>

#include "rig/live_unit.hpp"

using namespace recalld;
using namespace recalld::rig::testing;
using Catch::Matchers::Contains;
using studio::Origin;

namespace {

ProfilePtr x32() { return profile_here("consoles/x32"); }
ProfilePtr example() { return profile_here("example", {{", sweep: 16 s", ""}}); }   // what is sent is counted here

task<> one_turn(std::shared_ptr<rig::Unit> unit, std::string& order, char name, rig::Signal& go)
{
    {
        const auto turn = co_await unit->take_turn();
        order += name;
        co_await go.wait();
    }
    order += '.';
}

task<> read_at_once(std::shared_ptr<rig::Unit> unit, rig::Exchanged& came, std::string& order, char name)
{
    const auto turn = co_await unit->take_turn();
    order += name;
    came = co_await unit->read(std::vector<bool>(unit->profile()->parameters.size(), true));
    order += name;
}

task<rig::Exchanged> read_cancelled(std::shared_ptr<rig::Unit> unit, std::shared_ptr<rig::Cancel> cancel, std::size_t after, std::size_t& told)
{
    const auto turn = co_await unit->take_turn();
    auto progress = [=, &told](std::size_t done, std::size_t) {
        ++told;
        if (done > after) cancel->asked = true;
    };
    co_return co_await unit->read(std::vector<bool>(unit->profile()->parameters.size(), true), progress, cancel);
}

}  // namespace

TEST_CASE("what feeds a strip is not known from the routing's change until it was read again")
{
    Room room(profile_here("consoles/x32"));
    room.desk.console().poke("ch/01/config/source", Value{3});
    room.start();
    REQUIRE(room.comes_online());
    REQUIRE(room.is_confirmed("-ha/00/index", Value(2)));
    std::vector<Standing> stood;
    const auto source = room.id("ch/01/config/source");
    const auto listening = room.studio.listen([&](const studio::Change& change) {
        if (change.parameter == room.id("-ha/00/index")) stood.push_back(room.standing("-ha/00/index"));
    });
    room.desk.console().poke("ch/01/config/source", Value{7});
    const auto turned = finish(room.io, room.unit->refresh(source));
    CHECK(turned.reached);
    REQUIRE(room.until([&] { return room.is_confirmed("-ha/00/index", Value(6)); }));
    REQUIRE(room.until([&] { return room.standing("-ha/39/index") == Standing::confirmed; }));
    CHECK(stood == std::vector<Standing>{Standing::confirmed});   // told when it is known again, not before
}

TEST_CASE("a unit connects and knows every parameter of its desk")
{
    Room room(profile_here(GENERATE("consoles/x32", "consoles/x-air", "example")));
    disturb(room.desk.console(), 11);
    CHECK_FALSE(room.unit->online());
    CHECK(room.page().standings == std::vector(room.profile->parameters.size(), Standing::unknown));
    room.start();
    REQUIRE(room.comes_online());
    CHECK(room.untrue(room.page()) == std::vector<std::string>{});
    CHECK(room.unit->note().empty());
    CHECK(room.unit->identity() == room.profile->identity.models.front() + " " + room.profile->identity.firmwares.front());
    CHECK(room.unit->last_heard());
    CHECK(room.unit->round_trip() > 0us);
    CHECK(room.desk.console().subscribers(Clock::now()) == 1);
}

TEST_CASE("a push of somebody at the desk is in the studio at once, and told as his")
{
    Room room(x32());
    room.start();
    REQUIRE(room.comes_online());
    std::vector<std::pair<std::string, Origin>> changes;
    const auto listening = room.studio.listen([&](const studio::Change& change) {
        changes.emplace_back((*room.profile)[change.parameter].name, change.origin);
    });
    Tablet tablet(room.io, room.desk);
    const auto start = Clock::now();
    tablet.set("ch/07/mix/fader", 0.75f);
    tablet.set("ch/07/config/name", "Vox");
    tablet.set("ch/07/mix/on", 0);
    REQUIRE(room.until([&] { return room.is_confirmed("ch/07/mix/on", 0); }));
    CHECK(Clock::now() - start < 200ms);
    CHECK(room.is_confirmed("ch/07/mix/fader", 767));
    CHECK(room.is_confirmed("ch/07/config/name", std::string("Vox")));
    CHECK(changes == std::vector<std::pair<std::string, Origin>>{
                         {"ch/07/mix/fader", Origin::device}, {"ch/07/config/name", Origin::device}, {"ch/07/mix/on", Origin::device}});
}

TEST_CASE("only what somebody moved is a push: neither answers, nor answers that come twice")
{
    Room room(x32(), "duplicate=20%,reorder=5%,seed=5");
    disturb(room.desk.console(), 12);
    std::vector<std::string> pushed;
    room.unit->on_push = [&](ParameterId id, const Value&) { pushed.push_back((*room.profile)[id].name); };
    room.start();
    REQUIRE(room.comes_online());
    pushed.clear();   // what was never heard is news, whoever tells it
    CHECK(room.untrue(room.read_all()).empty());
    CHECK(pushed.empty());
    Tablet tablet(room.io, room.desk);
    tablet.set("dca/3/fader", 0.75f);   // its leaf was asked in this turn
    REQUIRE(room.until([&] { return room.is_confirmed("dca/3/fader", 767); }));
    CHECK(pushed == std::vector<std::string>{"dca/3/fader"});
}

TEST_CASE("a value is set, read back and known; an equal one sends nothing; a device's own never goes back")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    const auto id = room.id("ch/01/mix/fader");
    auto came = finish(room.io, room.unit->set(id, 767, Origin::person));
    CHECK(came.reached);
    CHECK(came.packets == 2);
    CHECK(room.desk.console().value("ch/01/mix/fader") == Value(767));
    CHECK(room.is_confirmed("ch/01/mix/fader", 767));
    CHECK(finish(room.io, room.unit->set(id, 767, Origin::person)).packets == 0);
    CHECK(finish(room.io, room.unit->set(id, 5, Origin::device)).packets == 0);
    CHECK(room.desk.console().value("ch/01/mix/fader") == Value(767));
}

TEST_CASE("a moving fader is a value, not a queue")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    std::string order;
    rig::Signal go(room.io);
    rig::spawn(room.io, "holder", one_turn(room.unit, order, 'x', go));
    REQUIRE(room.until([&] { return order == "x"; }));
    const auto served = room.desk.server().counts().served;
    std::vector<std::future<rig::Exchanged>> moves;
    for (std::int32_t step = 1; step <= 100; ++step)
        moves.push_back(net::co_spawn(room.io, room.unit->set(room.id("ch/01/mix/fader"), step, Origin::person), net::use_future));
    run_for(room.io, 2ms);
    go.wake_all();
    REQUIRE(room.until([&] { return std::ranges::all_of(moves, [](auto& move) { return move.wait_for(0s) == std::future_status::ready; }); }));
    CHECK(room.desk.console().value("ch/01/mix/fader") == Value(100));
    CHECK(room.desk.server().counts().served - served == 2);   // the last value, and a question
}

TEST_CASE("what no report told is found when everything is looked over again")
{
    Room room(profile_here("consoles/x32", {{"sweep: 16 s", "sweep: 2 s"}}));
    room.start();
    REQUIRE(room.comes_online());
    const std::vector<std::string> moved{"config/chlink/1-2", "ch/20/mix/on", "headamp/127/phantom", "fx/1/type"};
    for (const auto& name : moved) room.desk.console().poke(name, 1);
    CHECK(room.until([&] { return std::ranges::all_of(moved, [&](const auto& name) { return room.is_confirmed(name, 1); }); }));
}

TEST_CASE("another effect at the desk: what belongs to it is read again, and only that")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    const std::vector<std::string> own{"fx/1/par/01", "fx/1/par/02", "fx/1/par/03", "fx/1/par/04"};
    Tablet tablet(room.io, room.desk);
    tablet.set("fx/1/type", 1);
    REQUIRE(room.until([&] { return room.is_confirmed("fx/1/type", 1); }));
    for (const auto& name : own) room.desk.console().poke(name, 0.875f);   // in silence, when it has reported what it reports
    room.desk.console().poke("fx/2/par/01", 0.875f);
    room.desk.console().poke("ch/01/mix/fader", 300);
    const auto served = room.desk.server().counts().served;
    CHECK(room.until([&] { return std::ranges::all_of(own, [&](const auto& name) { return room.is_confirmed(name, 0.875f); }); }));
    CHECK(room.desk.server().counts().served - served == own.size());
    CHECK_FALSE(room.is_confirmed("fx/2/par/01", 0.875f));
    CHECK_FALSE(room.is_confirmed("ch/01/mix/fader", 300));
}

TEST_CASE("another effect at the desk is read again when whoever has the turn is done")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    std::string order;
    rig::Signal go(room.io);
    rig::spawn(room.io, "holder", one_turn(room.unit, order, 'x', go));
    REQUIRE(room.until([&] { return order == "x"; }));
    const auto served = room.desk.server().counts().served;
    Tablet(room.io, room.desk).set("fx/2/type", 1);
    REQUIRE(room.until([&] { return room.is_confirmed("fx/2/type", 1); }));
    room.desk.console().poke("fx/2/par/02", 0.875f);
    run_for(room.io, 300ms);
    CHECK(room.desk.server().counts().served - served == 1);   // the tablet's
    CHECK_FALSE(room.is_confirmed("fx/2/par/02", 0.875f));
    go.wake_all();
    CHECK(room.until([&] { return room.is_confirmed("fx/2/par/02", 0.875f); }));
}

TEST_CASE("one parameter is asked afresh, with what it hangs on")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    room.desk.console().poke("fx/1/type", 1);
    room.desk.console().poke("fx/1/par/01", 0.25f);
    CHECK(finish(room.io, room.unit->refresh(room.id("fx/1/par/01"))).reached);
    CHECK(room.is_confirmed("fx/1/par/01", 0.25f));
    CHECK(room.is_confirmed("fx/1/type", 1));
}

TEST_CASE("turns are taken in the order they were asked for")
{
    Room room(example());
    room.start();
    REQUIRE(room.comes_online());
    std::string order;
    rig::Signal go(room.io);
    for (const char name : {'a', 'b', 'c', 'd'}) {
        rig::spawn(room.io, "turn", one_turn(room.unit, order, name, go));
        run_for(room.io, 1ms);
    }
    for (const std::string so_far : {"a", "a.b", "a.b.c", "a.b.c.d"}) {
        REQUIRE(room.until([&] { return order == so_far; }));
        go.wake_all();
    }
    CHECK(room.until([&] { return order == "a.b.c.d."; }));
}

TEST_CASE("two exchanges run one after the other, each whole")
{
    Room room(x32());
    disturb(room.desk.console(), 13);
    room.start();
    REQUIRE(room.comes_online());
    std::string order;
    rig::Exchanged one, other;
    rig::spawn(room.io, "one", read_at_once(room.unit, one, order, 'a'));
    rig::spawn(room.io, "other", read_at_once(room.unit, other, order, 'b'));
    REQUIRE(room.until([&] { return order.size() == 4; }));
    CHECK(order == "aabb");
    CHECK((one.reached && other.reached && one.silent.empty() && other.silent.empty()));
    CHECK(room.untrue(room.page()).empty());
}

TEST_CASE("a read that somebody cancels ends soon and says what it did not ask")
{
    Room room(x32());
    room.start();
    REQUIRE(room.comes_online());
    const auto cancel = std::make_shared<rig::Cancel>();
    std::size_t told = 0;
    const auto came = finish(room.io, read_cancelled(room.unit, cancel, 300, told));
    CHECK(came.cancelled);
    CHECK(came.reached);
    CHECK(told >= 1);
    CHECK(came.silent.size() > 100);
    CHECK(came.packets < 3000);
    CHECK(room.unit->online());
}

TEST_CASE("somebody recalls a scene at the desk: everything is read again")
{
    Room room(x32());
    simulate::Console other(x32());
    disturb(other, 14);
    std::string scene = "#4.0# \"gig\" \"\" %000000000 1\n";
    for (const auto& node : room.profile->nodes)
        if (node.in_scene) scene += *osc::read_message(other.receive(1, osc::message("/node", {node.path}), {}).at(0).packet)->argument(0).text();
    room.desk.console().load_scene(scene);
    disturb(room.desk.console(), 15);
    room.start();
    REQUIRE(room.comes_online());
    REQUIRE(room.untrue(room.page()).empty());
    Tablet tablet(room.io, room.desk);
    tablet.set("-action/goscene", 7);
    REQUIRE(room.until([&] { return room.untrue(room.page()).empty() && room.is_confirmed("-show/prepos/current", 7); }));
    CHECK_FALSE(differences(*room.profile, room.page().values, values_of(simulate::Console(x32()))).empty());

    run_for(room.io, 1200ms);   // by then it is no second answer, though it is scene 7 again
    room.desk.console().poke("dca/3/fader", 5);
    room.desk.console().load_scene(scene);
    room.desk.console().poke("dca/4/fader", 6);
    tablet.set("-action/goscene", 7);
    REQUIRE(room.until([&] { return room.page().standings[0] == Standing::assumed; }));
    CHECK(room.until([&] { return room.untrue(room.page()).empty(); }));
}

TEST_CASE("answers that come twice are no recall of a scene")
{
    Room room(x32(), "duplicate=50%,seed=9");
    room.start();
    REQUIRE(room.comes_online());
    const auto served = room.desk.server().counts().served;
    run_for(room.io, 300ms);
    CHECK(room.desk.server().counts().served < served + 100);
    CHECK_FALSE(room.unit->is_in_doubt());
}

TEST_CASE("another model than the profile's is not spoken to")
{
    Room room(x32(), example());
    room.start();
    REQUIRE(room.until([&] { return !room.unit->note().empty(); }));
    run_for(room.io, 300ms);   // it tries again, and again no
    CHECK_FALSE(room.unit->online());
    CHECK(room.unit->note() == "it is a EX1 1.2, but profile consoles/x32 is for Behringer X32 / Midas M32; choose its profile in the rig");
    CHECK(room.unit->identity() == "EX1 1.2");
    CHECK(room.desk.console().subscribers(Clock::now()) == 0);
}

TEST_CASE("another firmware than the facts were checked for is worth a note, not a refusal")
{
    Room room(profile_here("consoles/x32", {{"checked: [\"4.0\"]", "checked: [\"9.\"]"}}), x32());
    room.start();
    REQUIRE(room.comes_online());
    CHECK(room.unit->note() == "firmware 4.0 is not one that the facts of profile consoles/x32 were checked for");
}

TEST_CASE("a firmware without an optional line is complete without it")
{
    Room room(x32(), "silent=config/userrout/in,silent=config/dp48,silent=mtx/03/grp");
    room.start();
    REQUIRE(room.comes_online());
    const auto state = room.read_all();
    CHECK(room.came.silent.empty());
    for (const std::string name : {"config/userrout/in/01", "config/userrout/in/32", "config/dp48/scope", "mtx/03/grp/dca"}) {
        CHECK(room.unit->lacks(room.id(name)));
        CHECK(state.standings[room.id(name)] == Standing::not_exposed);
    }
    CHECK(studio::coverage_of(state).not_exposed == 32 + 3 + 2);
    CHECK(state.standings[room.id("mtx/02/grp/dca")] == Standing::confirmed);
    CHECK(state.standings[room.id("config/dp48/assign/01")] == Standing::confirmed);
}

TEST_CASE("a line that every firmware has and that does not answer is named")
{
    Room room(x32(), "silent=ch/05/mix");
    room.start();
    REQUIRE(room.comes_online());
    const auto state = room.read_all();
    std::vector<std::string> silent;
    for (const auto id : room.came.silent) silent.push_back((*room.profile)[id].name);
    CHECK(silent == std::vector<std::string>{"ch/05/mix/on", "ch/05/mix/fader", "ch/05/mix/st", "ch/05/mix/pan", "ch/05/mix/mono", "ch/05/mix/mlevel"});
    CHECK(studio::coverage_of(state).silent == room.came.silent);
    CHECK(studio::coverage_of(state).not_exposed == 0);
    CHECK(room.came.reached);
    CHECK_FALSE(room.unit->lacks(room.id("ch/05/mix/on")));
}

TEST_CASE("what answered once is silent, not lacking, when it answers no more")
{
    Room room(x32());
    room.start();
    REQUIRE(room.comes_online());
    room.desk.change("silent=config/userrout/in");
    const auto state = room.read_all();
    CHECK(room.came.silent.size() == 32);
    CHECK(state.standings[room.id("config/userrout/in/01")] == Standing::unknown);
    CHECK_FALSE(room.unit->lacks(room.id("config/userrout/in/01")));
}

TEST_CASE("a part of the desk is read without asking for the rest")
{
    Room room(x32());
    disturb(room.desk.console(), 16);
    room.start();
    REQUIRE(room.comes_online());
    std::vector<bool> wanted(room.profile->parameters.size());
    wanted[room.id("ch/09/mix/on")] = true;
    rig::Exchanged came;
    const auto served = room.desk.server().counts().served;
    const auto state = finish(room.io, Room::read(room.unit, wanted, came));
    CHECK(room.desk.server().counts().served - served < 8);
    CHECK(state.standings[room.id("ch/09/mix/on")] == Standing::confirmed);
    CHECK(state.standings[room.id("ch/09/mix/fader")] == Standing::out_of_scope);
}
