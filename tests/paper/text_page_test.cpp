#include "paper/text_page.hpp"

#include <catch2/catch.hpp>

using namespace recalld::paper;

TEST_CASE("text is cut at blanks, and inside a word only when it must be")
{
    CHECK(wrapped("kick snare hat", 10) == std::vector<std::string>{"kick snare", "hat"});
    CHECK(wrapped("abcdefghijkl", 5) == std::vector<std::string>{"abcde", "fghij", "kl"});
    CHECK(wrapped("", 5) == std::vector<std::string>{""});
    CHECK(wrapped("a\tb\x1b[31m", 20) == std::vector<std::string>{"a b [31m"});
}

TEST_CASE("a character is a column, however many bytes it has")
{
    CHECK(width_of("Flügelhorn ∞") == 12);
    CHECK(wrapped("äöüßäöüß", 4) == std::vector<std::string>{"äöüß", "äöüß"});
}

TEST_CASE("columns shrink until they fit the page")
{
    const std::string words(150, 'x');
    const auto text = columns({{"name", "words"}, {"Kick", words}}, 2, true);
    CHECK(text.substr(0, text.find('\n')) == "  name  words");
    std::size_t start = 0, lines = 0;
    for (auto end = text.find('\n'); end != std::string::npos; start = end + 1, end = text.find('\n', start), ++lines) CHECK(width_of(text.substr(start, end - start)) <= page_width);
    CHECK(lines == 4);
}
