#include "osc/node_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace recalld::osc {

namespace {

constexpr auto npos = std::string_view::npos;

bool is_control(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; }

/// Each token reader takes one token off the front of `rest`, which starts with it.
Result<Token> take_quoted(std::string_view& rest)
{
    const auto end = rest.find('"', 1);
    if (end == npos) return Fault::unterminated;
    const Token token{rest.substr(1, end - 1), true};
    rest.remove_prefix(end + 1);
    if (!rest.empty() && rest.front() != ' ') return Fault::malformed;
    return token;
}

Result<Token> take_word(std::string_view& rest)
{
    const auto word = rest.substr(0, rest.find(' '));
    if (word.find('"') != npos) return Fault::malformed;
    rest.remove_prefix(word.size());
    return Token{word};
}

Result<Token> take_token(std::string_view& rest) { return rest.front() == '"' ? take_quoted(rest) : take_word(rest); }

void skip_spaces(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size())); }

std::string_view without_line_end(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

Result<std::vector<Token>> take_tokens(std::string_view rest)
{
    std::vector<Token> tokens;
    tokens.reserve(std::min(static_cast<std::size_t>(std::ranges::count(rest, ' ')), max_tokens));
    for (skip_spaces(rest); !rest.empty(); skip_spaces(rest)) {
        if (tokens.size() == max_tokens) return Fault::too_many;
        const auto token = take_token(rest);
        if (!token) return token.error();
        tokens.push_back(*token);
    }
    return tokens;
}

}  // namespace

Result<NodeLine> read_line(std::string_view line)
{
    auto rest = without_line_end(line);
    if (std::ranges::any_of(rest, is_control)) return Fault::malformed;
    skip_spaces(rest);
    if (rest.empty()) return Fault::missing;
    const auto path = take_word(rest);
    if (!path) return path.error();
    auto tokens = take_tokens(rest);
    if (!tokens) return tokens.error();
    return NodeLine{path->text, std::move(*tokens)};
}

namespace {

constexpr std::size_t max_digits = 15;  // what a double holds exactly
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

constexpr double power_of_ten(int exponent)
{
    double power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

/// Exact for 15 digits: a whole number is multiplied or divided, never a fraction.
constexpr double scaled(double digits, int exponent)
{
    return exponent < 0 ? digits / power_of_ten(-exponent) : digits * power_of_ten(exponent);
}

bool is_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

double value_of(std::string_view digits)
{
    double value = 0;
    for (const auto digit : digits) value = value * 10 + (digit - '0');
    return value;
}

/// Digits, perhaps with a point or a k among them.
Result<Number> read_unsigned(std::string_view token)
{
    const auto mark = std::min(token.find_first_of(".k"), token.size());
    const auto whole = token.substr(0, mark);
    const auto decimals = token.substr(std::min(mark + 1, token.size()));
    if (!is_digits(whole) || (mark < token.size() && !is_digits(decimals))) return Fault::malformed;
    if (whole.size() + decimals.size() > max_digits) return Fault::out_of_range;
    const auto places = static_cast<int>(decimals.size());
    const auto digits = value_of(whole) * power_of_ten(places) + value_of(decimals);
    const auto exponent = token.find('k') == npos ? -places : 3 - places;
    return Number{scaled(digits, exponent), scaled(1, exponent)};
}

}  // namespace

Result<Number> read_number(std::string_view token)
{
    if (token == "-oo") return Number{minus_infinity, 0};
    const bool negative = token.starts_with('-');
    if (negative || token.starts_with('+')) token.remove_prefix(1);
    auto number = read_unsigned(token);
    if (number && negative) number->value = -number->value;
    return number;
}

Result<Bitmap> read_bitmap(std::string_view token)
{
    if (!token.starts_with('%') || token.size() == 1) return Fault::malformed;
    token.remove_prefix(1);
    if (token.find_first_not_of("01") != npos) return Fault::malformed;
    if (token.size() > 64) return Fault::out_of_range;
    Bitmap map{0, token.size()};
    for (const auto digit : token) map.bits = map.bits << 1 | (digit == '1' ? 1U : 0U);
    return map;
}

namespace {

constexpr double largest = 1e12;
constexpr double hair = 1e-3;  // of the last printed digit: more than the grain of a float, too little to be seen

/// The size of a value in units of its last printed digit, a hair above.
double units_of(double value, int decimals)
{
    return std::isnan(value) ? 0 : scaled(std::min(std::abs(value), largest), decimals) + hair;
}

double rounded(double value, int decimals) { return scaled(std::floor(units_of(value, decimals) + 0.5), -decimals); }

double cut(double value, int decimals) { return scaled(std::floor(units_of(value, decimals)), -decimals); }

std::string sign_of(double value, Plus plus)
{
    if (value < 0) return "-";
    const bool shown = plus == Plus::from_zero || (plus == Plus::above_zero && value > 0);
    return shown ? "+" : "";
}

/// The size with its decimals, behind the sign of the value. What was rounded to zero has the sign of zero.
std::string printed(double value, double size, int decimals, Plus plus)
{
    assert(decimals >= 0 && decimals <= static_cast<int>(max_digits));
    if (value == minus_infinity) return "-oo";
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), size, std::chars_format::fixed, decimals);
    return sign_of(size > 0 ? value : 0, plus).append(digits.data(), end.ptr);
}

}  // namespace

std::string write_number(double value, int decimals, Plus plus)
{
    return printed(value, rounded(value, decimals), decimals, plus);
}

std::string write_significant(double value, int digits, Plus plus)
{
    int decimals = digits - 1;
    while (decimals > 0 && cut(value, decimals) >= power_of_ten(digits - decimals)) --decimals;
    return printed(value, cut(value, decimals), decimals, plus);
}

std::string write_frequency(double hertz, int decimals_below, int decimals_above)
{
    if (rounded(hertz, decimals_below) < 1000) return write_number(hertz, decimals_below);
    auto text = printed(hertz, cut(std::max(hertz, 1000.0) / 1000, decimals_above), decimals_above, Plus::never);
    std::ranges::replace(text, '.', 'k');
    return text;
}

std::string write_bitmap(std::uint64_t bits, std::size_t width)
{
    std::string text = "%";
    for (auto bit = std::min(width, std::size_t{64}); bit > 0; --bit) text += (bits >> (bit - 1) & 1) != 0 ? '1' : '0';
    return text;
}

std::string quote(std::string_view text)
{
    std::string inside(text);
    std::ranges::replace(inside, '"', '\'');
    std::ranges::replace_if(inside, is_control, ' ');
    return std::string("\"").append(inside).append("\"");
}

std::string right_aligned(std::string_view text, std::size_t width)
{
    return std::string(width - std::min(width, text.size()), ' ').append(text);
}

}  // namespace recalld::osc
