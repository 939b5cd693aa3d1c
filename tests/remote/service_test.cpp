#include "remote/service.hpp"

#include <catch2/catch.hpp>

#include "profile_here.hpp"
#include "remote/stage.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::testing;
using recalld::remote::test::Stage;
using studio::Standing;

namespace {

/// Takes a line only while it may, as a listener whose pipe is full.
struct Listener {
    explicit Listener(net::io_context& io) : go(io) {}

    task<bool> take(std::string text)
    {
        while (!reads) co_await go.wait();
        const auto line = Json::parse(text);
        if (line.contains("change")) natives.push_back(line["change"]["native"].get<std::size_t>());
        if (line.contains("dropped")) dropped += line["dropped"].get<std::size_t>();
        if (line.contains("progress")) ++watching;
        co_return true;
    }
    LineWriter writer()
    {
        return {[this](std::string line) { return take(std::move(line)); }, [](std::string_view) {}};
    }
    std::size_t told() const { return natives.size() + dropped; }

    rig::Signal go;
    bool reads = true;
    std::vector<std::size_t> natives;   ///< of the changes that it saw
    std::size_t dropped = 0, watching = 0;
};

std::future<HttpAnswer> watch(Stage& stage, Listener& listener, const std::string& scope = "")
{
    const auto serve = serve_verbs(stage.room);
    auto answer = net::co_spawn(stage.io, serve({"POST", "/v1/watch", Json{{"scope", scope}}.dump()}, listener.writer()), net::use_future);
    REQUIRE(run_until(stage.io, [&] { return listener.watching > 0; }));
    return answer;
}

void end(Stage& stage, std::future<HttpAnswer>& answer)
{
    stage.room.ending = true;
    REQUIRE(run_until(stage.io, [&] { return answer.wait_for(0s) == std::future_status::ready; }));
    CHECK(answer.get().status == 200);
}

}  // namespace

TEST_CASE("who watches and keeps up hears of every change, in order")
{
    Stage stage;
    Listener listener(stage.io);
    auto answer = watch(stage, listener);
    for (std::size_t i = 0; i < 50; ++i) {
        stage.move(100);
        stage.settle();
    }
    REQUIRE(run_until(stage.io, [&] { return listener.told() == stage.moves; }));
    CHECK(listener.dropped == 0);
    for (std::size_t i = 0; i < listener.natives.size(); ++i) REQUIRE(listener.natives[i] == 1 + i % 1000);
    end(stage, answer);
}

TEST_CASE("who watches and reads too slowly hears how many changes he missed: none is lost without being counted")
{
    Stage stage;
    Listener listener(stage.io);
    auto answer = watch(stage, listener);
    listener.reads = false;
    const auto [bursts, each] = GENERATE(table<std::size_t, std::size_t>({{30, 500}, {5, 5000}, {1, 20000}, {3, 12000}}));
    for (std::size_t i = 0; i < bursts; ++i) {
        stage.move(each);
        stage.settle();
    }
    CHECK(listener.told() == 0);
    listener.reads = true;
    listener.go.wake_all();
    CHECK(run_until(stage.io, [&] { return listener.told() >= stage.moves; }));
    CHECK(listener.told() == stage.moves);
    CHECK(listener.dropped > 0);
    CHECK(listener.natives.size() > 4000);
    for (std::size_t i = 0; i < 4000; ++i) REQUIRE(listener.natives[i] == 1 + i % 1000);   // the oldest are kept

    const auto before = listener.natives.size();
    stage.move(10);
    CHECK(run_until(stage.io, [&] { return listener.told() == stage.moves; }));
    CHECK(listener.natives.size() == before + 10);   // it goes on
    end(stage, answer);
}

TEST_CASE("what a watcher's scope leaves out is neither told nor counted")
{
    Stage stage;
    Listener listener(stage.io);
    auto answer = watch(stage, listener, "ch/2");
    listener.reads = false;
    stage.move(20'000);
    stage.settle();
    listener.reads = true;
    listener.go.wake_all();
    stage.settle();
    CHECK(listener.told() == 0);
    end(stage, answer);
}
