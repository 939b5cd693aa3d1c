#include "load/nearest_word.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;

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
    CHECK(in_quotes(std::string(70, 'x')) == "\"" + std::string(60, 'x') + "…\"");
}
