#pragma once

#include <catch2/catch.hpp>

#include "folder.hpp"
#include "profile_here.hpp"
#include "remote/access.hpp"
#include "remote/ask_verb.hpp"
#include "remote/verb.hpp"
#include "run_until.hpp"

namespace recalld::remote::test {

using namespace recalld::testing;
using studio::Standing;

/// Verbs without a socket: a page of the studio, and nobody behind it.
struct Stage {
    Stage() { studio.open("desk", profile); }

    void move(std::size_t times)
    {
        const auto fader = profile->find("ch/01/mix/fader").value();
        for (std::size_t i = 0; i < times; ++i) studio.apply("desk", fader, static_cast<std::int32_t>(1 + moves++ % 1000), Standing::confirmed, studio::Origin::device);
    }
    /// Until everybody waits for something.
    void settle()
    {
        io.restart();
        while (io.poll() > 0) {}
    }

    Folder folder;
    net::io_context io;
    ProfilePtr profile = profile_here("example");
    studio::Studio studio;
    rig::Rig rig{io, studio};
    store::StoreThread store{folder.path};
    store::ProfileSource profiles = [this](const std::string&) { return profile; };
    recall::Recaller recaller{io, rig, store, profiles};
    Room room{io, studio, rig, recaller, store, profiles, "rig.yaml", folder.path.string(), [] { return std::string(); }, {}};
    /// A verb as this caller asks it: its result, or `{"error": …}`.
    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::edit, const std::string& who = "anna")
    {
        return ask_verb(room, verb, std::move(arguments), role, who);
    }
    std::string error_of(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::edit)
    {
        const auto answer = ask(verb, std::move(arguments), role);
        return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "none";
    }

    std::size_t moves = 0;
};

}  // namespace recalld::remote::test
