#include "mackie/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace recalld::mackie {

namespace {

constexpr char unknown = '_';

/// U+00A0…U+017F, one letter each; `_` for those that are longer or have no likeness.
constexpr char32_t first_letter = 0xA0;
constexpr std::string_view letters =
    " !c___|___a\"_-___ 23'u_.,1o\"___?"
    "AAAAAA_CEEEEIIIIDNOOOOOxOUUUUY__"
    "aaaaaa_ceeeeiiiidnooooo/ouuuuy_y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi__"
    "JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo__RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(letters.size() == 0x180 - first_letter);

struct Fold {
    char32_t letter;
    std::string_view ascii;
};

constexpr Fold folds[] = {
    {0xC6, "AE"},   {0xDE, "Th"},   {0xDF, "ss"},   {0xE6, "ae"},    {0xFE, "th"},  {0x132, "IJ"},   {0x133, "ij"},
    {0x152, "OE"},  {0x153, "oe"},  {0x218, "S"},   {0x219, "s"},    {0x21A, "T"},  {0x21B, "t"},    {0x1E9E, "SS"},
    {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"}, {0x2018, "'"},   {0x2019, "'"},
    {0x201C, "\""}, {0x201D, "\""}, {0x2022, "*"},  {0x2026, "..."}, {0x202F, " "}, {0x20AC, "EUR"}, {0x2190, "<"},
    {0x2192, ">"},  {0x2212, "-"},  {0x221E, "oo"}, {0x266D, "b"},   {0x266F, "#"},
};

bool is_accent(char32_t letter) { return letter >= 0x300 && letter < 0x370; }

std::string_view folded(char32_t letter)
{
    const auto fold = std::ranges::find(folds, letter, &Fold::letter);
    if (fold != std::end(folds)) return fold->ascii;
    if (is_accent(letter)) return "";
    if (letter - first_letter >= letters.size()) return "_";
    return letters.substr(letter - first_letter, 1);
}

unsigned octet(std::string_view text, std::size_t index) { return static_cast<unsigned char>(text[index]); }

/// Bytes of the character that begins so; 0 for none.
std::size_t size_of(unsigned lead)
{
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

struct Taken {
    char32_t letter = 0;
    std::size_t size = 0;  ///< 0: broken
};

/// The character of several bytes at the front.
Taken front(std::string_view text)
{
    const auto size = size_of(octet(text, 0));
    if (size == 0 || size > text.size()) return {};
    char32_t letter = octet(text, 0) & (0x7fU >> size);
    for (std::size_t index = 1; index < size; ++index) {
        if ((octet(text, index) & 0xC0U) != 0x80) return {};
        letter = letter << 6 | (octet(text, index) & 0x3fU);
    }
    return {letter, size};
}

char printable(char letter) { return letter < ' ' || letter == 0x7f ? unknown : letter; }

}  // namespace

std::string ascii(std::string_view utf8)
{
    std::string result;
    result.reserve(utf8.size());
    while (!utf8.empty()) {
        const auto is_plain = octet(utf8, 0) < 0x80;
        const auto taken = is_plain ? Taken{} : front(utf8);
        if (is_plain)
            result += printable(utf8.front());
        else
            result += taken.size == 0 ? "_" : folded(taken.letter);
        utf8.remove_prefix(std::max<std::size_t>(taken.size, 1));
    }
    return result;
}

}  // namespace recalld::mackie
