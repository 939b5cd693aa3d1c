#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "studio/snapshot.hpp"

namespace recalld::studio {

/// Who moved it. A change never goes back to where it came from.
enum class Origin : std::uint8_t { device, person, recall };

/// The only thing that travels between parts.
struct Change {
    std::string_view unit;
    ParameterId parameter = no_parameter;
    const Value& value;
    Origin origin = Origin::device;
};

/// The book of current values, one page a unit. Owned by the daemon; core thread only.
/// apply() is the one way a value changes.
class Studio {
public:
    using Listener = std::function<void(const Change&)>;

    /// Stops listening when it goes.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Studio& studio, std::list<Listener>::iterator place) : studio_(&studio), place_(place) {}
        Subscription(Subscription&& other) noexcept : studio_(std::exchange(other.studio_, nullptr)), place_(other.place_) {}
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription() { stop(); }

    private:
        void stop();
        Studio* studio_ = nullptr;
        std::list<Listener>::iterator place_;
    };

    /// A page for a unit, or an empty one again when it has one already.
    UnitState& open(const std::string& unit, std::shared_ptr<const Profile> profile);
    void close(std::string_view unit);
    UnitState* page(std::string_view unit);
    const UnitState* page(std::string_view unit) const;

    /// Enters a value; an equal, equally certain one is no news. True when the value itself is new.
    bool apply(std::string_view unit, ParameterId parameter, Value value, Standing standing, Origin origin);
    /// Everything is doubtful until it is read again: the link broke, or the unit recalled something by itself.
    void doubt(std::string_view unit);

    [[nodiscard]] Subscription listen(Listener listener);

private:
    std::vector<std::unique_ptr<UnitState>> pages_;
    std::list<Listener> listeners_;
};

}  // namespace recalld::studio
