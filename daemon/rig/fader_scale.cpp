#include "rig/fader_scale.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::rig {

using studio::Law;
using studio::LawKind;
using studio::Value;

namespace {

using Scale = std::vector<std::pair<double, double>>;

bool has_range(const Law& law) { return law.kind == LawKind::choice || law.kind == LawKind::integer || (law.is_stepped() && law.steps > 1); }

bool goes_through_db(const studio::Surface& surface, const Law& law) { return surface.scale.size() > 1 && law.is_stepped() && law.unit == "dB"; }

/// Straight lines between points; below the first finite one everything is its position.
double position_on(const Scale& scale, double db)
{
    if (db <= scale.front().second) return scale.front().first;
    for (std::size_t i = 1; i < scale.size(); ++i) {
        const auto& [x0, y0] = scale[i - 1];
        const auto& [x1, y1] = scale[i];
        if (db > y1) continue;
        return std::isinf(y0) ? x1 : x0 + (x1 - x0) * (db - y0) / (y1 - y0);
    }
    return scale.back().first;
}

double db_on(const Scale& scale, double position)
{
    if (position <= scale.front().first) return scale.front().second;
    for (std::size_t i = 1; i < scale.size(); ++i) {
        const auto& [x0, y0] = scale[i - 1];
        const auto& [x1, y1] = scale[i];
        if (position > x1) continue;
        if (std::isinf(y0)) return position < x1 ? y0 : y1;
        return y0 + (y1 - y0) * (position - x0) / (x1 - x0);
    }
    return scale.back().second;
}

}  // namespace

std::optional<double> way_of(const Law& law, const Value& value)
{
    const auto* number = std::get_if<std::int32_t>(&value);
    if (!has_range(law) || !number || law.highest() <= law.lowest()) return std::nullopt;
    return std::clamp((*number - law.lowest()) / static_cast<double>(law.highest() - law.lowest()), 0.0, 1.0);
}

std::optional<std::int32_t> value_on_way(const Law& law, double way)
{
    if (!has_range(law) || law.highest() <= law.lowest()) return std::nullopt;
    const double span = law.highest() - law.lowest();
    return law.lowest() + static_cast<std::int32_t>(std::lround(std::clamp(way, 0.0, 1.0) * span));
}

bool goes_both_ways(const Law& law) { return law.is_stepped() && !law.bottom_is_off && law.low < 0 && law.high > 0; }

std::optional<int> position_of(const studio::Surface& surface, const Law& law, const Value& value)
{
    const auto way = way_of(law, value);
    if (!way) return std::nullopt;
    const double on_box = goes_through_db(surface, law) ? position_on(surface.scale, law.engineering(std::get<std::int32_t>(value))) : *way;
    return static_cast<int>(std::lround(on_box * most_position));
}

std::optional<std::int32_t> value_at(const studio::Surface& surface, const Law& law, int position)
{
    const double on_box = std::clamp(position, 0, most_position) / static_cast<double>(most_position);
    if (!goes_through_db(surface, law)) return value_on_way(law, on_box);
    const double db = db_on(surface.scale, on_box);
    return std::isinf(db) ? law.lowest() : law.nearest_step(db);
}

}  // namespace recalld::rig
