#include "driver/osc_text.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>

namespace recalld::driver {

using studio::Law;
using studio::LawKind;
using studio::TextForm;
using studio::Value;

namespace {

constexpr double grain = 1e-6;   // of the last printed digit: floats are never quite on their decimal

bool alike(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

osc::Plus plus_of(const TextForm& form)
{
    if (!form.plus) return osc::Plus::never;
    return form.bare_zero ? osc::Plus::above_zero : osc::Plus::from_zero;
}

/// Some narrow columns round first and cut off then: 14.159 is 14.16, printed 14.1.
double rounded(double value, int decimals)
{
    const double scale = std::pow(10, decimals);
    return std::copysign(std::floor(std::fabs(value) * scale + 0.5 + grain) / scale, value);
}

std::string write_stepped(const Law& law, double value)
{
    const auto& form = law.form;
    if (form.frequency) return osc::write_frequency(value, form.behind_k - 1, form.behind_k);
    if (form.digits > 0) return osc::write_significant(rounded(value, form.digits - 1), form.digits, plus_of(form));
    return osc::write_number(value, form.decimals, plus_of(form));
}

struct Candidates {
    int count = 0;
    std::int32_t nearest = 0;
};

/// The steps less than one printed digit away from the number.
Candidates candidates(const Law& law, const osc::Number& number)
{
    const auto [first, last] = std::minmax({law.nearest_step(number.value - number.resolution), law.nearest_step(number.value + number.resolution)});
    Candidates found{0, law.nearest_step(number.value)};
    for (std::int32_t step = first; step <= last; ++step)
        if (std::fabs(law.engineering(step) - number.value) < number.resolution * (1 - grain)) ++found.count;
    return found;
}

/// Of the steps that print alike the one nearest to the number, so that reading and writing again changes nothing.
std::int32_t faithful(const Law& law, std::string_view token, std::int32_t nearest)
{
    for (const std::int32_t step : {nearest, nearest - 1, nearest + 1})
        if (step >= 0 && step < law.steps && write_stepped(law, law.engineering(step)) == token) return step;
    return nearest;
}

std::optional<Reading> read_stepped(const Law& law, std::string_view token)
{
    const auto number = osc::read_number(token);
    if (!number) return std::nullopt;
    if (std::isinf(number->value)) return law.bottom_is_off ? std::optional<Reading>({0, true}) : std::nullopt;
    if (law.steps == 0) return Reading{static_cast<float>(law.position_of(number->value)), false};
    const auto found = candidates(law, *number);
    if (found.count == 1 && std::fabs(law.engineering(found.nearest) - number->value) < number->resolution) return Reading{found.nearest, true};
    return Reading{faithful(law, token, found.nearest), false};
}

std::optional<Reading> read_integer(std::string_view token)
{
    const auto number = osc::read_number(token);
    if (!number || std::fabs(number->value) > 2e9 || number->value != std::floor(number->value)) return std::nullopt;
    return Reading{static_cast<std::int32_t>(number->value)};
}

std::optional<Reading> read_choice(const Law& law, std::string_view token)
{
    const auto word = std::ranges::find_if(law.words, [&](const std::string& known) { return alike(known, token); });
    if (word == law.words.end()) return std::nullopt;
    return Reading{static_cast<std::int32_t>(word - law.words.begin())};
}

std::optional<Reading> read_bits(std::string_view token)
{
    if (!token.starts_with('%')) return read_integer(token);
    const auto bitmap = osc::read_bitmap(token);
    if (!bitmap || bitmap->width > 31) return std::nullopt;
    return Reading{static_cast<std::int32_t>(bitmap->bits)};
}

}  // namespace

std::optional<Reading> read_token(const Law& law, const osc::Token& token)
{
    switch (law.kind) {
        case LawKind::text: return Reading{std::string(token.text), token.quoted && token.text.find('\'') == token.text.npos};
        case LawKind::choice: return read_choice(law, token.text);
        case LawKind::bits: return read_bits(token.text);
        case LawKind::integer: return read_integer(token.text);
        case LawKind::raw:
        case LawKind::blob:
        case LawKind::dial: return std::nullopt;
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return read_stepped(law, token.text);
    }
    return std::nullopt;
}

std::string write_token(const Law& law, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return osc::quote(*text);
    if (const auto* position = std::get_if<float>(&value)) return write_stepped(law, law.engineering_at(static_cast<double>(*position)));
    const auto native = std::get<std::int32_t>(value);
    if (law.kind == LawKind::bits) return osc::write_bitmap(static_cast<std::uint32_t>(native), static_cast<std::size_t>(law.steps));
    if (law.kind == LawKind::choice && native >= 0 && native < law.steps) return law.words[static_cast<std::size_t>(native)];
    if (law.is_stepped()) return write_stepped(law, law.engineering(native));
    return osc::write_number(native, 0, plus_of(law.form));
}

Value to_raw(const Law& law, const Value& native)
{
    const auto* step = std::get_if<std::int32_t>(&native);
    return step && law.is_stepped() ? Value{law.wire(*step)} : native;
}

Value from_raw(const Law& law, const Value& raw)
{
    const auto* position = std::get_if<float>(&raw);
    return position && law.is_stepped() && law.steps > 1 ? Value{law.step_of(static_cast<double>(*position))} : raw;
}

}  // namespace recalld::driver
