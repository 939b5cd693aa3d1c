#include "logbook/plain_letters.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;

TEST_CASE("letters of European languages lose their accents")
{
    const auto [text, plain] = GENERATE(table<std::string, std::string>({{"Café", "Cafe"}, {"ÀÉÎÕÜ", "AEIOU"}, {"Straße", "Strasse"}, {"Æther", "Aether"}, {"œuvre", "oeuvre"}, {"Øresund", "Oresund"},
        {"Łódź", "Lodz"}, {"Ångström", "Angstrom"}, {"Čeština", "Cestina"}, {"Ğüneş", "Gunes"}, {"Þór", "Thor"}, {"ĳs", "ijs"}, {"ñandú", "nandu"}, {"ÿ", "y"}}));
    CAPTURE(text);
    CHECK(plain_letters(text) == plain);
}

TEST_CASE("accents that join the letter before them fall, too")
{
    CHECK(plain_letters("Cafe\xcc\x81") == "Cafe");
    CHECK(plain_letters("n\xcc\x83" "a") == "na");
}

TEST_CASE("what is no letter divides words, but for an apostrophe")
{
    const auto [text, plain] = GENERATE(table<std::string, std::string>({{"Don't", "Dont"}, {"AC/DC", "AC DC"}, {"a_b-c.d", "a b c d"}, {"2 × 4", "2   4"}, {"東京", "  "}, {"🎚", " "}, {"", ""}, {"mix #3", "mix  3"}}));
    CAPTURE(text);
    CHECK(plain_letters(text) == plain);
}

TEST_CASE("bytes that are no text become nothing but blanks and letters")
{
    for (const auto* text : {"\xff", "\xc3", "\x80\x80", "a\xc3", "\xf0\x9f", "\xed\xa0\x80"}) {
        for (const char c : plain_letters(text)) CHECK((c == ' ' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')));
    }
}

TEST_CASE("signs that names should not have are listed once each")
{
    const auto [text, signs] = GENERATE(table<std::string, std::string>({{"Café & Co & é", "é blanks &"}, {"AB_01", ""}, {"", ""}, {"a b c d", "blanks"}, {"mix(1).wav", "( ) ."}, {"...", "."}, {"ü ü ü", "ü blanks"}}));
    CAPTURE(text);
    CHECK(foreign_signs(text) == signs);
}
