#pragma once

#include <map>

#include "link/udp_link.hpp"
#include "rig/spawn.hpp"
#include "rig/unit.hpp"
#include "simulated_desk.hpp"

namespace recalld::rig::testing {

using namespace recalld::testing;
using studio::Standing;

/// A unit that speaks to a desk on the same context.
struct Room {
    explicit Room(ProfilePtr its_profile, const std::string& faults = "") : Room(its_profile, its_profile, faults) {}
    /// The desk is made from another profile than the unit believes in.
    Room(ProfilePtr believed, ProfilePtr real, const std::string& faults = "")
        : profile(std::move(believed)), desk(io, std::move(real), faults),
          unit(std::make_shared<Unit>(io, "desk", profile, std::make_unique<link::UdpLink>(io, "127.0.0.1", desk.port()), studio))
    {
    }
    ~Room()
    {
        unit->stop();
        finish(io, unit->finished());
    }

    bool until(const auto& holds, std::chrono::milliseconds limit = 20s) { return run_until(io, holds, limit); }
    bool comes_online(std::chrono::milliseconds limit = 20s) { return until([this] { return unit->online(); }, limit); }
    void start() { unit->start(); }
    ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    const studio::UnitState& page() const { return unit->page(); }
    Value believed(const std::string& name) const { return page().values[id(name)]; }
    Standing standing(const std::string& name) const { return page().standings[id(name)]; }
    bool is_confirmed(const std::string& name, const Value& value) const
    {
        return standing(name) == Standing::confirmed && studio::same(believed(name), value);
    }

    /// Every parameter that is not confirmed, or not what the desk holds.
    std::vector<std::string> untrue(const studio::UnitState& state)
    {
        std::vector<std::string> names;
        for (ParameterId one = 0; one < profile->parameters.size(); ++one) {
            const auto& name = (*profile)[one].name;
            if (state.standings[one] != Standing::confirmed || !studio::same(state.values[one], desk.console().value(name))) names.push_back(name);
        }
        return names;
    }

    static task<studio::UnitState> read(std::shared_ptr<Unit> unit, std::vector<bool> wanted, Exchanged& came)
    {
        const auto turn = co_await unit->take_turn();
        came = co_await unit->read(wanted);
        co_return unit->fresh(wanted, came.silent);
    }
    /// A whole read in its own turn.
    studio::UnitState read_all() { return finish(io, read(unit, std::vector<bool>(profile->parameters.size(), true), came)); }

    net::io_context io;
    ProfilePtr profile;
    SimulatedDesk desk;
    studio::Studio studio;
    std::shared_ptr<Unit> unit;
    Exchanged came;   ///< of the last read_all()
};

/// Keeps up often, so that tests see soon what it does every few seconds.
inline ProfilePtr x32_that_keeps_up(const std::string& every = "200 ms")
{
    return profile_here("consoles/x32", {{"every: 8 s", "every: " + every}});
}

}  // namespace recalld::rig::testing
