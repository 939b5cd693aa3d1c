#include "remote/ask_verb.hpp"

#include <catch2/catch.hpp>

#include "run_until.hpp"

namespace recalld::remote {

Call call_of(Room& room, Json arguments, Permission role, const std::string& who)
{
    return {room, std::move(arguments), [](const Json&) {}, std::make_shared<const bool>(false), {role, who}};
}

Json ask_verb(Room& room, const std::string& verb, Json arguments, Permission role, const std::string& who)
{
    try {
        return recalld::testing::finish(room.io, perform(verb, call_of(room, std::move(arguments), role, who)));
    } catch (const VerbError& error) {
        return error_json(error);
    }
}

AtOnce ask_at_once(Room& room, const std::string& verb, std::vector<Call> calls)
{
    std::vector<std::future<Json>> asked;
    for (auto& call : calls) asked.push_back(net::co_spawn(room.io, perform(verb, std::move(call)), net::use_future));
    AtOnce came;
    for (auto& each : asked) {
        REQUIRE(recalld::testing::run_until(room.io, [&] { return each.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        try {
            each.get();
            ++came.well;
        } catch (const VerbError& error) {
            came.refused.push_back(error.code);
        }
    }
    return came;
}

}  // namespace recalld::remote
