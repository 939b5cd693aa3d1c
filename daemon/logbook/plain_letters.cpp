#include "logbook/plain_letters.hpp"

#include <array>
#include <utility>

namespace recalld::logbook {

namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// The bytes of the sign that begins there.
std::string_view sign_at(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
    return text.substr(at, end - at);
}

/// Of two bytes: U+0080 … U+07FF, where accents live.
unsigned code_of(std::string_view sign)
{
    return sign.size() != 2 ? 0 : ((static_cast<unsigned char>(sign[0]) & 0x1fU) << 6U) | (static_cast<unsigned char>(sign[1]) & 0x3fU);
}

// U+00C0 … U+017F, a letter each; `*` has two, ` ` has none.
constexpr std::string_view latin =
    "AAAAAA*CEEEEIIII"
    "DNOOOOO OUUUUY**"
    "aaaaaa*ceeeeiiii"
    "dnooooo ouuuuy*y"
    "AaAaAaCcCcCcCcDd"
    "DdEeEeEeEeEeGgGg"
    "GgGgHhHhIiIiIiIi"
    "Ii**JjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOo"
    "Oo**RrRrRrSsSsSs"
    "SsTtTtTtUuUuUuUu"
    "UuUuWwYyYZzZzZzs";
static_assert(latin.size() == 0x180 - 0xc0);

constexpr std::array<std::pair<unsigned, const char*>, 9> pairs{
    {{0xc6, "Ae"}, {0xde, "Th"}, {0xdf, "ss"}, {0xe6, "ae"}, {0xfe, "th"}, {0x132, "IJ"}, {0x133, "ij"}, {0x152, "Oe"}, {0x153, "oe"}}};

std::string plain_sign(unsigned code)
{
    if (code >= 0x300 && code < 0x370) return {};   // an accent that joins the letter before it
    for (const auto& [known, letters] : pairs)
        if (known == code) return letters;
    return code >= 0xc0 && code < 0x180 ? std::string(1, latin[code - 0xc0]) : " ";
}

}  // namespace

std::string plain_letters(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto sign = sign_at(text, at);
        at += sign.size();
        if (sign.size() > 1) plain += plain_sign(code_of(sign));
        else if (sign[0] != '\'') plain += is_plain(sign[0]) ? sign[0] : ' ';   // Don't is one word
    }
    return plain;
}

std::string foreign_signs(std::string_view text)
{
    std::string found;
    for (std::size_t at = 0; at < text.size();) {
        const auto sign = sign_at(text, at);
        at += sign.size();
        const bool is_wanted = sign.size() == 1 && (is_plain(sign[0]) || sign[0] == '_');
        const std::string_view words = sign == " " ? "blanks" : sign;
        if (!is_wanted && found.find(words) == std::string::npos) found += (found.empty() ? "" : " ") + std::string(words);
    }
    return found;
}

}  // namespace recalld::logbook
