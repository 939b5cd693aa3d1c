#include "store/store_thread.hpp"

#include "made_up.hpp"

#include <thread>

using namespace recalld;
using namespace recalld::store;
using Catch::Contains;

namespace {

/// Runs a coroutine on a core of its own until it is done; its exceptions come out here.
template <class Coroutine>
void on_core(Coroutine coroutine)
{
    net::io_context core;
    std::exception_ptr failed;
    net::co_spawn(core, std::move(coroutine), [&](std::exception_ptr error) { failed = error; });
    core.run();
    if (failed) std::rethrow_exception(failed);
}

task<> save_and_load(StoreThread& store, std::thread::id core)
{
    const auto saved =
        co_await store.run([](Store& history) { return history.save(named("Night Train", "Mix"), snapshot_at(5)); });
    CHECK(std::this_thread::get_id() == core);
    const auto loaded =
        co_await store.run([id = saved.id](Store& history) { return history.load(id, always(small_desk())); });
    CHECK(std::get<std::int32_t>(loaded.units.at(0).values[0]) == 5);
    CHECK(std::this_thread::get_id() == core);
}

task<> find_nothing(StoreThread& store)
{
    co_await store.run([](Store& history) { return history.find("Night Train", "Mix"); });
}

task<> begin_and_journal(StoreThread& store, RecallId& recall)
{
    recall = co_await store.run([](Store& history) {
        return history.begin({"Night Train", "Mix", 0, std::nullopt, "", ""});
    });
    co_await store.run([recall](Store& history) { history.journal(recall, "desk"); });
}

task<> save_one(StoreThread& store, int fader)
{
    co_await store.run(
        [fader](Store& history) { return history.save(named("Night Train", "Mix"), snapshot_at(fader)); });
}

}  // namespace

TEST_CASE("the disk works elsewhere and answers come back to the core", "[thread]")
{
    const Folder folder;
    StoreThread store(folder);
    CHECK(store.notes().empty());
    on_core(save_and_load(store, std::this_thread::get_id()));
}

TEST_CASE("what the store throws is thrown on the core", "[thread]")
{
    const Folder folder;
    StoreThread store(folder);
    CHECK_THAT(complaint_of([&] { on_core(find_nothing(store)); }), Contains("there is no session"));
}

TEST_CASE("work without a result is awaited too", "[thread]")
{
    const Folder folder;
    StoreThread store(folder);
    RecallId recall = 0;
    on_core(begin_and_journal(store, recall));
    CHECK(recall == 1);
}

TEST_CASE("many ask at once and are served in the order they asked", "[thread]")
{
    const Folder folder;
    {
        net::io_context core;
        StoreThread store(folder);
        for (int fader = 0; fader < 20; ++fader) net::co_spawn(core, save_one(store, fader), net::detached);
        core.run();
    }
    Store store(folder);
    for (int fader = 0; fader < 20; ++fader)
        CHECK(fader_in(store, store.find("Night Train", "Mix@" + std::to_string(fader + 1)).id) == fader);
}

TEST_CASE("going away finishes what was begun", "[thread]")
{
    const Folder folder;
    {
        net::io_context core;
        StoreThread store(folder);
        for (int fader = 0; fader < 5; ++fader) net::co_spawn(core, save_one(store, fader), net::detached);
        core.poll();  // all have asked; nobody waits for the answers
    }
    CHECK(Store(folder).versions("Night Train").size() == 5);
}
