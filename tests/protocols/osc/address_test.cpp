#include "osc/address.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>

using namespace recalld::osc;

namespace {

/// The plain definition of ? and *, as slow as it is short: the oracle for short patterns.
bool matches_slowly(std::string_view pattern, std::string_view address)
{
    if (pattern.empty()) return address.empty();
    const auto rest = pattern.substr(1);
    const bool takes_one =
        !address.empty()
        && (pattern[0] == address[0] || (address[0] != '/' && (pattern[0] == '?' || pattern[0] == '*')));
    if (pattern[0] == '*')
        return matches_slowly(rest, address) || (takes_one && matches_slowly(pattern, address.substr(1)));
    return takes_one && matches_slowly(rest, address.substr(1));
}

std::string repeated(std::string_view piece, int times)
{
    std::string text;
    for (; times > 0; --times) text += piece;
    return text;
}

}  // namespace

TEST_CASE("a pattern matches what OSC 1.0 says")
{
    const auto [pattern, address] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix", "/ch/01/mix"},
        {"/ch/0?/mix", "/ch/03/mix"},
        {"/ch/?3?/mix", "/ch/033/mix"},
        {"/ch/*/mix", "/ch/03/mix"},
        {"/*/*/mix", "/ch/03/mix"},
        {"/ch/*", "/ch/03"},
        {"/ch/*", "/ch/"},
        {"/ch/0*3/mix", "/ch/03/mix"},
        {"/c*h/01", "/ch/01"},
        {"/**", "/ch"},
        {"*", ""},
        {"/ch/0[1-4]", "/ch/03"},
        {"/ch/0[135]", "/ch/03"},
        {"/ch/[0-1][0-9]", "/ch/17"},
        {"/ch/0[!1-2]", "/ch/03"},
        {"/ch/0[!-]", "/ch/03"},
        {"/ch/0[a-]", "/ch/0-"},
        {"/ch/0[-a]", "/ch/0-"},
        {"/ch/0[a!]", "/ch/0!"},
        {"/ch/0[!]", "/ch/03"},
        {"/ch/01/{mix,eq}", "/ch/01/eq"},
        {"/{ch,bus,mtx}/01", "/mtx/01"},
        {"/{a,ab}b", "/ab"},
        {"/{a,ab}b", "/abb"},
        {"/{,x}a", "/a"},
        {"/{a,b}{c,d}", "/bc"},
        {"/{ch}/*/{mix,config}/[fn]*", "/ch/12/config/name"},
        {"/a]b}", "/a]b}"},
        {"/?]", "/a]"},
    }));
    CAPTURE(pattern, address);
    CHECK(matches(pattern, address));
}

TEST_CASE("a pattern does not match what OSC 1.0 does not say")
{
    const auto [pattern, address] = GENERATE(table<std::string, std::string>({
        {"/ch/01/mix", "/ch/01/mi"},
        {"/ch/01/mix", "/ch/01/mixx"},
        {"/ch/01", "/CH/01"},
        {"/ch/?", "/ch/03"},
        {"/ch/?", "/ch/"},
        {"/ch?01", "/ch/01"},
        {"/ch*01", "/ch/01"},
        {"/*", "/ch/01"},
        {"*", "/ch"},
        {"/ch/0[1-2]", "/ch/03"},
        {"/ch/0[!1-3]", "/ch/03"},
        {"/ch[!a]01", "/ch/01"},
        {"/ch[.-0]01", "/ch/01"},
        {"/ch/0[4-1]", "/ch/03"},
        {"/ch/[]", "/ch/"},
        {"/ch/[]", "/ch/]"},
        {"/ch/0[1-4", "/ch/03"},
        {"/ch/{01", "/ch/01"},
        {"/{ch/01}", "/ch/01"},
        {"/{ch,bus}/01", "/main/01"},
        {"/{ch,bus}/01", "/chbus/01"},
        {"/{ch,bus}/01", "/ch,bus/01"},
        {"", "/ch"},
        {"/ch/*", ""},
    }));
    CAPTURE(pattern, address);
    CHECK_FALSE(matches(pattern, address));
}

TEST_CASE("fast and slow matching agree")
{
    std::mt19937 engine(99);
    const auto random_text = [&engine](std::string_view letters, std::size_t most) {
        std::string text(engine() % (most + 1), ' ');
        for (auto& letter : text) letter = letters[engine() % letters.size()];
        return text;
    };
    int hits = 0;
    for (int round = 0; round < 50000; ++round) {
        const auto pattern = random_text("ab/*?*", 7);
        const auto address = random_text("ab/", 7);
        CAPTURE(pattern, address);
        const bool expected = matches_slowly(pattern, address);
        if (matches(pattern, address) != expected) FAIL("they differ");
        hits += expected ? 1 : 0;
    }
    CHECK(hits > 500);
}

TEST_CASE("patterns made to take for ever do not")
{
    const auto most = static_cast<int>(max_address);
    const auto letters = repeated("a", most);
    CHECK(matches(repeated("*", most), letters));
    CHECK_FALSE(matches(repeated("*a", most / 2) + "b", letters));
    CHECK_FALSE(matches(repeated("*?", most / 2) + "b", letters));
    CHECK_FALSE(matches(repeated("{a,aa,aaa}", most / 10) + "b", letters));
    CHECK(matches(repeated("{,a}", 60), repeated("a", 50)));
    CHECK_FALSE(matches(repeated("*", 10000), letters));
    CHECK_FALSE(matches(repeated("*", 10000), repeated("a", 60000)));
    CHECK_FALSE(matches("*", repeated("a", most + 1)));
    CHECK_FALSE(matches(repeated("[", 10000), letters));
}

TEST_CASE("a plain address of any length equals itself")
{
    const auto address = repeated("/a", 1000);
    CHECK(matches(address, address));
    CHECK_FALSE(matches(address, address + "/"));
    CHECK(matches("", ""));
}

TEST_CASE("a pattern is told from an address")
{
    CHECK(is_pattern("/ch/*"));
    CHECK(is_pattern("/ch/0?"));
    CHECK(is_pattern("/ch/[1"));
    CHECK(is_pattern("/{a"));
    CHECK_FALSE(is_pattern("/ch/01"));
    CHECK_FALSE(is_pattern(""));
}

TEST_CASE("addresses join with one slash")
{
    const auto [front, back, whole] = GENERATE(table<std::string, std::string, std::string>({
        {"/ch/01", "mix", "/ch/01/mix"},
        {"/ch/01/", "mix", "/ch/01/mix"},
        {"/ch/01", "/mix", "/ch/01/mix"},
        {"/ch/01/", "/mix", "/ch/01/mix"},
        {"ch/01", "mix/fader", "ch/01/mix/fader"},
        {"/", "info", "/info"},
        {"", "info", "info"},
        {"/ch", "", "/ch"},
    }));
    CHECK(join(front, back) == whole);
}

TEST_CASE("a leading slash comes off once")
{
    CHECK(without_slash("/ch/01") == "ch/01");
    CHECK(without_slash("ch/01") == "ch/01");
    CHECK(without_slash("//ch") == "/ch");
    CHECK(without_slash("/").empty());
    CHECK(without_slash("").empty());
}
