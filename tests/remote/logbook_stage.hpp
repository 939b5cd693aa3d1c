#pragma once

#include "remote/web/desk_room.hpp"

namespace recalld::remote::testing {

using studio::Standing;

/// A live desk "desk" with quirks of its own, whose verbs are asked without a socket; "tape" is a machine that tells time.
struct Logbook : DeskRoom {
    explicit Logbook(bool with_takes = false)
    {
        auto config = desk.rig.config();
        config.units.front().quirks = {"phantom is global per eight"};
        config.units.push_back({"tape", "daws/mmc", {"tcp", "127.0.0.1", machine.local_endpoint().port()}});
        config.log.takes = with_takes;
        desk.become(config, {desk.profile, tape});
        REQUIRE(run_until(desk.io, [&] { return desk.rig.find("desk")->online() && desk.rig.find("tape")->online(); }));
    }

    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::operate, const std::string& who = "anna")
    {
        Call call{room, std::move(arguments), [](const Json&) {}, std::make_shared<const bool>(false), {role, who}};
        try {
            return finish(desk.io, perform(verb, std::move(call)));
        } catch (const VerbError& error) {
            return error_json(error);
        }
    }
    std::string error_of(const std::string& verb, Json arguments = Json::object())
    {
        const auto answer = ask(verb, std::move(arguments));
        return answer.contains("error") ? answer["error"]["message"].get<std::string>() : "none";
    }
    Json entries(Json filter = Json::object()) { return ask("entries", std::move(filter))["entries"]; }
    void capture(const std::string& version, const std::string& session = "Night Train") { REQUIRE_FALSE(ask("capture", {{"session", session}, {"version", version}}).contains("error")); }
    void tell(const std::string& name, studio::Value value) { desk.studio.apply("tape", *tape->find(name), std::move(value), Standing::confirmed, studio::Origin::device); }
    void turn(const std::string& name, studio::Value value) { desk.studio.apply("desk", *desk.profile->find(name), std::move(value), Standing::confirmed, studio::Origin::device); }
    bool until(const std::function<bool()>& condition) { return run_until(desk.io, condition); }
    std::size_t lines(const std::string& kind)
    {
        store::EntryFilter filter;
        filter.kinds = {kind};
        return finish(desk.io, [](Logbook& self, store::EntryFilter its) -> task<std::size_t> {
            co_return co_await self.desk.store->run([&](store::Store& store) { return store.entry_count(its); });
        }(*this, filter));
    }

    recalld::testing::ProfilePtr tape = recalld::testing::profile_here("daws/mmc");
    net::ip::tcp::acceptor machine{desk.io, {net::ip::address_v4::loopback(), 0}};
};

}  // namespace recalld::remote::testing
