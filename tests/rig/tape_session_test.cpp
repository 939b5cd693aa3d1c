#include <catch2/catch.hpp>

#include <filesystem>

#include "driver/driver.hpp"
#include "folder.hpp"
#include "link/tape_link.hpp"
#include "rig/live_unit.hpp"

using namespace recalld;
using namespace recalld::testing;
namespace fs = std::filesystem;

// What a unit and a desk said to each other, recorded, and read again without either.

namespace {

/// A session with one move of a person and one of ours; returns what the unit believed in the end.
std::vector<Value> record(const fs::path& tape, ProfilePtr profile)
{
    net::io_context io;
    studio::Studio studio;
    SimulatedDesk desk(io, profile);
    disturb(desk.console(), 31);
    auto link = std::make_unique<link::TapeLink>(std::make_unique<link::UdpLink>(io, "127.0.0.1", desk.port()), tape, "foh");
    const auto unit = std::make_shared<rig::Unit>(io, "foh", profile, std::move(link), studio);
    unit->start();
    REQUIRE(run_until(io, [&] { return unit->online(); }));
    const auto moved = *profile->find("ch/04/config/name");
    Tablet(io, desk).set("ch/04/config/name", "Vox");
    REQUIRE(run_until(io, [&] { return unit->page().values[moved] == Value(std::string("Vox")); }));
    finish(io, unit->set(*profile->find("headamp/002/gain"), 100, studio::Origin::person));
    unit->stop();
    finish(io, unit->finished());
    return unit->page().values;
}

}  // namespace

TEST_CASE("a tape of a session tells a driver what the unit knew")
{
    const Folder folder;
    const auto profile = profile_here("example");
    const auto believed = record(folder.path / "foh.tape", profile);

    const auto driver = driver::make_driver(profile);
    studio::UnitState replayed("foh", profile);
    driver::Heard heard;
    std::string identity;
    std::size_t written = 0;
    for (const auto& packet : link::read_tape(folder.path / "foh.tape")) {
        driver->hear(packet.bytes, heard);
        if (!packet.from_device) {
            written += heard.settings.size();
            continue;
        }
        CHECK(heard.fault.empty());
        if (!heard.model.empty()) identity = heard.model + " " + heard.firmware;
        for (auto& setting : heard.settings) replayed.set(setting.parameter, setting.value, studio::Standing::confirmed);
    }
    CHECK(identity == "EX1 1.2");
    CHECK(written == 1);
    for (ParameterId id = 0; id < believed.size(); ++id) {
        INFO((*profile)[id].name);
        CHECK(studio::same(replayed.values[id], believed[id]));
        CHECK(replayed.has(id));
    }
    CHECK(replayed.values[*profile->find("headamp/002/gain")] == Value(100));
}
