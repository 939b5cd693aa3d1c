#include "check/expected_lines.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "studio/spelling.hpp"

namespace recalld::check {

namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_digit(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }

/// Small letters, and numbers without their padding.
std::string plain(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pads = text[i] == '0' && (out.empty() || !is_digit(out.back())) && i + 1 < text.size() && is_digit(text[i + 1]);
        if (!pads) out += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    }
    return out;
}

bool takes_away(std::string_view& text, std::string_view end)
{
    if (!text.ends_with(end)) return false;
    text = trimmed(text.substr(0, text.size() - end.size()));
    return true;
}

NamedLine line_in(std::string_view row, std::size_t number)
{
    const auto equals = row.rfind('=');
    if (equals == row.npos) throw std::invalid_argument("line " + std::to_string(number) + ": " + studio::in_quotes(row) + " is not of the form Kick In=desk ch/01");
    auto place = trimmed(row.substr(equals + 1));
    const bool phantom = takes_away(place, "48V") || takes_away(place, "48 V");
    const auto name = trimmed(row.substr(0, equals));
    if (place.empty()) throw std::invalid_argument("line " + std::to_string(number) + ": " + studio::in_quotes(row) + " names no strip behind the =");
    return {number, std::string(name.empty() ? place : name), std::string(place), phantom};
}

}  // namespace

std::vector<NamedLine> parse_lines(std::string_view text)
{
    constexpr std::size_t most = 1000;
    std::vector<NamedLine> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto row = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (row.empty()) continue;
        if (lines.size() == most) throw std::invalid_argument("more than " + std::to_string(most) + " lines");
        lines.push_back(line_in(row, lines.size() + 1));
    }
    return lines;
}

std::optional<std::uint32_t> strip_named(const studio::Profile& profile, std::string_view words)
{
    const auto wanted = plain(trimmed(words.starts_with('/') ? words.substr(1) : words));
    for (std::uint32_t strip = 1; strip < profile.strips.size(); ++strip)
        if (plain(profile.strips[strip].path) == wanted || plain(profile.strips[strip].words) == wanted) return strip;
    return {};
}

std::string kind_of(std::string_view path)
{
    std::string kind;
    for (const char letter : path)
        if (!is_digit(letter)) kind += letter;
        else if (kind.empty() || kind.back() != '#') kind += '#';
    return kind;
}

}  // namespace recalld::check
