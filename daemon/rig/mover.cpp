#include "rig/mover.hpp"

#include <algorithm>

namespace recalld::rig {

void Mover::want(studio::ParameterId parameter, studio::Value value, Time now)
{
    const auto found = std::ranges::find(moves_, parameter, [](const Move& move) { return move.setting.parameter; });
    if (found == moves_.end()) {
        moves_.push_back({{parameter, std::move(value)}, now, now - spacing});
        return;
    }
    found->setting.value = std::move(value);
    found->wanted = now;
    found->is_due = true;
}

std::optional<driver::Setting> Mover::next(Time now)
{
    Move* first = nullptr;
    for (auto& move : moves_)
        if (move.is_due && due_at(move) <= now && (!first || move.told < first->told)) first = &move;
    if (!first) return std::nullopt;
    first->told = now;
    first->is_due = false;
    return first->setting;
}

std::vector<driver::Setting> Mover::rested(Time now)
{
    std::vector<driver::Setting> still;
    std::erase_if(moves_, [&](Move& move) {
        const bool is_still = !move.is_due && due_at(move) <= now;
        if (is_still) still.push_back(std::move(move.setting));
        return is_still;
    });
    return still;
}

std::optional<Mover::Time> Mover::deadline() const
{
    const auto first = std::ranges::min_element(moves_, {}, due_at);
    if (first == moves_.end()) return std::nullopt;
    return due_at(*first);
}

}  // namespace recalld::rig
