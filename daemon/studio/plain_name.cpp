#include "studio/plain_name.hpp"

namespace recalld::studio {

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

std::string plain_name(std::string_view name)
{
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (is_padding(name, i)) continue;
        if (!is_gap(name[i])) plain += small(name[i]);
        else if (!plain.empty() && plain.back() != '/') plain += '/';
    }
    if (plain.ends_with('/')) plain.pop_back();
    return plain;
}

}  // namespace recalld::studio
