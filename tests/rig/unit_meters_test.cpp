#include "live_unit.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::rig::testing;

TEST_CASE("levels are asked for while somebody shows them")
{
    Room room(profile_here("consoles/x32"));
    room.desk.console().poke("ch/03/mix/fader", Value{767});
    room.desk.console().poke("ch/03/mix/on", Value{1});
    float heard = driver::no_signal;
    std::size_t packets = 0;
    room.unit->on_levels = [&](const std::vector<driver::Level>& levels) {
        ++packets;
        for (const auto& level : levels)
            if (level.strip == room.profile->find_strip("ch/03")) heard = level.dbfs[0];
    };
    room.start();
    REQUIRE(room.comes_online());
    CHECK(packets == 0);
    room.unit->want_meters(true);
    REQUIRE(room.until([&] { return heard > -7; }));
    CHECK(heard == Approx(-6.03).margin(0.05));
    room.unit->want_meters(false);
    const auto before = packets;
    run_for(room.io, 120ms);   // what still comes is not passed on
    CHECK(packets == before);
}
