#include "simulate/fields.hpp"

#include <algorithm>
#include <cmath>

#include "studio/law.hpp"

namespace recalld::simulate {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Profile;
using studio::TextForm;
using studio::Value;

namespace {

constexpr int raw_decimals = 4;

/// So many decimals, halves away from zero; a hair more, since laws in floats fall just short of their halves.
double rounded(double number, int decimals)
{
    constexpr double hair = 1e-6;
    const double scale = std::pow(10, decimals);
    return std::copysign(std::floor(std::abs(number) * scale + 0.5 + hair) / scale, number);
}

/// A desk rounds first and then has no room for the last digits: 1.960 is `2.0` in two, 14.159 is `14.1` in three.
std::string narrow_text(const TextForm& form, double number, osc::Plus plus)
{
    const double shown = std::isinf(number) ? number : rounded(number, form.digits - 1);
    return osc::write_significant(shown, form.digits, plus);
}

std::string number_text(const TextForm& form, double number)
{
    if (form.frequency) return osc::write_frequency(number, form.behind_k - 1, form.behind_k);
    const auto plus = !form.plus ? osc::Plus::never : form.bare_zero ? osc::Plus::above_zero : osc::Plus::from_zero;
    if (form.digits != 0) return narrow_text(form, number, plus);
    return osc::write_number(number, form.decimals, plus);
}

std::string raw_text(const Value& value)
{
    if (const auto* number = std::get_if<std::int32_t>(&value)) return std::to_string(*number);
    const auto* position = std::get_if<float>(&value);
    if (!position || *position == 0) return "0";
    return osc::write_number(static_cast<double>(*position), raw_decimals);
}

std::string integer_text(const Law& law, std::int32_t number)
{
    if (law.kind == LawKind::bits)
        return osc::write_bitmap(static_cast<std::uint32_t>(number), static_cast<std::size_t>(law.steps));
    const bool has_word = law.kind == LawKind::choice && number >= 0 && std::cmp_less(number, law.words.size());
    return has_word ? law.words[static_cast<std::size_t>(number)] : number_text(law.form, number);
}

/// `own` is how the value is stored, `meaning` how it reads.
std::string value_text(const Law& own, const Law& meaning, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return osc::quote(*text);
    const auto* number = std::get_if<std::int32_t>(&value);
    const bool is_step = number && own.is_stepped();
    if (meaning.is_stepped() && is_step) return number_text(meaning.form, meaning.engineering(*number));
    if (meaning.is_stepped() && !number)
        return number_text(meaning.form, meaning.engineering_at(static_cast<double>(std::get<float>(value))));
    if (number && !meaning.is_stepped() && meaning.kind != LawKind::raw) return integer_text(meaning, *number);
    return raw_text(value);
}

using Read = std::optional<Value>;

Read read_choice(const Law& law, std::string_view token)
{
    const auto word = std::ranges::find(law.words, token);
    if (word == law.words.end()) return std::nullopt;
    return static_cast<std::int32_t>(word - law.words.begin());
}

Read read_integer(const Law& law, std::string_view token)
{
    const auto number = osc::read_number(token);
    if (!number || std::isinf(number->value) || token.find_first_of(".k") != token.npos) return std::nullopt;
    return law.nearest_step(number->value);
}

Read read_bits(const Law& law, std::string_view token)
{
    const auto map = osc::read_bitmap(token);
    if (!map || std::cmp_greater(map->width, law.steps)) return std::nullopt;
    return static_cast<std::int32_t>(map->bits);
}

/// The marks in a number are those that the desk itself would print.
bool is_in_form(const TextForm& form, std::string_view token, double number)
{
    const bool has_point = token.find('.') != token.npos;
    const bool has_k = token.find('k') != token.npos;
    if (form.frequency) return has_k == (number >= 1000) && has_point != has_k;
    if (has_k) return false;
    return form.digits != 0 || has_point == (form.decimals > 0);
}

Read read_stepped(const Law& law, std::string_view token, bool strict)
{
    const auto number = osc::read_number(token);
    if (!number) return std::nullopt;
    if (std::isinf(number->value)) {
        if (!law.bottom_is_off) return std::nullopt;
    } else if (strict && !is_in_form(law.form, token, number->value)) {
        return std::nullopt;
    }
    if (law.steps == 0) return static_cast<float>(law.position_of(number->value));
    return law.nearest_step(number->value);
}

/// A number with a point is a float, one without is an integer; the 0 that fills a line is what stands there.
Read read_raw(const Value& present, std::string_view token)
{
    const auto number = osc::read_number(token);
    if (!number || !(std::abs(number->value) <= std::numeric_limits<std::int32_t>::max())) return std::nullopt;
    if (token.find_first_of(".k") == token.npos && (number->value != 0 || !std::holds_alternative<float>(present)))
        return static_cast<std::int32_t>(number->value);
    return std::clamp(static_cast<float>(number->value), 0.0f, 1.0f);
}

Read read_value(const Law& law, const Value& present, const osc::Token& token, bool strict)
{
    if (token.quoted != (law.kind == LawKind::text)) return std::nullopt;
    switch (law.kind) {
        case LawKind::choice: return read_choice(law, token.text);
        case LawKind::integer: return read_integer(law, token.text);
        case LawKind::bits: return read_bits(law, token.text);
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return read_stepped(law, token.text, strict);
        case LawKind::text: return std::string(token.text.substr(0, static_cast<std::size_t>(law.steps)));
        case LawKind::raw: return read_raw(present, token.text);
        case LawKind::blob:
        case LawKind::dial: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::string write_field(const Profile& profile, const Settings& settings, ParameterId id)
{
    const Law& own = profile.law_of(id);
    const Law& meaning = own.kind == LawKind::raw ? settings.meaning_of(id) : own;
    return osc::right_aligned(value_text(own, meaning, settings[id]), meaning.form.width);
}

std::optional<Value> read_field(const Profile& profile, const Settings& settings, ParameterId id,
                                const osc::Token& token)
{
    const Law& own = profile.law_of(id);
    if (own.kind != LawKind::raw) return read_value(own, settings[id], token, true);
    const Law& meaning = settings.meaning_of(id);
    auto value = read_value(meaning, settings[id], token, false);
    const auto* step = value ? std::get_if<std::int32_t>(&*value) : nullptr;
    if (step && meaning.is_stepped()) return meaning.wire(*step);
    return value;
}

}  // namespace recalld::simulate
