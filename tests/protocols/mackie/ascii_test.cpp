#include "mackie/ascii.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using recalld::mackie::ascii;

TEST_CASE("names fold to what a display can show")
{
    const auto [utf8, shown] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"Vox 1", "Vox 1"},
        {"Café", "Cafe"},
        {"Groß", "Gross"},
        {"Hall…", "Hall..."},
        {"Übertöne", "Ubertone"},
        {"Señor Çedille", "Senor Cedille"},
        {"Ærø", "AEro"},
        {"Þór", "Thor"},
        {"Œuvre œuf", "OEuvre oeuf"},
        {"Łódź", "Lodz"},
        {"Dvořák", "Dvorak"},
        {"Şebnem Ğ ı", "Sebnem G i"},
        {"Țară Ș", "Tara S"},
        {"IJsselmeer ij", "IJsselmeer ij"},
        {"ŉ ĸ ſ", "n k s"},
        {"Cafe\xCC\x81", "Cafe"},
        {"a–b — “c” ‘d’", "a-b - \"c\" 'd'"},
        {"C♯ B♭ −oo ∞", "C# Bb -oo oo"},
        {"5 × 3 ÷ 2 µ", "5 x 3 / 2 u"},
        {"Привет", "______"},
        {"鼓", "_"},
        {"🥁 kit", "_ kit"},
        {"a\tb\nc\x7F", "a_b_c_"},
        {"a\xC2\xA0"
         "b",
         "a b"},
    }));
    CHECK(ascii(utf8) == shown);
}

TEST_CASE("broken UTF-8 is an underscore a byte")
{
    const auto [bytes, shown] = GENERATE(table<std::string, std::string>({
        {"\xC3", "_"},
        {"\xC3(", "_("},
        {"\x80z", "_z"},
        {"\xC0\x80", "__"},
        {"\xE2\x80", "__"},
        {"\xE2\x80z", "__z"},
        {"\xF0\x9F\xA5", "___"},
        {"\xF5\x80\x80\x80", "____"},
        {"\xFF\xFE", "__"},
    }));
    CHECK(ascii(bytes) == shown);
}

TEST_CASE("nothing but printable ASCII comes out, whatever two bytes go in")
{
    const auto is_printable = [](char letter) { return letter >= ' ' && letter <= '~'; };
    for (int pair = 0; pair < 0x10000; ++pair) {
        const std::string text{static_cast<char>(pair >> 8), static_cast<char>(pair & 0xff), 'x'};
        const auto shown = ascii(text);
        if (!std::ranges::all_of(shown, is_printable) || shown.empty()) FAIL(pair);
    }
}
