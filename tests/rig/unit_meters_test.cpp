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
    room.start();
    REQUIRE(room.comes_online());
    auto listening = room.unit->listen_to_levels([&](const std::vector<driver::Level>& levels) {
        ++packets;
        for (const auto& level : levels)
            if (level.strip == room.profile->find_strip("ch/03")) heard = level.dbfs[0];
    });
    REQUIRE(room.until([&] { return heard > -7; }));
    CHECK(heard == Approx(-6.03).margin(0.05));
    listening.reset();
    const auto before = packets;
    run_for(room.io, 120ms);   // what still comes is not passed on
    CHECK(packets == before);
}

TEST_CASE("several look at levels, and one who leaves takes nothing from the others")
{
    Room room(profile_here("consoles/x32"));
    room.start();
    REQUIRE(room.comes_online());
    std::size_t first = 0, second = 0;
    rig::Unit::Listening leaves;
    leaves = room.unit->listen_to_levels([&](const auto&) {
        if (++first == 3) leaves.reset();   // in the middle of being told
    });
    const auto stays = room.unit->listen_to_levels([&](const auto&) { ++second; });
    REQUIRE(room.until([&] { return second >= 8; }));
    CHECK(first == 3);
}
