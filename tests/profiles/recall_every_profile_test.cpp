#include <catch2/catch.hpp>

#include <filesystem>

#include "recall/room.hpp"
#include "source_dir.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;

// Style guide, 42: every profile is restored against the simulated desk made from it, with faults.

namespace {

/// Control surfaces have nothing to be recalled (surfaces_test.cpp); MIDI boxes have their own simulation (outboard_test.cpp); of a DAW
/// nothing is captured; analog gear has no line (tests/load/panel_yaml_test.cpp, tests/web/panels_test.py).
Names every_profile()
{
    const std::filesystem::path folder = recalld::testing::source_dir() + "/profiles";
    Names ids;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".yaml") ids.push_back(std::filesystem::relative(entry.path(), folder).replace_extension().string());
    std::erase_if(ids, [](const std::string& id) { return id.starts_with("surfaces/") || id.starts_with("outboard/") || id.starts_with("daws/") || id.starts_with("analog/") || id == "example-midi" || id == "example-analog"; });
    std::ranges::sort(ids);
    return ids;
}

std::string any_profile() { return GENERATE(from_range(every_profile())); }

}  // namespace

TEST_CASE("there are profiles")
{
    CHECK(is_within({"consoles/x-air", "consoles/x32", "example"}, every_profile()));
}

TEST_CASE("every profile: captured, disturbed in every parameter, recalled whole and exactly, and undone")
{
    const auto id = any_profile();
    const auto seed = GENERATE(range(1u, 5u));
    INFO(id << ", seed " << seed);
    Room room(profile_here(id));
    disturb(room.console(), seed);
    const auto version = room.values();
    const auto captured = room.capture("Mix 1");
    CHECK(captured.units.at(0).coverage.captured == room.kept());
    disturb(room.console(), seed + 1000);
    const auto before = room.values();
    CHECK_THROWS_AS(room.recall("Mix 1", {.allow = ""}), Refused);
    CHECK(room.differing(before) == Names{});

    const auto report = room.recall("Mix 1", {.mute_first = seed % 2 == 0});
    CHECK(room.differing(version) == Names{});
    check_all_right(room, report);
    CHECK(report.written > room.writable() / 2);
    CHECK(report.corrected <= report.written / 100);   // a desk that takes what it is told is told once
    CHECK(room.plan("Mix 1").writes() == 0);

    check_all_right(room, room.undo().report);
    CHECK(room.differing(before) == Names{});
}

TEST_CASE("every profile, with faults on the way: recalled whole and exactly, and undone")
{
    const auto id = any_profile();
    const auto faults = GENERATE("loss=1%,duplicate=1%,reorder=2%,seed=1", "loss=5%,duplicate=5%,reorder=5%,seed=2", "delay=500us,jitter=1ms,loss=1%,seed=3",
                                 "loss=1%,duplicate=1%,reorder=2%,delay=300us,seed=4");
    INFO(id << ", " << faults);
    Room room(profile_here(id), faults);
    disturb(room.console(), 7);
    const auto version = room.values();
    const auto captured = room.capture("Mix 1");
    CHECK(captured.units.at(0).coverage.captured == room.kept());
    disturb(room.console(), 1007);
    const auto before = room.values();

    const auto report = room.recall("Mix 1", {.mute_first = true});
    CHECK(room.differing(version) == Names{});
    check_all_right(room, report);

    check_all_right(room, room.undo().report);
    CHECK(room.differing(before) == Names{});
}

TEST_CASE("every profile, on a slow desk with a small queue: recalled without a packet too many")
{
    const auto id = any_profile();
    INFO(id);
    Room room(profile_here(id), "rate=8000/s,queue=64");
    disturb(room.console(), 8);
    const auto version = room.values();
    room.capture("Mix 1");
    disturb(room.console(), 1008);
    const auto report = room.recall("Mix 1");
    CHECK(room.differing(version) == Names{});
    check_all_right(room, report);
    CHECK(room.desk.server().counts().overflowed == 0);
}
