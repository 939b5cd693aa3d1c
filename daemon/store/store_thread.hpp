#pragma once

#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "net.hpp"
#include "store/store.hpp"

namespace recalld::store {

/// The store's own worker: the core awaits, the disk works, one job after another in the order they were asked for.
/// Destroying it finishes what was begun; do that while the core's io_context still lives. Made and destroyed on the
/// core.
class StoreThread {
public:
    explicit StoreThread(const std::filesystem::path& folder, const StoreOptions& options = {})
        : store_(folder, options)
    {
    }
    ~StoreThread() { pool_.join(); }
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    const std::vector<std::string>& notes() const { return store_.notes(); }

    /// Runs `work(Store&)` on the worker and returns its result on the caller's thread; exceptions travel back.
    /// `work` captures by reference: the caller waits, and GCC 12 copies other closures in a co_await bit by bit.
    template <class Work>
    auto run(Work work) -> task<std::invoke_result_t<Work, Store&>>
    {
        using Out = std::invoke_result_t<Work, Store&>;
        auto on_worker = [](Store& store, Work job) -> task<Out> { co_return job(store); };
        co_return co_await net::co_spawn(pool_, on_worker(store_, std::move(work)), net::use_awaitable);
    }

private:
    Store store_;
    net::thread_pool pool_{1};
};

}  // namespace recalld::store
