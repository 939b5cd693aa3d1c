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

private:
    struct Place {
        Listener listener;
        bool is_left = false;   ///< its listener stopped listening while news is told
    };
    using Places = std::list<Place>;

public:
    /// Stops listening when it goes.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Studio& studio, Places::iterator place) : studio_(&studio), place_(place) {}
        Subscription(Subscription&& other) noexcept : studio_(std::exchange(other.studio_, nullptr)), place_(other.place_) {}
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription() { stop(); }

    private:
        void stop();
        Studio* studio_ = nullptr;
        Places::iterator place_;
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

    /// A listener may apply, listen and stop listening while it is told; who comes meanwhile hears the next change.
    [[nodiscard]] Subscription listen(Listener listener);

private:
    void tell(const Change& change);
    void leave(Places::iterator place);

    std::vector<std::unique_ptr<UnitState>> pages_;
    Places places_;
    int telling_ = 0;   ///< how deep we are in tell()
};

}  // namespace recalld::studio
