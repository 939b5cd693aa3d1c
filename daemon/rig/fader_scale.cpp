#include "rig/fader_scale.hpp"

#include "mackie/control.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::rig {

using studio::Law;
using studio::LawKind;
using studio::Value;

namespace {

using mackie::most_position;

using Scale = std::vector<std::pair<double, double>>;

bool has_range(const Law& law) { return law.kind == LawKind::choice || law.kind == LawKind::integer || (law.is_stepped() && law.steps > 1); }

bool goes_through_db(const studio::Surface& surface, const Law& law) { return surface.scale.size() > 1 && law.is_stepped() && law.unit == "dB"; }

/// A mark of the printed scale: where it stands on the box, and the way to the same level on the console.
struct Mark {
    double on_box = 0, on_console = 0;
};

Mark mark_of(const Law& law, const Scale::value_type& printed)
{
    return {printed.first, std::isinf(printed.second) ? 0.0 : std::clamp(law.position_of(printed.second), 0.0, 1.0)};
}

/// Straight lines from mark to mark; the ends of both ways are marks, too.
double between(const Scale& scale, const Law& law, double at, double Mark::*from, double Mark::*to)
{
    Mark low{0, 0};
    for (const auto& printed : scale) {
        const Mark high = mark_of(law, printed);
        if (at <= high.*from) return high.*from <= low.*from ? high.*to : low.*to + (high.*to - low.*to) * (at - low.*from) / (high.*from - low.*from);
        low = high;
    }
    return low.*from >= 1 ? 1 : low.*to + (1 - low.*to) * (at - low.*from) / (1 - low.*from);
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
    const double on_box = goes_through_db(surface, law) ? between(surface.scale, law, *way, &Mark::on_console, &Mark::on_box) : *way;
    return static_cast<int>(std::lround(on_box * most_position));
}

std::optional<std::int32_t> value_at(const studio::Surface& surface, const Law& law, int position)
{
    const double on_box = std::clamp(position, 0, most_position) / static_cast<double>(most_position);
    return value_on_way(law, goes_through_db(surface, law) ? between(surface.scale, law, on_box, &Mark::on_box, &Mark::on_console) : on_box);
}

}  // namespace recalld::rig
