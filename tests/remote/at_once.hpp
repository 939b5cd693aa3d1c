#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <string>
#include <vector>

#include "remote/verb.hpp"
#include "run_until.hpp"

namespace recalld::remote::test {

/// What came of several who asked in the same moment.
struct AtOnce {
    std::size_t well = 0;
    std::vector<std::string> refused = {};   ///< the codes that the others heard
};

inline AtOnce ask_at_once(net::io_context& io, const std::string& verb, std::vector<Call> calls)
{
    std::vector<std::future<Json>> asked;
    for (auto& call : calls) asked.push_back(net::co_spawn(io, perform(verb, std::move(call)), net::use_future));
    AtOnce came;
    for (auto& each : asked) {
        REQUIRE(testing::run_until(io, [&] { return each.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        try {
            each.get();
            ++came.well;
        } catch (const VerbError& error) {
            came.refused.push_back(error.code);
        }
    }
    return came;
}

}  // namespace recalld::remote::test
