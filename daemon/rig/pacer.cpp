#include "rig/pacer.hpp"

#include <algorithm>

namespace recalld::rig {

bool Pacer::want(const studio::UnitState& page, driver::Setting setting, studio::Origin origin)
{
    if (origin == studio::Origin::device) return false;
    const auto id = setting.parameter;
    const auto waiting = latest_.find(id);
    if (waiting != latest_.end()) {
        waiting->second = std::move(setting.value);
        return true;
    }
    const bool is_there = page.standings[id] == studio::Standing::confirmed && studio::same(page.values[id], setting.value);
    if (is_there) return false;
    order_.push_back(id);
    latest_.emplace(id, std::move(setting.value));
    return true;
}

std::optional<driver::Setting> Pacer::next()
{
    if (order_.empty()) return std::nullopt;
    const auto id = order_.front();
    order_.pop_front();
    auto taken = latest_.extract(id);
    return driver::Setting{id, std::move(taken.mapped())};
}

}  // namespace recalld::rig
