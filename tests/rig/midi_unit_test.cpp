#include <catch2/catch.hpp>

#include "link/tcp_link.hpp"
#include "rig/unit.hpp"
#include "simulated_box.hpp"

using namespace recalld;
using namespace recalld::rig;
using namespace recalld::testing;
using studio::ParameterId;
using studio::Standing;
using studio::Value;

namespace {

/// A unit that speaks to a box on the same context.
struct Room {
    explicit Room(const std::string& id, const std::string& faults = "", driver::Place place = {}, const Bends& bends = {})
        : profile(profile_here(id, bends)), box(io, profile, faults, place.device.value_or(-1), place.channel.value_or(1)), port(box.port()),
          unit(std::make_shared<Unit>(io, "box", profile, std::make_unique<link::TcpLink>(io, "127.0.0.1", port), studio, place))
    {
        unit->start();
    }
    ~Room()
    {
        unit->stop();
        finish(io, unit->finished());
    }

    bool until(const auto& holds) { return run_until(io, holds); }
    bool comes_online() { return until([this] { return unit->online(); }); }
    ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    Standing standing(const std::string& name) const { return unit->page().standings[id(name)]; }
    bool is_true(const std::string& name)
    {
        return standing(name) == Standing::confirmed && profile->same(id(name), unit->page().values[id(name)], box.box().value(name));
    }
    bool all_true()
    {
        return std::ranges::all_of(profile->parameters, [this](const auto& parameter) { return is_true(parameter.name); });
    }
    Exchanged set(const std::string& name, Value value) { return finish(io, unit->set(id(name), std::move(value), studio::Origin::person)); }
    static task<studio::UnitState> reading(std::shared_ptr<Unit> unit, Exchanged& came)
    {
        std::vector<bool> wanted(unit->profile()->parameters.size(), true);
        const auto turn = co_await unit->take_turn();
        came = co_await unit->read(wanted);
        co_return unit->fresh(wanted, came.silent);
    }
    studio::UnitState read_all() { return finish(io, reading(unit, came)); }
    task<> hands() { return unit->await_hands(std::vector<bool>(profile->parameters.size(), true), {}, {}); }

    net::io_context io;
    ProfilePtr profile;
    SimulatedBox box;
    std::uint16_t port;
    studio::Studio studio;
    std::shared_ptr<Unit> unit;
    Exchanged came;
};

task<int> told(task<> work)
{
    co_await std::move(work);
    co_return 0;
}

}  // namespace

TEST_CASE("a box that cannot say who it is comes online with its answers")
{
    Room room("outboard/generic-nrpn");
    REQUIRE(room.comes_online());
    CHECK(room.all_true());
    CHECK(room.unit->identity().empty());
}

TEST_CASE("a box says who it is")
{
    Room room("example-midi", "", {.device = 5, .channel = 7});
    REQUIRE(room.comes_online());
    CHECK(room.unit->identity() == "Example box 00 00 00 00");
    CHECK(room.is_true("ch/1/level"));
    CHECK(room.is_true("dumps/all"));
    CHECK(room.standing("controls/volume") == Standing::unknown);
}

TEST_CASE("a box with another device number does not answer")
{
    net::io_context io;
    const auto profile = profile_here("example-midi");
    SimulatedBox box(io, profile, "", 5);
    studio::Studio studio;
    const auto unit = std::make_shared<Unit>(io, "box", profile, std::make_unique<link::TcpLink>(io, "127.0.0.1", box.port()), studio, driver::Place{.device = 4, .channel = {}});
    unit->start();
    CHECK(run_until(io, [&] { return unit->note().find("no answer to the universal identity request") != std::string::npos; }));
    CHECK_FALSE(unit->online());
    unit->stop();
    finish(io, unit->finished());
}

TEST_CASE("nobody listens: the unit says so, and no box is online")
{
    const auto id = GENERATE("outboard/generic-nrpn", "outboard/generic-program", "outboard/lexicon-pcm80");
    Room room(id);
    room.box.switch_off();
    CHECK(room.until([&] { return room.unit->note().find("nobody listens") != std::string::npos; }));
    CHECK_FALSE(room.unit->online());
}

