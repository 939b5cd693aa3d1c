#include "rig/signal.hpp"

#include <catch2/catch.hpp>

#include "rig/spawn.hpp"
#include "rig/together.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::testing;
using rig::Signal;

namespace {

struct Line {
    net::io_context io;
    Signal signal{io};
    std::string woken;

    static task<> wait(Line& line, char name, Clock::time_point until)
    {
        co_await line.signal.wait_until(until);
        line.woken += name;
    }
    void enter(char name, Clock::time_point until = Clock::time_point::max())
    {
        rig::spawn(io, "waiter", wait(*this, name, until));
        io.poll();
    }
};

task<> add(std::string& text, char name, Signal& go)
{
    co_await go.wait();
    text += name;
}

task<> fail(std::string why)
{
    co_await net::post(co_await net::this_coro::executor, net::use_awaitable);
    throw std::runtime_error(why);
}

}  // namespace

TEST_CASE("who waits is woken, all or the first in line")
{
    Line line;
    for (const char name : {'a', 'b', 'c'}) line.enter(name);
    CHECK(line.woken.empty());
    line.signal.wake_one();
    run_for(line.io, 1ms);
    CHECK(line.woken == "a");
    line.signal.wake_all();
    REQUIRE(run_until(line.io, [&] { return line.woken.size() == 3; }));
    CHECK(line.woken == "abc");
    line.signal.wake_all();   // nobody
    line.signal.wake_one();
}

TEST_CASE("who waits goes on at the deadline")
{
    Line line;
    const auto start = Clock::now();
    line.enter('a', start + 5ms);
    REQUIRE(run_until(line.io, [&] { return line.woken == "a"; }));
    CHECK(Clock::now() - start >= 5ms);
    line.enter('b', start);   // over already
    CHECK(run_until(line.io, [&] { return line.woken == "ab"; }));
}

TEST_CASE("a wake is for those that wait, not for those that come later")
{
    Line line;
    line.signal.wake_all();
    line.enter('a');
    run_for(line.io, 2ms);
    CHECK(line.woken.empty());
    line.signal.wake_all();
    CHECK(run_until(line.io, [&] { return line.woken == "a"; }));
}

TEST_CASE("waiters may go with their context, whether the signal is there or not")
{
    auto signal = std::unique_ptr<Signal>();
    {
        net::io_context io;
        signal = std::make_unique<Signal>(io);
        rig::spawn(io, "one", signal->wait());
        rig::spawn(io, "other", signal->wait());
        io.poll();
        if (GENERATE(false, true)) signal.reset();
    }
    if (signal) signal->wake_all();
    SUCCEED();
}

TEST_CASE("together returns when the last has ended")
{
    Line line;
    std::string done;
    std::vector<task<>> work;
    work.push_back(add(done, 'x', line.signal));
    work.push_back(add(done, 'y', line.signal));
    bool ended = false;
    net::co_spawn(line.io, rig::together(line.io, std::move(work)), [&](std::exception_ptr) { ended = true; });
    run_for(line.io, 2ms);
    CHECK_FALSE(ended);
    line.signal.wake_one();
    run_for(line.io, 2ms);
    CHECK(done == "x");
    CHECK_FALSE(ended);
    line.signal.wake_one();
    CHECK(run_until(line.io, [&] { return ended; }));
    CHECK(done == "xy");
}

TEST_CASE("together throws what escaped first, after all have ended")
{
    Line line;
    std::string done;
    std::vector<task<>> work;
    work.push_back(fail("first"));
    work.push_back(fail("second"));
    work.push_back(add(done, 'x', line.signal));
    auto future = net::co_spawn(line.io, rig::together(line.io, std::move(work)), net::use_future);
    run_for(line.io, 2ms);
    CHECK(future.wait_for(0s) != std::future_status::ready);
    line.signal.wake_all();
    REQUIRE(run_until(line.io, [&] { return future.wait_for(0s) == std::future_status::ready; }));
    CHECK_THROWS_WITH(future.get(), "first");
}

TEST_CASE("together with nothing is over at once")
{
    net::io_context io;
    CHECK_NOTHROW(finish(io, rig::together(io, {})));
}
