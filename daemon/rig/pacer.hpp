#pragma once

#include <deque>
#include <optional>
#include <unordered_map>

#include "driver/driver.hpp"
#include "studio/studio.hpp"

namespace recalld::rig {

/// What is still to be told to a unit. A moving fader is a value, not a queue: the latest wins. Pure.
class Pacer {
public:
    /// False when there is nothing to send: the unit already holds the value, or the change came from it.
    bool want(const studio::UnitState& page, driver::Setting setting, studio::Origin origin);
    /// The next to send, in the order in which parameters were first wanted.
    std::optional<driver::Setting> next();
    bool empty() const { return order_.empty(); }

private:
    std::deque<studio::ParameterId> order_;
    std::unordered_map<studio::ParameterId, studio::Value> latest_;
};

}  // namespace recalld::rig
