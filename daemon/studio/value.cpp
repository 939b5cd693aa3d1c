#include "studio/value.hpp"

#include <cmath>
#include <cstdio>

namespace recalld::studio {

namespace {

constexpr float raw_tolerance = 0.0005f;

/// Some devices answer an integer's bits as a float: next to nothing, yet not equal.
bool is_a_number(float value) { return value == 0 || std::isnormal(value); }

bool same_raw(float a, float b)
{
    return a == b || (is_a_number(a) && is_a_number(b) && std::fabs(a - b) < raw_tolerance);
}

}  // namespace

bool same(const Value& a, const Value& b)
{
    if (a.index() != b.index()) return false;
    if (const auto* left = std::get_if<float>(&a)) return same_raw(*left, std::get<float>(b));
    return a == b;
}

std::string plain(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int32_t>(&value)) return std::to_string(*number);
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.4f", static_cast<double>(std::get<float>(value)));
    return digits;
}

}  // namespace recalld::studio
