#include "bench/slow_link.hpp"

#include <algorithm>

namespace recalld::bench {

std::string SlowLink::open(PacketListener on_packet, DownListener on_down)
{
    on_packet_ = std::move(on_packet);
    auto delayed = [this](link::View packet) {
        if (lost()) return;
        post({Clock::now() + line_.each_way, false, {packet.begin(), packet.end()}});
    };
    return link_->open(delayed, std::move(on_down));
}

SlowLink::Clock::time_point SlowLink::served(Clock::time_point arrival)
{
    const auto each = std::chrono::nanoseconds(1'000'000'000 / line_.rate);
    free_at_ = std::max(free_at_, arrival) + each;
    return free_at_;
}

bool SlowLink::send(link::View packet)
{
    ++sent;
    if (lost()) return true;
    const auto arrival = Clock::now() + line_.each_way;
    if (line_.rate == 0) {
        post({arrival, true, {packet.begin(), packet.end()}});
        return true;
    }
    const auto waiting = free_at_ > arrival ? (free_at_ - arrival) * line_.rate / std::chrono::seconds(1) : 0;
    if (static_cast<std::uint64_t>(waiting) >= line_.queue) {
        ++overflowed;
        return true;
    }
    post({served(arrival), true, {packet.begin(), packet.end()}});
    return true;
}

void SlowLink::post(Parcel parcel)
{
    const auto place = std::ranges::upper_bound(parcels_, parcel.due, {}, &Parcel::due);
    parcels_.insert(place, std::move(parcel));
    if (!waiting_) deliver();
}

/// Timers of the system are late by up to a tenth of a millisecond: the last stretch is polled.
void SlowLink::deliver()
{
    constexpr auto polled = std::chrono::microseconds(150);
    waiting_ = false;
    for (const auto now = Clock::now(); !parcels_.empty() && parcels_.front().due <= now;) {
        const Parcel parcel = std::move(parcels_.front());
        parcels_.pop_front();
        waiting_ = true;   // what the delivery sends is posted only
        if (parcel.to_desk) link_->send(parcel.bytes);
        else on_packet_(parcel.bytes);
        waiting_ = false;
    }
    if (parcels_.empty()) return;
    waiting_ = true;
    const auto due = parcels_.front().due;
    const auto wake = [this](boost::system::error_code error) {
        if (!error) deliver();
    };
    if (due - Clock::now() < polled) return net::post(timer_.get_executor(), [wake] { wake({}); });
    timer_.expires_at(due - polled);
    timer_.async_wait(wake);
}

}  // namespace recalld::bench
