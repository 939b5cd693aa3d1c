#pragma once

#include <catch2/catch.hpp>

#include "profile_here.hpp"
#include "remote/ask_verb.hpp"
#include "remote/http_fixture.hpp"
#include "remote/layouts/layout.hpp"
#include "remote/verb.hpp"
#include "run_until.hpp"
#include "simulated_desk.hpp"

namespace recalld::remote::test {

using namespace recalld::testing;

/// A room with one simulated desk in it, and no doors.
struct Furnished {
    explicit Furnished(const std::string& profile_id) : profile(profile_here(profile_id))
    {
        rig::RigConfig config;
        config.units = {{"desk", profile->profile_id, {"udp", "127.0.0.1", desk.port()}}};
        finish(io, rig.become(rig::Rig::check(std::move(config), {profile})));
    }
    ~Furnished() { finish(io, rig.stop()); }
    bool comes_online() { return run_until(io, [this] { return rig.find("desk")->online(); }); }

    Folder folder;
    net::io_context io;
    ProfilePtr profile;
    SimulatedDesk desk{io, profile};
    studio::Studio studio;
    rig::Rig rig{io, studio};
    store::StoreThread store{folder.path};
    store::ProfileSource profiles = [this](const std::string&) { return profile; };
    recall::Recaller recaller{io, rig, store, profiles};
    Room room{io, studio, rig, recaller, store, profiles, "rig.yaml", folder.path.string(), [] { return std::string(); }, {}};
};

inline const std::vector<LayoutStrip> two_strips{
    {"desk", "ch 1 \"Kick\"", "ch/01/mix/fader", "ch/01/mix/on", "ON", false},
    {"desk", "ch 2 \"<S&N> ]]> 'é'\"", "ch/02/mix/fader", "ch/02/mix/mute", "OFF", true},
};

}  // namespace recalld::remote::test
