#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string_view>

#include "osc/packet.hpp"
#include "remote/layouts/layout_seat.hpp"
#include "remote/osc/osc_clients.hpp"

namespace recalld::remote {

/// The devices that show a layout, each at its LayoutSeat for as long as its lease lasts. Core thread only; the room outlives it.
class OscLayouts {
public:
    static constexpr std::size_t most_seats = 64;
    using Send = std::function<void(const OscPlace&, const osc::Bytes&)>;

    OscLayouts(Room& room, Send send) : room_(room), send_(std::move(send)) {}
    ~OscLayouts() { stop(); }

    /// A new lease is told everything; a renewed one only lasts longer. Throws VerbError when there are too many.
    void subscribe(const OscPlace& place, const Caller& caller, std::size_t seconds, OscTime now);
    void leave(const OscPlace& place);
    void end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still);
    void stop();

    /// A button of a layout, whoever has a seat or not.
    static bool is_button(std::string_view address);
    /// Throws VerbError: this device has no seat.
    void press(std::string_view address, const OscPlace& place, const Caller& caller);

private:
    struct Seat {
        std::shared_ptr<LayoutSeat> seat;
        OscTime ends;
    };
    Room& room_;
    Send send_;
    std::map<OscPlace, Seat> seats_;
};

}  // namespace recalld::remote
