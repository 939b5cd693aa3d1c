#include "rig/daw_bridges.hpp"

namespace recalld::rig {

namespace {

DawBridge::Time now() { return std::chrono::steady_clock::now(); }

}  // namespace

DawBridges::DawBridges(net::io_context& io, studio::Studio& studio, Find find, DawBridge::IsHeld is_held)
    : io_(io),
      studio_(studio),
      find_(std::move(find)),
      is_held_(std::move(is_held)),
      listening_(studio.listen([this](const studio::Change& change) { on_change(change); }))
{
}

void DawBridges::add(DawLayout layout)
{
    DawBridge::Hands hands;
    hands.move = [this](const std::string& unit, studio::ParameterId parameter, const studio::Value& value) {
        if (const auto its = find_(unit)) its->move(parameter, value);
    };
    hands.is_held = is_held_;
    hands.is_there = [this](const std::string& unit) {
        const auto its = find_(unit);
        return its && its->online();
    };
    desks_.push_back(std::make_shared<Desk>(io_, std::move(layout), studio_, std::move(hands)));
}

void DawBridges::clear()
{
    for (const auto& desk : desks_) desk->bridge.let_go();
    desks_.clear();
}

void DawBridges::on_change(const studio::Change& change)
{
    const auto present = desks_;  // what is moved may end in a link that is lost
    for (const auto& desk : present) {
        desk->bridge.on_change(change, now());
        come_back(desk);
    }
}

void DawBridges::come_back(const std::shared_ptr<Desk>& desk)
{
    const auto next = desk->bridge.deadline();
    if (!next || desk->timer.expiry() == *next) return;
    desk->timer.expires_at(*next);
    desk->timer.async_wait([this, weak = std::weak_ptr(desk)](boost::system::error_code error) {
        const auto its = weak.lock();
        if (error || !its) return;
        its->bridge.tick(now());
        come_back(its);
    });
}

}  // namespace recalld::rig
