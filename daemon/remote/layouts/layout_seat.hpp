#pragma once

#include <bitset>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "remote/caller.hpp"
#include "remote/layouts/layout_client.hpp"

namespace recalld::remote {

struct Room;

/// One device that shows a layout, at the room: what its LayoutClient asks is performed through the one verb table, in the name and with the
/// role of whoever holds the device; what its labels show is told. A door makes one when a device subscribes to `layout`, and lets it go
/// with the lease. The room outlives it; core thread only.
class LayoutSeat : public std::enable_shared_from_this<LayoutSeat> {
public:
    using Tell = std::function<void(const std::vector<LayoutLabel>& labels)>;
    LayoutSeat(Room& room, Tell tell);

    /// A new lease: everything that there is to show.
    void begin(const Caller& caller);
    /// A button was pressed; the door has seen to it that one press comes once. False: there is no such button.
    bool press(std::string_view address, const Caller& caller);
    /// The lease is over: nothing is told any more. Orders that were given are carried out.
    void leave();

private:
    void act(LayoutStep step);
    void note(Area area);
    void tell_news();
    task<> carry_out(std::shared_ptr<LayoutSeat> self, LayoutAsk ask);

    Room& room_;
    Tell tell_;
    Caller caller_;
    LayoutClient client_;
    std::size_t under_way_ = 0;
    net::steady_timer timer_;
    bool is_armed_ = false;
    std::bitset<area_names.size()> changed_;
    News::Subscription news_;
};

}  // namespace recalld::remote
