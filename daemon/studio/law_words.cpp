#include "studio/law.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace recalld::studio {

// What people read and type. Device text lives with the driver that speaks it.

namespace {

std::string fixed(double value, int decimals)
{
    char digits[48];
    std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
    const std::string_view text = digits;
    const bool is_zero = text.find_first_of("123456789") == std::string_view::npos;
    return std::string(is_zero && text.starts_with('-') ? text.substr(1) : text);
}

int decimals_for(const TextForm& form, double value)
{
    if (form.digits == 0) return form.decimals;
    const double size = std::fabs(value);
    const int whole = size < 1 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
    return std::max(0, form.digits - whole);
}

std::string with_unit(std::string number, std::string_view unit)
{
    if (unit.empty()) return number;
    return number.append(unit == "%" ? "" : " ").append(unit);
}

std::string spoken_frequency(double hertz)
{
    return hertz < 1000 ? fixed(hertz, 1) + " Hz" : fixed(hertz / 1000, 2) + " kHz";
}

std::string spoken_number(const Law& law, double value)
{
    if (std::isinf(value)) return with_unit("-oo", law.unit);
    if (law.form.frequency) return spoken_frequency(value);
    const std::string number = fixed(value, decimals_for(law.form, value));
    return with_unit((law.form.plus && value > 0 ? "+" : "") + number, law.unit);
}

std::string spoken_bits(std::int32_t bits, std::int32_t width)
{
    std::string members;
    for (std::int32_t bit = 0; bit < width; ++bit)
        if ((static_cast<std::uint32_t>(bits) >> bit) & 1u) members += (members.empty() ? "" : "+") + std::to_string(bit + 1);
    return members.empty() ? "none" : members;
}

std::string spoken_integer(const Law& law, std::int32_t value)
{
    const auto index = static_cast<std::size_t>(value - law.lowest());
    if (value >= law.lowest() && index < law.words.size()) return law.words[index];
    return with_unit((law.form.plus && value > 0 ? "+" : "") + std::to_string(value), law.unit);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

bool alike(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// A number at the front of the text, and what is left of it. `4k37` is 4370.
std::optional<double> take_number(std::string_view& text)
{
    if (text.starts_with("-oo")) return text.remove_prefix(3), minus_infinity;
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.size() < 2 || text.front() != 'k' || !std::isdigit(static_cast<unsigned char>(text[1]))) return number;
    double fraction = 0;
    const auto [tail, bad] = std::from_chars(text.data() + 1, text.data() + text.size(), fraction);
    const auto digits = tail - (text.data() + 1);
    text.remove_prefix(static_cast<std::size_t>(tail - text.data()));
    return (number + (bad == std::errc{} ? fraction / std::pow(10, digits) : 0)) * 1000;
}

/// How much a number in `given` is in the law's own unit: kHz for Hz, s for ms; nothing for a stranger.
std::optional<double> unit_factor(std::string_view given, std::string_view own)
{
    given = trimmed(given);
    if (given.empty() || alike(given, own)) return 1;
    if (own == "Hz" && (alike(given, "kHz") || given == "k")) return 1000;
    if (own == "ms" && alike(given, "s")) return 1000;
    if (own == "s" && alike(given, "ms")) return 0.001;
    return std::nullopt;
}

std::optional<Value> parse_number(const Law& law, std::string_view words)
{
    const auto number = take_number(words);
    if (!number) return std::nullopt;
    const auto factor = unit_factor(words, law.form.frequency ? "Hz" : law.unit);
    if (!factor) return std::nullopt;
    const double value = std::isinf(*number) ? *number : *number * *factor;
    if (!law.bottom_is_off && std::isinf(value)) return std::nullopt;
    const bool by_points = law.kind == LawKind::points;
    const auto [least, most] = std::minmax({by_points ? law.points.front().second : law.low, by_points ? law.points.back().second : law.high});
    const double slack = (most - least) * 1e-6;
    if (!std::isinf(value) && (value < least - slack || value > most + slack)) return std::nullopt;
    if (law.is_stepped() && law.steps == 0) return static_cast<float>(law.position_of(value));
    return law.nearest_step(value);
}

std::optional<Value> parse_choice(const Law& law, std::string_view words)
{
    for (std::size_t i = 0; i < law.words.size(); ++i)
        if (alike(law.words[i], words)) return law.lowest() + static_cast<std::int32_t>(i);
    if (law.words.size() == 2 && alike(words, "true")) return 1;
    if (law.words.size() == 2 && alike(words, "false")) return 0;
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (error != std::errc{} || end != words.data() + words.size() || !law.holds(number)) return std::nullopt;
    return number;
}

std::optional<Value> parse_bits(const Law& law, std::string_view words)
{
    if (alike(words, "none")) return 0;
    const int base = words.starts_with('%') ? 2 : 10;
    if (base == 2) words.remove_prefix(1);
    std::int32_t bits = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), bits, base);
    if (error != std::errc{} || end != words.data() + words.size() || !law.holds(bits)) return std::nullopt;
    return bits;
}

std::optional<Value> parse_raw(std::string_view words)
{
    std::int32_t number = 0;
    const auto* last = words.data() + words.size();
    if (const auto whole = std::from_chars(words.data(), last, number); whole.ec == std::errc{} && whole.ptr == last) return number;
    float real = 0;
    if (const auto any = std::from_chars(words.data(), last, real); any.ec == std::errc{} && any.ptr == last) return real;
    return std::nullopt;
}

std::optional<Value> parse_text(const Law& law, std::string_view words)
{
    Value text = std::string(words);
    if (!law.holds(text)) return std::nullopt;
    return text;
}

}  // namespace

std::string Law::spoken(const Value& value) const
{
    if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
    if (const auto* position = std::get_if<float>(&value))
        return is_stepped() ? spoken_number(*this, engineering_at(static_cast<double>(*position))) : plain(value);
    const auto native = std::get<std::int32_t>(value);
    if (kind == LawKind::raw) return plain(value);
    if (kind == LawKind::bits) return spoken_bits(native, steps);
    if (kind == LawKind::choice || kind == LawKind::integer) return spoken_integer(*this, native);
    return steps > 1 ? spoken_number(*this, engineering(native)) : plain(value);
}

std::optional<Value> Law::parse(std::string_view given) const
{
    if (kind == LawKind::text) return parse_text(*this, given);
    const auto text = trimmed(given);
    switch (kind) {
        case LawKind::choice: return parse_choice(*this, text);
        case LawKind::bits: return parse_bits(*this, text);
        case LawKind::raw: return parse_raw(text);
        case LawKind::text: return std::nullopt;
        case LawKind::integer: {
            if (const auto named = parse_choice(*this, text)) return named;
            return parse_number(*this, text);
        }
        case LawKind::linear:
        case LawKind::logarithmic:
        case LawKind::points: return parse_number(*this, text);
    }
    return std::nullopt;
}

std::string Law::range() const
{
    if (kind == LawKind::raw) return "a number as the wire carries it";
    if (kind == LawKind::text) return "at most " + std::to_string(steps) + " characters";
    if (kind == LawKind::bits) return std::to_string(steps) + " bits, such as %" + std::string(static_cast<std::size_t>(steps), '0');
    if (kind == LawKind::choice) {
        std::string all = "one of ";
        for (const auto& word : words) all += (&word == &words.front() ? "" : ", ") + word;
        return all;
    }
    if (kind == LawKind::integer) return std::to_string(lowest()) + " … " + std::to_string(highest());
    return spoken_number(*this, engineering_at(0)) + " … " + spoken_number(*this, engineering_at(1));
}

}  // namespace recalld::studio
