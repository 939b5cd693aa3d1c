#include "simulate/schedule.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld;
using namespace recalld::simulate;
using namespace std::chrono_literals;

TEST_CASE("actions come at their time, those of one time in the order given")
{
    net::io_context io;
    Schedule schedule(io);
    const auto start = Clock::now();
    std::string done;
    schedule.at(start + 2ms, [&] { done += 'c'; });
    schedule.at(start + 1ms, [&] { done += 'a'; });
    schedule.at(start + 1ms, [&] { done += 'b'; });
    schedule.at(start + 3ms, [&] { done += 'd'; });
    io.run_for(5s);
    CHECK(done == "abcd");
    CHECK(Clock::now() - start >= 3ms);
}

TEST_CASE("an action may plan the next")
{
    net::io_context io;
    Schedule schedule(io);
    int done = 0;
    std::function<void()> again = [&] {
        if (++done < 5) schedule.at(Clock::now(), again);
    };
    schedule.at(Clock::now(), again);
    io.run_for(5s);
    CHECK(done == 5);
}

TEST_CASE("a stopped schedule forgets, and may be used again")
{
    net::io_context io;
    Schedule schedule(io);
    std::string done;
    schedule.at(Clock::now() + 1ms, [&] { done += 'a'; });
    schedule.stop();
    schedule.at(Clock::now() + 2ms, [&] { done += 'b'; });
    io.run_for(5s);
    CHECK(done == "b");
}

TEST_CASE("a schedule may go before its time")
{
    net::io_context io;
    int done = 0;
    {
        Schedule schedule(io);
        schedule.at(Clock::now(), [&] { ++done; });
    }
    io.run_for(5s);
    CHECK(done == 0);
}
