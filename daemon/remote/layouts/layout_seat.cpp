#include "remote/layouts/layout_seat.hpp"

#include <optional>
#include <utility>

#include "remote/verb.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace {

constexpr std::chrono::milliseconds news_every{100};
constexpr std::size_t most_under_way = 16;

}  // namespace

LayoutSeat::LayoutSeat(Room& room, Tell tell) : room_(room), tell_(std::move(tell)), timer_(room.io) {}

void LayoutSeat::begin(const Caller& caller)
{
    caller_ = caller;
    news_ = room_.news.listen([this](Area area) { note(area); });
    act(client_.begin());
    note(Area::work);
}

bool LayoutSeat::press(std::string_view address, const Caller& caller)
{
    if (!LayoutClient::is_button(address)) return false;
    caller_ = caller;
    act(client_.press(address));
    return true;
}

void LayoutSeat::leave()
{
    news_ = {};
    timer_.cancel();
    tell_ = {};
}

void LayoutSeat::act(LayoutStep step)
{
    if (!tell_) return;
    if (!step.labels.empty()) tell_(step.labels);
    for (auto& ask : step.asks) {
        ++room_.performing;   // from now on, not from its first step: what it uses must outlive it
        rig::spawn(room_.io, "layout " + ask.verb, carry_out(shared_from_this(), std::move(ask)));
    }
}

/// Progress comes faster than anybody reads, and one capture changes several areas.
void LayoutSeat::note(Area area)
{
    changed_.set(static_cast<std::size_t>(area));
    if (std::exchange(is_armed_, true)) return;
    timer_.expires_after(news_every);
    timer_.async_wait([seat = weak_from_this()](boost::system::error_code error) {
        const auto self = seat.lock();
        if (!error && self) self->tell_news();
    });
}

void LayoutSeat::tell_news()
{
    is_armed_ = false;
    const auto changed = std::exchange(changed_, {});
    for (std::size_t area = 0; area < changed.size(); ++area)
        if (changed[area]) act(client_.news(static_cast<Area>(area), room_.news.work()));
}

task<> LayoutSeat::carry_out(std::shared_ptr<LayoutSeat> self, LayoutAsk ask)
{
    ++under_way_;
    Json result;
    std::optional<VerbError> fault;
    try {
        if (under_way_ > most_under_way) throw VerbError("busy", std::to_string(most_under_way) + " things are under way for this device; wait for them", 429, exit_refused);
        Call call{room_, ask.arguments, [](const Json&) {}, std::make_shared<const bool>(false), caller_};
        result = co_await perform(ask.verb, std::move(call));
    } catch (const VerbError& error) {
        fault = error;
    }
    --under_way_;
    self->act(fault ? client_.failed(ask, error_json(*fault)) : client_.took(ask, result));
    --room_.performing;
}

}  // namespace recalld::remote
