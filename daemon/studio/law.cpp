#include "studio/law.hpp"

#include "studio/blob.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::studio {

namespace {

double interpolate(const std::vector<std::pair<double, double>>& points, double wire)
{
    auto right = std::ranges::upper_bound(points, wire, {}, &std::pair<double, double>::first);
    if (right == points.begin()) return points.front().second;
    if (right == points.end()) return points.back().second;
    const auto left = right - 1;
    return left->second + (wire - left->first) / (right->first - left->first) * (right->second - left->second);
}

double inverse(const std::vector<std::pair<double, double>>& points, double engineering)
{
    if (engineering <= points.front().second) return points.front().first;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto& [right_wire, right_value] = points[i];
        const auto& [left_wire, left_value] = points[i - 1];
        if (engineering <= right_value)
            return left_wire + (engineering - left_value) / (right_value - left_value) * (right_wire - left_wire);
    }
    return points.back().first;
}

}  // namespace

bool Law::is_stepped() const
{
    return kind == LawKind::linear || kind == LawKind::logarithmic || kind == LawKind::points;
}

bool Law::is_number() const { return is_stepped() || kind == LawKind::integer; }

double Law::engineering_at(double position) const
{
    if (bottom_is_off && position <= 0) return minus_infinity;
    if (kind == LawKind::linear) return low + position * (high - low);
    if (kind == LawKind::logarithmic) return low * std::pow(high / low, position);
    if (kind == LawKind::points) return interpolate(points, position);
    return position;
}

double Law::engineering(std::int32_t step) const
{
    return is_stepped() ? engineering_at(static_cast<double>(step) / (steps - 1)) : step;
}

double Law::position_of(double value) const
{
    if (std::isinf(value) && value < 0) return 0;
    if (kind == LawKind::linear) return std::clamp((value - low) / (high - low), 0.0, 1.0);
    if (kind == LawKind::points) return std::clamp(inverse(points, value), 0.0, 1.0);
    if (kind != LawKind::logarithmic) return value;
    if (value <= 0) return high < low ? 1 : 0;
    return std::clamp(std::log(value / low) / std::log(high / low), 0.0, 1.0);
}

std::int32_t Law::nearest_step(double value) const
{
    if (is_stepped()) return step_of(position_of(value));
    const double inside = std::clamp(value, static_cast<double>(lowest()), static_cast<double>(highest()));
    return static_cast<std::int32_t>(std::lround(inside));
}

float Law::wire(std::int32_t step) const { return static_cast<float>(static_cast<double>(step) / (steps - 1)); }

std::int32_t Law::step_of(double position) const
{
    return static_cast<std::int32_t>(std::lround(std::clamp(position, 0.0, 1.0) * (steps - 1)));
}

std::int32_t Law::lowest() const { return kind == LawKind::integer ? static_cast<std::int32_t>(low) : 0; }

std::int32_t Law::highest() const
{
    if (kind == LawKind::integer) return static_cast<std::int32_t>(high);
    if (kind == LawKind::bits) return static_cast<std::int32_t>((std::uint32_t{1} << steps) - 1);
    return steps - 1;
}

bool Law::holds(const Value& value) const
{
    if (kind == LawKind::raw) return true;
    if (kind == LawKind::blob) {
        const auto* dump = std::get_if<std::string>(&value);
        return dump && !dump->empty() && std::ssize(*dump) / 2 <= steps && is_blob(*dump);
    }
    if (kind == LawKind::text) {
        const auto* text = std::get_if<std::string>(&value);
        return text && std::ssize(*text) <= steps;
    }
    if ((is_stepped() && steps == 0) || kind == LawKind::dial) {
        const auto* position = std::get_if<float>(&value);
        return position && *position >= 0 && *position <= 1;
    }
    const auto* number = std::get_if<std::int32_t>(&value);
    return number && *number >= lowest() && *number <= highest();
}

}  // namespace recalld::studio
