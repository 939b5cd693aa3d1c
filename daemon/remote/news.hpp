#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net.hpp"

namespace recalld::remote {

/// What a remote can follow besides single parameters. Whoever is told that one changed fetches what he shows of it.
enum class Area : std::uint8_t { room, work, sessions, reports, log, triggers, checks };
inline constexpr std::array<std::string_view, 7> area_names{"room", "work", "sessions", "reports", "log", "triggers", "checks"};
constexpr std::string_view name_of(Area area) { return area_names[static_cast<std::size_t>(area)]; }
std::optional<Area> area_named(std::string_view name);

/// The long work that is under way, for everybody to see.
struct Work {
    std::string verb;        ///< empty: nothing is under way
    std::string caller;
    std::string phase, unit;
    std::size_t done = 0, total = 0;
};

/// Tells remotes what changed. Owned by the Room; core thread only.
class News {
    using Listener = std::function<void(Area)>;
    using Listeners = std::list<Listener>;

public:
    /// Stops listening when it goes, which may be while news is told.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(std::shared_ptr<Listeners> all, Listeners::iterator place) : all_(std::move(all)), place_(place) {}
        Subscription(Subscription&& other) noexcept : all_(std::move(other.all_)), place_(other.place_) {}
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        std::shared_ptr<Listeners> all_;
        Listeners::iterator place_;
    };

    [[nodiscard]] Subscription listen(Listener listener);
    void tell(Area area);

    const Work& work() const { return work_; }
    void work_is(Work work);     ///< tells Area::work

private:
    std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
    Work work_;
};

}  // namespace recalld::remote
