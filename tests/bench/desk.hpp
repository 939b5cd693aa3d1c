#pragma once

#include <memory>
#include <random>
#include <string>

#include "bench/slow_link.hpp"
#include "recall/recaller.hpp"
#include "rig/rig.hpp"

namespace recalld::bench {

/// One desk, live, with a history of its own: what a daemon has, without its remotes. Runs its own io_context.
class Desk {
public:
    Desk(std::shared_ptr<const studio::Profile> profile, rig::LinkConfig link, Line line, const std::string& folder, std::uint32_t seed);
    ~Desk();

    template <class T>
    T run(task<T> work)
    {
        std::optional<T> result;
        start(take(std::move(work), result));
        return std::move(*result);
    }

    recall::Captured capture(const std::string& version);
    recall::Recalled recall(const std::string& version);
    /// Gives so many parameters (0 = all that can be set) a new value each. Returns how many.
    std::size_t change(std::size_t count);
    /// Reads every parameter by its leaf and counts those that differ from the version, or do not answer.
    std::size_t wrong(const std::string& version);
    studio::UnitState state(const std::string& version);
    SlowLink& slow() { return *slow_; }
    rig::Unit& unit() { return *rig_.units().front(); }
    store::StoreThread& store() { return store_; }
    const std::string& session() const { return session_; }

private:
    template <class T>
    static task<> take(task<T> work, std::optional<T>& result)
    {
        result = co_await std::move(work);
    }
    void start(task<> work);
    task<std::size_t> change_all(std::size_t count);
    task<std::size_t> count_wrong(std::string version);
    task<std::size_t> write_new(std::vector<studio::ParameterId> chosen);
    studio::Value other(studio::ParameterId id);

    net::io_context io_{1};
    std::shared_ptr<const studio::Profile> profile_;
    studio::Studio studio_;
    store::StoreThread store_;
    rig::Rig rig_;
    recall::Recaller recaller_;
    SlowLink* slow_ = nullptr;
    std::string session_ = "bench";
    std::mt19937 luck_;
};

}  // namespace recalld::bench
