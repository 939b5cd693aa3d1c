#include "logbook/text_lines.hpp"

#include <algorithm>
#include <charconv>

namespace recalld::logbook {

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The point among points and commas: the last of them when both stand there, else a single one.
std::size_t point_in(std::string_view text)
{
    const auto comma = text.rfind(','), dot = text.rfind('.');
    if (comma != text.npos && dot != text.npos) return std::max(comma, dot);
    const auto at = comma == text.npos ? dot : comma;
    return at != text.npos && text.find(text[at]) != at ? text.npos : at;   // several of one kind part thousands
}

}  // namespace

void LineMessages::add(std::size_t line, std::string text)
{
    if (kept.size() < most) kept.push_back({line, std::move(text)});
    else ++more;
}

std::optional<std::string_view> TextLines::cut()
{
    if (rest_.empty()) return std::nullopt;
    const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const auto line = rest_.substr(0, end);
    const bool is_pair = rest_.substr(end).starts_with("\r\n");
    rest_.remove_prefix(std::min(end + (is_pair ? 2u : 1u), rest_.size()));
    return line;
}

std::optional<TextLine> TextLines::next()
{
    auto line = cut();
    ++number_;
    while (line && line->starts_with(skipped_mark)) {
        std::size_t number = 0;
        const auto* last = line->data() + line->size();
        if (std::from_chars(line->data() + 1, last, number).ec == std::errc{} && number >= number_) number_ = number;
        line = cut();
    }
    if (!line) return std::nullopt;
    return TextLine{number_, *line};
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split_at(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> read_any_number(std::string_view text)
{
    text = trimmed(text);
    const auto point = point_in(text);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool is_sign = (c == '-' || c == '+') && i == 0;
        if (i == point) plain += '.';
        else if (is_digit(c) || (is_sign && c == '-')) plain += c;
        else if (!is_sign && std::string_view(" ,.'\xc2\xa0\xe2\x80\xaf").find(c) == std::string_view::npos) return std::nullopt;
    }
    double number = 0;
    const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::fixed);
    if (fault != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
    return number;
}

std::string lower(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

}  // namespace recalld::logbook
