#include "studio/nearest_choice.hpp"

#include <catch2/catch.hpp>

using namespace recalld::studio;

TEST_CASE("of choices that are numbers the nearest number is meant, and otherwise the nearest word")
{
    using Words = std::vector<std::string>;
    const Words buttons{"none", "20", "12", "20+12", "8", "20+8", "4", "8+4"}, ratios{"2:1", "4:1", "10:1", "limit"}, trims{"-8", "-4", "0", "+4", "+8 dB"};
    const auto [word, known, meant] = GENERATE_REF(table<std::string, Words, std::string>({{"5", buttons, "4"},
                                                                                           {"7", buttons, "8"},
                                                                                           {"100", buttons, "20"},
                                                                                           {"nnoe", buttons, "none"},
                                                                                           {"5:1", ratios, "4:1"},
                                                                                           {"9", ratios, "10:1"},
                                                                                           {"limits", ratios, "limit"},
                                                                                           {"-3", trims, "-4"},
                                                                                           {"+9 dB", trims, "+8 dB"},
                                                                                           {"9", {"GR", "OFF"}, ""},
                                                                                           {"9", {}, ""}}));
    CAPTURE(word);
    CHECK(nearest_choice(word, known) == meant);
}
