#include "logbook/subject.hpp"

namespace recalld::logbook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_gap(char c) { return c == ' ' || c == '/'; }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Of a number only what counts: 07 is 7, and 0 stays 0.
bool is_padding(std::string_view text, std::size_t at)
{
    if (text[at] != '0' || at + 1 == text.size() || !is_digit(text[at + 1])) return false;
    while (at > 0 && text[at - 1] == '0') --at;
    return at == 0 || is_gap(text[at - 1]);
}

}  // namespace

std::string plain_subject(std::string_view subject)
{
    std::string plain;
    for (std::size_t i = 0; i < subject.size(); ++i) {
        if (is_padding(subject, i)) continue;
        if (!is_gap(subject[i])) plain += small(subject[i]);
        else if (!plain.empty() && plain.back() != '/') plain += '/';
    }
    if (plain.ends_with('/')) plain.pop_back();
    return plain;
}

bool is_same_subject(std::string_view a, std::string_view b) { return plain_subject(a) == plain_subject(b); }

bool is_part_of(std::string_view part, std::string_view whole)
{
    const auto inner = plain_subject(part), outer = plain_subject(whole);
    return !outer.empty() && inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

}  // namespace recalld::logbook