TEST_CASE("a box that only hears is online with its link, and stands as it was told")
{
    Room room("outboard/generic-program", "", {.device = {}, .channel = 3});
    REQUIRE(room.comes_online());
    CHECK(room.standing("effect/program") == Standing::unknown);
    CHECK(room.read_all().standings[0] == Standing::unknown);
    const auto came = room.set("effect/program", 17);
    CHECK(came.reached);
    CHECK(room.standing("effect/program") == Standing::assumed);
    CHECK(room.until([&] { return room.box.box().value("effect/program") == Value{17}; }));
    const auto state = room.read_all();
    CHECK(state.standings[0] == Standing::assumed);
    CHECK(state.values[0] == Value{17});
}

TEST_CASE("a controller that nobody set is not captured, and not silent either")
{
    Room room("outboard/generic-cc");
    REQUIRE(room.comes_online());
    room.set("cc/7", 99);
    const auto coverage = studio::coverage_of(room.read_all());
    CHECK(coverage.captured == 1);
    CHECK(coverage.as_sent == 1);
    CHECK(coverage.silent.empty());
}

TEST_CASE("a value is set and read back")
{
    Room room("outboard/yamaha-96-parameters", "", {.device = 2, .channel = {}});
    REQUIRE(room.comes_online());
    REQUIRE(room.all_true());
    const auto came = room.set("ch/09/mix/pan", -42);
    CHECK(came.silent.empty());
    CHECK(room.box.box().value("ch/09/mix/pan") == Value{-42});
    CHECK(room.is_true("ch/09/mix/pan"));
}

TEST_CASE("lost and doubled messages, and answers with a wrong byte, are asked again")
{
    Room room("outboard/roland-base", "loss=10%,duplicate=10%,garble=20%,seed=5", {}, {{"resends: 3", "resends: 30"}, {"deadline: 300 ms", "deadline: 20 ms"}, {"gap: 40 ms", "gap: 1 ms"}});
    REQUIRE(room.comes_online());
    for (int i = 0; i < 10; ++i) {
        room.read_all();
        CHECK(room.came.silent.empty());
        CHECK(room.all_true());
    }
}

TEST_CASE("a dump takes its time on the line and is not asked twice")
{
    // 1,413 bytes at 3,125 a second are half a second, several times the patience for a short answer
    Room room("outboard/lexicon-pcm80", "line=3125/s", {}, {{"deadline: 300 ms", "deadline: 20 ms"}});
    REQUIRE(room.comes_online());
    CHECK(room.all_true());
    CHECK(room.box.server().counts().received == 1);
}

TEST_CASE("one dump that does not come leaves the others standing")
{
    Room room("example-midi", "silent=dumps", {}, {{"deadline: 200 ms", "deadline: 10 ms"}, {"size: 400, ", ""}});
    REQUIRE(room.comes_online());
    CHECK(room.is_true("ch/1/level"));
    CHECK(room.standing("dumps/all") == Standing::unknown);
}

TEST_CASE("a dump that a person starts is heard whenever it comes")
{
    Room room("outboard/bricasti-m7");
    REQUIRE(room.comes_online());
    CHECK(room.standing("reverb/running") == Standing::unknown);
    auto waiting = net::co_spawn(room.io, told(room.hands()), net::use_future);
    room.box.server().start_dump("reverb/running");
    CHECK(room.until([&] { return waiting.wait_for(0s) == std::future_status::ready; }));
    CHECK(room.is_true("reverb/running"));
    CHECK(room.read_all().standings[0] == Standing::confirmed);
    finish(room.io, told(room.hands()));   // it came just now: nobody has to start it again
}

TEST_CASE("nobody starts the dump: the wait ends, and nothing is known")
{
    Room room("outboard/bricasti-m7", "", {}, {{"patience: 2 min", "patience: 20 ms"}});
    REQUIRE(room.comes_online());
    finish(room.io, told(room.hands()));
    CHECK(room.read_all().standings[0] == Standing::unknown);
}

TEST_CASE("a box that hangs up is found again")
{
    Room room("outboard/generic-nrpn");
    REQUIRE(room.comes_online());
    room.box.server().hang_up();
    REQUIRE(room.until([&] { return !room.unit->online(); }));
    room.box.box().disturb(9);
    REQUIRE(room.comes_online());
    CHECK(room.all_true());
}
