#include "studio/law.hpp"

#include "studio/blob.hpp"
#include "studio/dial.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

namespace recalld::studio {

// What people read and type. Device text lives with the driver that speaks it.

namespace {

constexpr double hair = 1e-3;   // of the last digit: floats are never quite on their decimal

/// Halves go away from zero, as consoles show them: -2.25 is -2.3. What rounds to zero has no sign.
std::string fixed(double value, int decimals, bool plus = false)
{
    const double scale = std::pow(10, decimals);
    const double size = std::floor(std::fabs(value) * scale + 0.5 + hair) / scale;
    char digits[48];
    std::snprintf(digits, sizeof digits, "%s%.*f", size == 0 ? "" : value < 0 ? "-" : plus ? "+" : "", decimals, size);
    return digits;
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
    return hertz < 999.95 ? fixed(hertz, 1) + " Hz" : fixed(hertz / 1000, 2) + " kHz";
}

std::string spoken_number(const Law& law, double value)
{
    if (std::isinf(value)) return with_unit("-oo", law.unit);
    if (law.form.frequency) return spoken_frequency(value);
    return with_unit(fixed(value, decimals_for(law.form, value), law.form.plus), law.unit);
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
    const auto index = std::int64_t{value} - law.lowest();
    if (index >= 0 && std::cmp_less(index, law.words.size())) return law.words[static_cast<std::size_t>(index)];
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

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// The size of a number at the front of the text; `4k37` is 4370. Words for numbers (`inf`, `nan`) are none.
std::optional<double> take_size(std::string_view& text)
{
    if (text.empty() || (!is_digit(text.front()) && text.front() != '.')) return std::nullopt;
    double size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size, std::chars_format::fixed);
    if (error != std::errc{}) return std::nullopt;
    const bool is_whole = std::find(text.data(), end, '.') == end;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!is_whole || text.size() < 2 || text.front() != 'k' || !is_digit(text[1])) return size;
    size *= 1000;
    text.remove_prefix(1);
    for (double place = 100; !text.empty() && is_digit(text.front()); place /= 10) {
        size += (text.front() - '0') * place;
        text.remove_prefix(1);
    }
    return size;
}

/// A number at the front of the text; what is left of it stays there.
std::optional<double> take_number(std::string_view& text)
{
    if (text.starts_with("-oo")) return text.remove_prefix(3), minus_infinity;
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const auto size = take_size(text);
    return size && is_negative ? -*size : size;
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

std::optional<double> whole_number(std::string_view words)
{
    const auto number = take_number(words);
    return words.empty() ? number : std::nullopt;
}

/// A number among words: the word that is this number (`3` for `3.0`); a position only where no word is a number.
std::optional<Value> parse_position(const Law& law, double number)
{
    bool has_numbers = false;
    for (std::size_t i = 0; i < law.words.size(); ++i) {
        const auto word = whole_number(law.words[i]);
        has_numbers = has_numbers || word;
        if (word && *word == number) return law.lowest() + static_cast<std::int32_t>(i);
    }
    if (has_numbers || number != std::floor(number) || number < law.lowest() || number > law.highest()) return std::nullopt;
    return static_cast<std::int32_t>(number);
}

std::string without_blanks(std::string_view text)
{
    std::string bare(text);
    std::erase_if(bare, [](unsigned char letter) { return std::isspace(letter) != 0; });
    return bare;
}

bool exactly(std::string_view a, std::string_view b) { return a == b; }
bool alike_but_for_blanks(std::string_view a, std::string_view b) { return alike(without_blanks(a), without_blanks(b)); }

/// The place of the word that is meant: as it is written, else in any case, else with other blanks. Two different ones that are equally near are none.
std::optional<std::size_t> place_meant(const std::vector<std::string>& known, std::string_view words)
{
    for (const auto is_meant : {exactly, alike, alike_but_for_blanks}) {
        const auto found = std::ranges::find_if(known, [&](const std::string& word) { return is_meant(word, words); });
        if (found == known.end()) continue;
        const bool is_clear = std::all_of(found, known.end(), [&](const std::string& word) { return word == *found || !is_meant(word, words); });
        return is_clear ? std::optional(static_cast<std::size_t>(found - known.begin())) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Value> parse_choice(const Law& law, std::string_view words)
{
    if (const auto place = place_meant(law.words, words)) return law.lowest() + static_cast<std::int32_t>(*place);
    if (law.words.size() == 2 && alike(words, "true")) return law.lowest() + 1;
    if (law.words.size() == 2 && alike(words, "false")) return law.lowest();
    const auto number = whole_number(words);
    return number ? parse_position(law, *number) : std::nullopt;
}

std::optional<Value> parse_bitmap(const Law& law, std::string_view digits)
{
    std::uint32_t bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits, 2);
    if (error != std::errc{} || end != digits.data() + digits.size() || bits > static_cast<std::uint32_t>(law.highest())) return std::nullopt;
    return static_cast<std::int32_t>(bits);
}

/// `%0101`, or the members as they are spoken: `1+3`, `none`.
std::optional<Value> parse_bits(const Law& law, std::string_view words)
{
    if (words.starts_with('%')) return parse_bitmap(law, words.substr(1));
    if (words == "0" || alike(words, "none")) return 0;
    std::uint32_t bits = 0;
    for (const auto* next = words.data(); ; ++next) {
        std::int32_t member = 0;
        const auto [end, error] = std::from_chars(next, words.data() + words.size(), member);
        if (error != std::errc{} || member < 1 || member > law.steps) return std::nullopt;
        bits |= 1u << (member - 1);
        if (end == words.data() + words.size()) return static_cast<std::int32_t>(bits);
        if (*end != '+') return std::nullopt;
        next = end;
    }
}

std::optional<Value> parse_raw(std::string_view words)
{
    std::int32_t number = 0;
    const auto* last = words.data() + words.size();
    if (const auto whole = std::from_chars(words.data(), last, number); whole.ec == std::errc{} && whole.ptr == last) return number;
    float real = 0;
    const auto any = std::from_chars(words.data(), last, real);
    if (any.ec != std::errc{} || any.ptr != last || !std::isfinite(real)) return std::nullopt;
    return real;
}

/// `dump, 1,234 bytes`
std::string spoken_blob(const Value& value)
{
    const auto* dump = std::get_if<std::string>(&value);
    std::string size = std::to_string(dump ? dump->size() / 2 : 0);
    for (std::size_t at = size.size(); at > 3; at -= 3) size.insert(at - 3, ",");
    return "dump, " + size + (size == "1" ? " byte" : " bytes");
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
    if (kind == LawKind::blob) return spoken_blob(value);
    if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
    if (const auto* position = std::get_if<float>(&value); position && kind == LawKind::dial) return dial_words(*this, static_cast<double>(*position));
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
    if (kind == LawKind::blob) return parse_text(*this, blob_from(given));
    const auto text = trimmed(given);
    switch (kind) {
        case LawKind::choice: return parse_choice(*this, text);
        case LawKind::bits: return parse_bits(*this, text);
        case LawKind::raw: return parse_raw(text);
        case LawKind::dial: {
            const auto position = dial_position(*this, text);
            return position ? std::optional<Value>(static_cast<float>(*position)) : std::nullopt;
        }
        case LawKind::text:
        case LawKind::blob: return std::nullopt;
        case LawKind::integer: {
            if (auto named = parse_choice(*this, text)) return named;
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
    if (kind == LawKind::blob) return "the hexadecimal digits of a dump of at most " + std::to_string(steps) + " bytes";
    if (kind == LawKind::dial) return dial_range(*this);
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
