#include "remote/osc/osc_clients.hpp"

#include <algorithm>
#include <tuple>

namespace recalld::remote {

namespace {

constexpr std::size_t most_buttons = 64, most_drags = 32, most_clients = 1024, most_hosts = 1024;

/// Room for one more: who was not heard for longest goes.
template <class Map, class Heard>
void make_room(Map& map, std::size_t most, Heard heard)
{
    if (map.size() < most) return;
    map.erase(std::ranges::min_element(map, {}, heard));
}

}  // namespace

bool OscPlace::operator<(const OscPlace& other) const
{
    return std::tie(stream, port, address) < std::tie(other.stream, other.port, other.address);
}

bool OscPresses::fires(const std::string& what, bool is_down, OscTime now)
{
    if (!is_down) {
        down_.erase(what);
        return false;
    }
    const auto known = down_.find(what);
    const bool is_repeat = known != down_.end() && now - known->second < quiet;
    if (known == down_.end()) forget(now);
    down_[what] = now;
    return !is_repeat;
}

void OscPresses::forget(OscTime now)
{
    if (down_.size() < most_buttons) return;
    std::erase_if(down_, [&](const auto& button) { return now - button.second >= quiet; });
    make_room(down_, most_buttons, [](const auto& button) { return button.second; });
}

void OscDrags::moved(const std::string& unit, studio::ParameterId parameter, bool by_position, studio::Value value, OscTime now)
{
    std::erase_if(drags_, [&](const Drag& drag) { return now - drag.at >= lasts || (drag.parameter == parameter && drag.unit == unit); });
    if (drags_.size() >= most_drags) drags_.erase(drags_.begin());
    drags_.push_back({unit, parameter, by_position, std::move(value), now});
}

bool OscDrags::goes_on(const std::string& unit, studio::ParameterId parameter, OscTime now) const
{
    return std::ranges::any_of(drags_, [&](const Drag& drag) { return drag.parameter == parameter && drag.unit == unit && now - drag.at < lasts; });
}

bool OscDrags::is_echo(const std::string& unit, studio::ParameterId parameter, bool by_position, const studio::Value& value, OscTime now)
{
    for (auto& drag : drags_) {
        if (drag.parameter != parameter || drag.unit != unit || now - drag.at >= lasts || !drag.said) continue;
        if (!studio::same(*drag.said, value)) drag.said.reset();
        return drag.said && drag.by_position == by_position;
    }
    return false;
}

bool OscBucket::take(double cost, double rate, OscTime now)
{
    const auto since = std::chrono::duration<double>(now - at_).count();
    const auto left = left_ ? std::min(rate, *left_ + since * rate) : rate;
    at_ = now;
    left_ = left >= cost ? left - cost : left;
    return left >= cost;
}

std::shared_ptr<OscClient> OscClients::at(const OscPlace& place, OscTime now)
{
    auto found = clients_.find(place);
    if (found == clients_.end()) {
        make_room(clients_, most_clients, [](const auto& known) { return known.second->heard; });
        found = clients_.emplace(place, std::make_shared<OscClient>()).first;
        found->second->place = place;
    }
    found->second->heard = now;
    return found->second;
}

OscClients::Host& OscClients::host(const net::ip::address& address, OscTime now)
{
    auto found = hosts_.find(address);
    if (found == hosts_.end()) {
        make_room(hosts_, most_hosts, [](const auto& known) { return known.second.heard; });
        found = hosts_.emplace(address, Host{}).first;
    }
    found->second.heard = now;
    return found->second;
}

OscPlace OscClients::place_of(const net::ip::address& address, std::uint16_t port, OscTime now)
{
    const auto registered = host(address, now).port;
    return {address, registered != 0 ? registered : port};
}

void OscClients::register_port(const net::ip::address& address, std::uint16_t port, OscTime now) { host(address, now).port = port; }

bool OscClients::may_ask(const net::ip::address& address, double cost, OscTime now)
{
    auto& from = host(address, now);
    const bool may = from.bucket.take(cost, address.is_loopback() ? rate_here : rate_elsewhere, now);
    if (!may) ++from.dropped;
    return may;
}

std::vector<OscClients::Dropped> OscClients::take_dropped()
{
    std::vector<Dropped> all;
    for (auto& [address, from] : hosts_)
        if (from.dropped > 0) all.push_back({address.to_string(), std::exchange(from.dropped, 0)});
    return all;
}

void OscClients::forget_old(OscTime now)
{
    std::erase_if(hosts_, [&](const auto& known) { return now - known.second.heard >= remembered; });
    std::erase_if(clients_, [&](const auto& known) { return now - known.second->heard >= remembered && known.second->under_way == 0; });
}

}  // namespace recalld::remote
