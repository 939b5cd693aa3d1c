#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "logbook/allowed_file.hpp"
#include "net.hpp"
#include "remote/json.hpp"

namespace recalld::remote {

/// Reads files on drives, which may be slow or gone, on a thread of its own: neither the core nor the history waits for them. Called on the core
/// thread; made by whoever asks first, owned by the Room.
class DriveReader {
public:
    explicit DriveReader(const bool& is_ending) : is_ending_(is_ending) {}
    ~DriveReader() { pool_.join(); }
    DriveReader(const DriveReader&) = delete;
    DriveReader& operator=(const DriveReader&) = delete;

    /// Runs `work()` over there and returns its result here; exceptions travel back. `work` captures by reference: the caller waits, and GCC 12
    /// copies other closures in a co_await bit by bit.
    template <class Work>
    auto run(Work work) -> task<std::invoke_result_t<Work>>
    {
        using Out = std::invoke_result_t<Work>;
        auto on_worker = [](Work job) -> task<Out> { co_return job(); };
        co_return co_await net::co_spawn(pool_, on_worker(std::move(work)), net::use_awaitable);
    }

    /// SHA-256 of a file, a few megabytes at a time, from the drive and not from what the machine remembers of it. Throws FileError when it is not
    /// whole, or changed meanwhile, and recall::Cancelled when somebody cancels, nobody listens any more, or the daemon ends.
    task<std::string> hash(std::shared_ptr<const logbook::AllowedFile> file, std::function<void(Json line)> emit, std::shared_ptr<const bool> gone);

    /// Ends what is being read; in words what that was, empty when nothing was.
    std::string cancel();

private:
    void want_more(std::uint64_t cancelled, const std::shared_ptr<const bool>& gone) const;

    net::thread_pool pool_{1};
    const bool& is_ending_;          ///< of the Room
    std::size_t reading_ = 0;
    std::uint64_t cancelled_ = 0;    ///< how often
};

}  // namespace recalld::remote
