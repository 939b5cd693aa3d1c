#include "logbook/alternates.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace recalld::logbook;

TEST_CASE("a mix is known however people write it")
{
    const auto [word, code] = GENERATE(table<std::string, std::string>({{"Acappella", "ACA"}, {"a cappella", "ACA"}, {"tv mix", "TV"}, {"TV-Track", "TV"}, {"all-vocals-up", "AVU"}, {"Vocal Up", "AVU"},
        {"mstr", "MSTR"}, {"Master", "MSTR"}, {"stereo mix", ""}, {"full mix", "MSTR"}, {"INSTRUMENTAL", "INST"}, {"stem", "STEMS"}, {"radio edit", "EDIT"}, {"dirty", "EXPL"}, {"clean", "CLEAN"},
        {"lead vocal down", "LVD"}, {"Final", ""}, {"", ""}, {"-- ", ""}, {"main mainmix", ""}}));
    CAPTURE(word);
    const auto* found = alternate_named(word);
    CHECK((found ? std::string(found->code) : std::string()) == code);
}

TEST_CASE("each mix has a code, a word for file names and words for people, all of its own")
{
    std::set<std::string_view> codes, names, words;
    for (const auto& one : alternates()) {
        CAPTURE(one.code);
        CHECK(codes.insert(one.code).second);
        CHECK(names.insert(one.in_name).second);
        CHECK(words.insert(one.words).second);
        CHECK(alternate_named(one.code) == &one);
        CHECK(alternate_named(one.in_name) == &one);
        CHECK(one.in_name.find_first_of(" _-.") == std::string_view::npos);
    }
}

TEST_CASE("no other spelling means two mixes")
{
    for (const auto& one : alternates()) {
        std::string_view rest = one.also;
        while (!rest.empty()) {
            const auto word = rest.substr(0, rest.find(' '));
            CAPTURE(word);
            CHECK(alternate_named(word) == &one);
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        }
    }
}

TEST_CASE("the list of codes names each, the main mix first")
{
    const auto codes = alternate_codes();
    CHECK(codes.starts_with("MSTR, INST, ACA"));
    for (const auto& one : alternates()) CHECK(codes.find(one.code) != std::string::npos);
}
