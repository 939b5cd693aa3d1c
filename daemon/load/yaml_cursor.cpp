#include "load/yaml_cursor.hpp"

#include "studio/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace recalld::load {

namespace {

constexpr double longest_duration = 24 * 3'600'000.0;

struct DurationUnit {
    std::string_view name;
    double milliseconds;
};
constexpr std::array<DurationUnit, 3> duration_units{{{"ms", 1}, {"s", 1000}, {"min", 60'000}}};

/// NaN for a unit nobody knows: no comparison holds for it.
double milliseconds_in(std::string_view unit)
{
    for (const auto& [name, milliseconds] : duration_units)
        if (name == unit) return milliseconds;
    return std::nan("");
}

std::string describe(const YamlItem& item)
{
    switch (item.kind) {
        case YamlItem::Kind::nothing: return "nothing";
        case YamlItem::Kind::text: return studio::in_quotes(item.text);
        case YamlItem::Kind::list: return "a list";
        case YamlItem::Kind::map: return "a map";
    }
    return {};
}

/// Words that YAML 1.1 readers take for true and false: most tools still do.
bool reads_as_truth(std::string_view text)
{
    static constexpr std::array<std::string_view, 18> words{"true", "True", "TRUE", "false", "False", "FALSE",
                                                            "yes",  "Yes",  "YES",  "no",    "No",    "NO",
                                                            "on",   "On",   "ON",   "off",   "Off",   "OFF"};
    return text.size() <= 5 && std::find(words.begin(), words.end(), text) != words.end();
}

bool has_leading_zero(std::string_view digits)
{
    if (digits.starts_with('-')) digits.remove_prefix(1);
    return digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
}

/// The number at the start of a text, and where it ends. Nothing when there is none.
template <typename Number>
std::optional<std::pair<Number, std::size_t>> leading_number(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || has_leading_zero(text)) return std::nullopt;
    return std::pair{number, static_cast<std::size_t>(end - text.data())};
}

}  // namespace

std::string Cursor::place() const
{
    return document_->file() + ":" + std::to_string(item().line) + ":" + std::to_string(item().column);
}

void Cursor::fail(const std::string& message, std::size_t offset) const
{
    const auto shift = static_cast<std::uint32_t>(offset == 0 ? 0 : offset + (is_quoted() ? 1 : 0));
    load::fail(document_->file(), item().line, item().column + shift, message);
}

void Cursor::fail_expecting(const std::string& what) const { fail("expected " + what + ", found " + describe(item())); }

const std::string& Cursor::text() const
{
    if (!is(Kind::text)) fail_expecting("text");
    if (!is_quoted() && reads_as_truth(item().text))
        fail("put quotes around " + item().text + ": without them most readers of YAML take it for true or false");
    return item().text;
}

const std::string& Cursor::bare_text(const std::string& expected) const
{
    if (!is(Kind::text) || is_quoted()) fail_expecting(expected);
    return item().text;
}

std::int64_t Cursor::integer() const
{
    const std::string& digits = bare_text("a whole number");
    const auto found = leading_number<std::int64_t>(digits);
    if (!found || found->second != digits.size()) fail_expecting("a whole number");
    return found->first;
}

double Cursor::number() const
{
    const std::string& digits = bare_text("a number");
    const auto found = leading_number<double>(digits);
    if (!found || found->second != digits.size() || !std::isfinite(found->first)) fail_expecting("a number");
    return found->first;
}

const std::string& Cursor::scalar() const
{
    const bool is_truth = is(Kind::text) && (item().text == "true" || item().text == "false");
    return is_truth ? item().text : text();
}

bool Cursor::truth() const
{
    const std::string& word = bare_text("true or false");
    if (word != "true" && word != "false") fail_expecting("true or false");
    return word == "true";
}

/// A number and the unit behind it.
std::pair<double, std::string_view> Cursor::quantity(const std::string& expected) const
{
    const std::string_view words = bare_text(expected);
    const auto found = leading_number<double>(words);
    if (!found || !std::isfinite(found->first)) fail_expecting(expected);
    const std::size_t unit = words.find_first_not_of(' ', found->second);
    return {found->first, unit == std::string::npos ? std::string_view{} : words.substr(unit)};
}

std::chrono::milliseconds Cursor::duration() const
{
    static const std::string expected = "a duration such as 8 s or 60 ms";
    const auto [amount, unit] = quantity(expected);
    const double milliseconds = amount * milliseconds_in(unit);
    if (!(milliseconds >= 1 && milliseconds <= longest_duration)) fail_expecting(expected);
    return std::chrono::milliseconds(std::llround(milliseconds));
}

double Cursor::decibels() const
{
    static const std::string expected = "decibels such as 3 dB";
    const auto [amount, unit] = quantity(expected);
    if (unit != "dB") fail_expecting(expected);
    return amount;
}

std::vector<Cursor> Cursor::items() const
{
    if (!is(Kind::list)) fail_expecting("a list");
    std::vector<Cursor> result;
    result.reserve(item().children.size());
    for (const std::uint32_t child : item().children) result.emplace_back(*document_, child);
    return result;
}

std::vector<std::pair<Cursor, Cursor>> Cursor::entries() const
{
    if (!is(Kind::map)) fail_expecting("a map");
    std::vector<std::pair<Cursor, Cursor>> result;
    const auto& children = item().children;
    for (std::size_t i = 0; i < children.size(); i += 2)
        result.emplace_back(Cursor(*document_, children[i]), Cursor(*document_, children[i + 1]));
    return result;
}

std::optional<Cursor> Cursor::find(std::string_view key) const
{
    if (!is(Kind::map)) fail_expecting("a map");
    const auto& children = item().children;
    for (std::size_t i = 0; i < children.size(); i += 2)
        if ((*document_)[children[i]].text == key) return Cursor(*document_, children[i + 1]);
    return std::nullopt;
}

void read_value(const Cursor& at, std::vector<std::string>& into)
{
    into.clear();
    for (const Cursor& item : at.items()) into.push_back(item.text());
}

}  // namespace recalld::load
