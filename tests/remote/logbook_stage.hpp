#pragma once

#include "remote/web/desk_room.hpp"

namespace recalld::remote::testing {

using studio::Standing;

/// A live desk "desk" with quirks of its own, whose verbs are asked without a socket; "tape" is a machine that tells time.
struct Logbook : DeskRoom {
    explicit Logbook(bool with_takes = false);

    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::operate, const std::string& who = "anna")
    {
        return ask_verb(room, verb, std::move(arguments), role, who);
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
    std::size_t lines(const std::string& kind);

    recalld::testing::ProfilePtr tape = recalld::testing::profile_here("daws/mmc");
    net::ip::tcp::acceptor machine{desk.io, {net::ip::address_v4::loopback(), 0}};
};

}  // namespace recalld::remote::testing
