#include "remote/osc/osc_layouts.hpp"

#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_bundler.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

osc::Bytes message_of(const LayoutLabel& label)
{
    const auto value = std::visit([](const auto& shown) { return osc::Arg(shown); }, label.value);
    return osc::message(label.address, {value});
}

}  // namespace

void OscLayouts::subscribe(const OscPlace& place, const Caller& caller, std::size_t seconds, OscTime now)
{
    const auto ends = now + std::chrono::seconds(seconds);
    if (const auto known = seats_.find(place); known != seats_.end()) {
        known->second.ends = ends;
        return;
    }
    if (seats_.size() >= most_seats)
        throw VerbError("too_many", "subscribe: " + std::to_string(most_seats) + " devices show a layout already; their leases end by themselves", 429, exit_refused);
    const auto tell = [send = send_, place](const std::vector<LayoutLabel>& labels) {
        OscBundler packets(osc_datagram);
        for (const auto& label : labels) packets.add(message_of(label));
        for (const auto& packet : packets.take()) send(place, packet);
    };
    const auto seat = std::make_shared<LayoutSeat>(room_, tell);
    seats_.emplace(place, Seat{seat, ends});
    seat->begin(caller);
}

void OscLayouts::leave(const OscPlace& place)
{
    const auto known = seats_.find(place);
    if (known == seats_.end()) return;
    known->second.seat->leave();
    seats_.erase(known);
}

void OscLayouts::end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still)
{
    std::erase_if(seats_, [&](const auto& held) {
        const bool is_over = held.second.ends <= now || !may_still(held.first);
        if (is_over) held.second.seat->leave();
        return is_over;
    });
}

void OscLayouts::stop()
{
    for (const auto& [place, held] : seats_) held.seat->leave();
    seats_.clear();
}

bool OscLayouts::is_button(std::string_view address) { return address.starts_with(layout_front) && LayoutClient::is_button(address); }

void OscLayouts::press(std::string_view address, const OscPlace& place, const Caller& caller)
{
    const auto known = seats_.find(place);
    if (known == seats_.end()) throw VerbError("no_lease", "this device shows no layout yet: /recalld/subscribe layout, and again before the lease ends", 409, exit_refused);
    known->second.seat->press(address, caller);
}

}  // namespace recalld::remote
