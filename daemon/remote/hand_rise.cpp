#include "remote/hand_rise.hpp"

#include <algorithm>

#include "recall/hazards.hpp"

namespace recalld::remote {

namespace {

constexpr double quiet_below = -40;   // dB

}  // namespace

double rise_by_hand(const studio::UnitState& page, studio::ParameterId id, const studio::Value& value)
{
    const auto& law = page.profile->law_of(id);
    const double rises = recall::rise(page, id, value);
    const auto* step = std::get_if<std::int32_t>(&value);
    if (!step || !law.is_stepped() || law.unit != "dB") return rises;
    return std::min(rises, law.engineering(*step) - quiet_below);
}

}  // namespace recalld::remote
