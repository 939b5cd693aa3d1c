#include "studio/dial.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace recalld::studio {

namespace {

constexpr double on_the_mark = 1e-4;      // of the way: floats are never quite on it
constexpr int first_hour = 7, hours = 10; // 07:00 … 17:00
constexpr int shown_digits = 3;

bool alike(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

std::string_view without_unit(std::string_view words, std::string_view unit)
{
    if (unit.empty() || words.size() <= unit.size() || !alike(words.substr(words.size() - unit.size()), unit)) return words;
    return trimmed(words.substr(0, words.size() - unit.size()));
}

std::string with_unit(std::string words, const Law& dial) { return dial.unit.empty() ? words : words + (dial.unit == "%" ? "" : " ") + dial.unit; }

/// Three significant digits, no more than are needed: `33`, `4.25`, `-12.5`.
std::string shown(double number)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.*g", std::fabs(number) >= 1000 ? 4 : shown_digits, number);
    return digits;
}

std::string clock_words(double position)
{
    const int minutes = static_cast<int>(std::lround(position * hours * 60));
    char digits[16];
    std::snprintf(digits, sizeof digits, "%d:%02d", first_hour + minutes / 60, minutes % 60);
    return digits;
}

std::optional<int> whole(std::string_view digits)
{
    int number = 0;
    const auto* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<double> clock_position(std::string_view words)
{
    const auto colon = words.find(':');
    if (colon == words.npos || words.size() - colon != 3) return std::nullopt;   // 4:1 is a ratio
    const auto hour = whole(words.substr(0, colon)), minute = whole(words.substr(colon + 1));
    if (!hour || !minute || *minute > 59) return std::nullopt;
    const int afternoon = *hour < first_hour ? 12 : 0;   // 1:30 is 13:30
    const double position = (*hour + afternoon - first_hour + *minute / 60.0) / hours;
    return position >= 0 && position <= 1 ? std::optional(position) : std::nullopt;
}

/// Labels that say nothing: a bare tick of the scale.
bool has_words(const Mark& mark) { return !mark.label.empty(); }

const Mark* mark_at(const Law& dial, double position)
{
    const auto found = std::ranges::find_if(dial.marks, [&](const Mark& mark) { return has_words(mark) && std::fabs(mark.position - position) < on_the_mark; });
    return found == dial.marks.end() ? nullptr : &*found;
}

/// The position of a number between two marks that both have one.
std::optional<double> between(const Mark& left, const Mark& right, double number)
{
    if (!left.number || !right.number || *left.number == *right.number) return std::nullopt;
    const double part = (number - *left.number) / (*right.number - *left.number);
    if (part < -1e-9 || part > 1 + 1e-9) return std::nullopt;
    return left.position + std::clamp(part, 0.0, 1.0) * (right.position - left.position);
}

std::vector<const Mark*> numbered(const Law& dial)
{
    std::vector<const Mark*> marks;
    for (const auto& mark : dial.marks)
        if (mark.number || has_words(mark)) marks.push_back(&mark);
    return marks;
}

std::optional<double> position_of(const Law& dial, double number)
{
    const auto marks = numbered(dial);
    for (std::size_t i = 1; i < marks.size(); ++i)
        if (const auto position = between(*marks[i - 1], *marks[i], number)) return position;
    return std::nullopt;
}

std::optional<double> number_at(const Law& dial, double position)
{
    const auto marks = numbered(dial);
    for (std::size_t i = 1; i < marks.size(); ++i) {
        const auto &left = *marks[i - 1], &right = *marks[i];
        if (position < left.position || position > right.position || !left.number || !right.number) continue;
        return *left.number + (position - left.position) / (right.position - left.position) * (*right.number - *left.number);
    }
    return std::nullopt;
}

bool is_infinite(std::string_view word) { return word == "∞" || word == "-∞" || word == "+∞" || alike(word, "oo") || alike(word, "-oo") || alike(word, "inf") || alike(word, "-inf"); }

}  // namespace

std::optional<double> printed_number(std::string_view label)
{
    const double sign = label.starts_with('-') || label.starts_with("−") ? -1 : 1;
    if (label.starts_with("−")) label.remove_prefix(std::string_view("−").size());
    else if (label.starts_with('-') || label.starts_with('+')) label.remove_prefix(1);
    if (label.empty() || (!std::isdigit(static_cast<unsigned char>(label.front())) && label.front() != '.')) return std::nullopt;
    double number = 0;
    const auto* end = label.data() + label.size();
    const auto read = std::from_chars(label.data(), end, number, std::chars_format::fixed);
    if (read.ec != std::errc{}) return std::nullopt;
    std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
    if (rest.empty()) return sign * number;
    if (std::tolower(static_cast<unsigned char>(rest.front())) != 'k') return std::nullopt;
    rest.remove_prefix(1);
    if (rest.empty()) return sign * number * 1000;
    const auto behind = whole(rest);   // 4k7
    return behind ? std::optional(sign * (number * 1000 + *behind * std::pow(10.0, 3.0 - static_cast<double>(rest.size())))) : std::nullopt;
}

std::vector<Mark> spread_marks(const std::vector<std::string>& labels)
{
    std::vector<Mark> marks;
    const double last = labels.size() > 1 ? static_cast<double>(labels.size() - 1) : 1;
    for (std::size_t i = 0; i < labels.size(); ++i) marks.push_back({static_cast<double>(i) / last, labels[i], printed_number(labels[i])});
    return marks;
}

std::string dial_words(const Law& dial, double position)
{
    if (const auto* mark = mark_at(dial, position)) return mark->number ? with_unit(mark->label, dial) : mark->label;
    if (const auto number = number_at(dial, position)) return with_unit(shown(*number), dial);
    return clock_words(position);
}

std::optional<double> dial_position(const Law& dial, std::string_view words)
{
    words = trimmed(words);
    const auto bare = without_unit(words, dial.unit);
    for (const auto& mark : dial.marks)
        if (has_words(mark) && (alike(mark.label, words) || alike(mark.label, bare) || (is_infinite(mark.label) && is_infinite(bare)))) return mark.position;
    if (const auto clock = clock_position(words)) return clock;
    const auto number = printed_number(bare);
    return number ? position_of(dial, *number) : std::nullopt;
}

std::string dial_range(const Law& dial)
{
    std::string all;
    for (const auto& mark : dial.marks)
        if (has_words(mark)) all += (all.empty() ? "" : ", ") + mark.label;
    return with_unit(all, dial) + ", between them, or as on a clock: 7:00 … 17:00";
}

std::string dial_offer(const Law& dial, std::string_view words)
{
    const auto number = printed_number(without_unit(trimmed(words), dial.unit));
    if (!number) return {};
    const Mark* nearest = nullptr;
    for (const auto& mark : dial.marks)
        if (mark.number && (!nearest || std::fabs(*mark.number - *number) < std::fabs(*nearest->number - *number))) nearest = &mark;
    return nearest ? nearest->label : std::string();
}

double dial_division(const Law& dial, double position)
{
    for (std::size_t i = 1; i < dial.marks.size(); ++i)
        if (position <= dial.marks[i].position + on_the_mark) return dial.marks[i].position - dial.marks[i - 1].position;
    return dial.marks.size() < 2 ? 1 : dial.marks.back().position - dial.marks[dial.marks.size() - 2].position;
}

}  // namespace recalld::studio
