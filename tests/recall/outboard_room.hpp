#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <ranges>

#include "driver/midi_frames.hpp"
#include "recall/room.hpp"
#include "simulated_box.hpp"

/// A desk and a MIDI box in one room.
namespace recalld::recall::testing {

class OutboardRoom {
public:
    explicit OutboardRoom(ProfilePtr its_box, const std::string& faults = "", int device = -1)
        : box_profile(std::move(its_box)), desk_profile(profile_here("example")), desk(io, desk_profile), box(io, box_profile, faults, device), rig(io, studio)
    {
        rig::RigConfig config;
        config.units = {{"desk", desk_profile->profile_id, {"udp", "127.0.0.1", desk.port()}}, {"box", box_profile->profile_id, {"tcp", "127.0.0.1", box.port()}}};
        if (device >= 0) config.units[1].device = device;
        store.emplace(folder.path);
        recaller.emplace(io, rig, *store, [this](const std::string& id) { return id == desk_profile->profile_id ? desk_profile : box_profile; });
        finish(io, rig.become(rig::Rig::check(config, {desk_profile, box_profile})));
    }
    ~OutboardRoom() { finish(io, rig.stop()); }

    bool comes_online()
    {
        return run_until(io, [this] { return rig.find("desk")->online() && rig.find("box")->online(); });
    }
    /// Until what cannot be read has arrived where it was sent to; false when some of it did not in this time.
    bool settles(std::chrono::milliseconds limit = 20s)
    {
        const auto& page = rig.find("box")->page();
        const auto has_come = [&](ParameterId id) {
            const bool is_armed = box_profile->midi.ways[id].is_armed();
            if (!(*box_profile)[id].blind || (!is_armed && !page.has(id))) return true;
            return page.has(id) && box_profile->same(id, page.values[id], box.box().value((*box_profile)[id].name));
        };
        return run_until(io, [&] { return std::ranges::all_of(std::views::iota(ParameterId{0}, static_cast<ParameterId>(page.values.size())), has_come); }, limit);
    }
    void set(const std::string& unit, const std::string& name, studio::Value value)
    {
        const auto live = rig.find(unit);
        finish(io, live->set(live->profile()->find(name).value(), std::move(value), studio::Origin::person));
    }
    Captured capture(const std::string& version, const std::string& scope = "")
    {
        return finish(io, recaller->capture({"Gig", version, store::VersionKind::capture, scope, ""}, phases));
    }
    Plan plan(const std::string& version, const std::string& scope = "") { return finish(io, recaller->plan({"Gig", version, scope, "", false}, phases)); }
    Report recall(const std::string& version, const std::string& scope = "")
    {
        return finish(io, recaller->recall({"Gig", version, scope, "all", false}, phases), 120s).report;
    }
    Report undo() { return finish(io, recaller->undo("all", false, phases), 120s).report; }

    net::io_context io;
    ProfilePtr box_profile, desk_profile;
    SimulatedDesk desk;
    SimulatedBox box;
    studio::Studio studio;
    Folder folder;
    std::optional<store::StoreThread> store;
    rig::Rig rig;
    std::optional<Recaller> recaller;
    Phases phases = quiet;
};

}  // namespace recalld::recall::testing
