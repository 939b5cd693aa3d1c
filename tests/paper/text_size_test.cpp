#include "paper/text_size.hpp"

#include <catch2/catch.hpp>

using namespace recalld::paper;
using Lines = std::vector<std::string>;

TEST_CASE("text is as wide as its letters, and grows with its size")
{
    CHECK(text_width("", 20) == 0);
    CHECK(text_width("00", 20) == Approx(2 * text_width("0", 20)));
    CHECK(text_width("abc", 20) == Approx(2 * text_width("abc", 10)));
    CHECK(text_width("W", 10) > text_width("i", 10));
    CHECK(text_width("µ", 10) == text_width("Ω", 10));
}

TEST_CASE("lines are broken between words, and behind slashes and hyphens")
{
    CHECK(wrapped("PEAK REDUCTION", 10, text_width("REDUCTION", 10)) == Lines{"PEAK", "REDUCTION"});
    CHECK(wrapped("PEAK REDUCTION", 10, 500) == Lines{"PEAK REDUCTION"});
    CHECK(wrapped("MIC/LINE", 10, text_width("MIC/L", 10)) == Lines{"MIC/", "LINE"});
    CHECK(wrapped("-10 dB", 10, 1) == Lines{"-10", "dB"});
    CHECK(wrapped("HI-", 10, 1) == Lines{"HI-"});
    CHECK(wrapped("", 10, 100).empty());
    CHECK(wrapped("  ", 10, 100).empty());
}

TEST_CASE("what does not fit is cut at a letter and says so")
{
    CHECK(fitted("THRESHOLD", 10, 500) == "THRESHOLD");
    const auto cut = fitted("THRESHOLD", 10, text_width("THRES", 10));
    CHECK(cut.ends_with("…"));
    CHECK(text_width(cut, 10) <= text_width("THRES", 10));
    CHECK(fitted("µµµµ", 10, text_width("µµµ", 10)) == "µµ…");
}
