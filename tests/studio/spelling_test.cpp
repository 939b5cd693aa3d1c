#include "studio/spelling.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("letters that must change to make one word of the other")
{
    const auto [a, b, distance] = GENERATE(table<std::string, std::string, std::size_t>({
        {"", "", 0}, {"eq", "eq", 0}, {"eq", "", 2}, {"", "eq", 2}, {"sends", "send", 1}, {"routng", "routing", 1},
        {"gate", "fate", 1}, {"mix", "fx", 2}, {"kitten", "sitting", 3},
        {"fho", "foh", 1}, {"ruoting", "routing", 1}, {"ab", "ba", 1}, {"abc", "cab", 2},
    }));
    CHECK(edit_distance(a, b) == distance);
    CHECK(edit_distance(b, a) == distance);
}

TEST_CASE("only a near word is suggested")
{
    const std::vector<std::string> known{"sends", "routing", "eq", "@vocals"};
    CHECK(nearest_word("@vocal", known) == "@vocals");
    CHECK(nearest_word("ruoting", known) == "routing");
    CHECK(nearest_word("weather", known).empty());
    CHECK(nearest_word("send", {}).empty());
}

TEST_CASE("the nearest word is the one that was meant")
{
    const std::vector<std::string> known{"host", "kind", "port", "mute_first", "gain_jump"};
    const auto [word, meant] = GENERATE(table<std::string, std::string>({{"port", "port"},
                                                                         {"prot", "port"},
                                                                         {"por", "port"},
                                                                         {"ports", "port"},
                                                                         {"post", "host"},
                                                                         {"hots", "host"},
                                                                         {"mutefirst", "mute_first"},
                                                                         {"gain-jump", "gain_jump"},
                                                                         {"gainjmp", "gain_jump"},
                                                                         {"volume", ""},
                                                                         {"x", ""},
                                                                         {"", ""}}));
    CAPTURE(word);
    CHECK(nearest_word(word, known) == meant);
}

TEST_CASE("a suggestion ends the sentence")
{
    CHECK(did_you_mean("prot", {"port"}) == "; did you mean \"port\"?");
    CHECK(did_you_mean("volume", {"port"}).empty());
    CHECK(did_you_mean(std::string(5000, 'x'), {"port"}).empty());
    CHECK(did_you_mean("port", {std::string(5000, 'x')}).empty());
}

TEST_CASE("quoted text stays on one short line")
{
    CHECK(in_quotes("two\nlines") == "\"two lines\"");
    CHECK(in_quotes("\x1b[2J\x7f") == "\" [2J \"");
    CHECK(in_quotes(std::string(70, 'x')) == "\"" + std::string(60, 'x') + "…\"");
}

TEST_CASE("a quotation is not cut inside a letter")
{
    CHECK(in_quotes(std::string(59, 'x') + "ößt") == "\"" + std::string(59, 'x') + "…\"");
    CHECK(in_quotes("größe") == "\"größe\"");
}
