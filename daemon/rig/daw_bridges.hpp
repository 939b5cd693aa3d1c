#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "net.hpp"
#include "rig/daw_bridge.hpp"
#include "rig/unit.hpp"

namespace recalld::rig {

/// The bridges of a rig at work: carries changes from the studio to them, and what they want to the units. Core thread
/// only.
class DawBridges {
public:
    using Find = std::function<std::shared_ptr<Unit>(std::string_view)>;

    DawBridges(net::io_context& io, studio::Studio& studio, Find find, DawBridge::IsHeld is_held);

    void add(DawLayout layout);
    /// Lets go of what they touch; nothing is carried any more.
    void clear();

private:
    struct Desk {
        Desk(net::io_context& io, DawLayout layout, const studio::Studio& studio, DawBridge::Hands hands)
            : bridge(std::move(layout), studio, std::move(hands)), timer(io)
        {
        }
        DawBridge bridge;
        net::steady_timer timer;
    };

    void on_change(const studio::Change& change);
    void come_back(const std::shared_ptr<Desk>& desk);

    net::io_context& io_;
    studio::Studio& studio_;
    Find find_;
    DawBridge::IsHeld is_held_;
    std::vector<std::shared_ptr<Desk>> desks_;
    studio::Studio::Subscription listening_;
};

}  // namespace recalld::rig
