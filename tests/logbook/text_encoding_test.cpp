#include "logbook/text_encoding.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;
using namespace std::string_literals;
using Catch::Matchers::Contains;

TEST_CASE("text is read by its mark, and by guess where there is none")
{
    const auto [bytes, text, encoding] = GENERATE(table<std::string, std::string, std::string>({
        {"", "", "UTF-8"},
        {"Flügel", "Flügel", "UTF-8"},
        {"\xef\xbb\xbf" "Flügel", "Flügel", "UTF-8"},
        {"\xff\xfe" "F\0l\0\xfc\0"s, "Flü", "UTF-16"},
        {"\xfe\xff" "\0F\0l\0\xfc"s, "Flü", "UTF-16"},
        {"F\0l\0\xfc\0g\0"s, "Flüg", "UTF-16"},
        {"\xff\xfe\x3d\xd8\x00\xde"s, "\xf0\x9f\x98\x80", "UTF-16"},
        {"Fl\xfcgel, Gr\xf6\xdf" "e", "Flügel, Größe", "Windows Latin 1"},
        {"Fl\x9fgel, Gr\x9a\xa7" "e", "Flügel, Größe", "Mac Roman"},
        {"Andr\xe9 voix", "André voix", "Windows Latin 1"},
        {"Andr\x8e voix", "André voix", "Mac Roman"},
        {"\x80udio", "Äudio", "Mac Roman"},
    }));
    CAPTURE(text);
    const auto read = decode_text(bytes);
    CHECK(read.utf8 == text);
    CHECK(read.encoding == encoding);
    CHECK(is_utf8(read.utf8));
}

TEST_CASE("a guess is called one, and what is broken is counted")
{
    CHECK(encoding_advice(decode_text("plain")).empty());
    CHECK_THAT(encoding_advice(decode_text("Fl\x9fgel")), Contains("Mac Roman") && Contains("guess"));
    const auto broken = decode_text("\xff\xfe\x00\xd8" "a\0b"s);
    CHECK(broken.replaced == 2);
    CHECK_THAT(encoding_advice(broken), Contains("2 broken characters"));
}

TEST_CASE("text is cut at whole characters")
{
    CHECK(cut_utf8("Flügel", 3) == "Fl");
    CHECK(cut_utf8("Flügel", 4) == "Flü");
    CHECK(cut_utf8("ab", 5) == "ab");
    for (const auto* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80"}) CHECK_FALSE(is_utf8(bad));
}
