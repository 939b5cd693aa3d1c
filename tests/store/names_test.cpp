#include "store/names.hpp"

#include "made_up.hpp"

using namespace recalld::store;
using Catch::Contains;

TEST_CASE("ordinary names are names")
{
    const auto name =
        GENERATE(as<std::string>(), "Mix 3", "x", "Süßer Song №1 🎸", "a.b:c", "7", "…", std::string(200, 'n'));
    CHECK(complaint_of([&] { check_name("version", name); }).empty());
}

TEST_CASE("names that nobody could say or print are refused, in words")
{
    const auto [name, words] = GENERATE(table<std::string, std::string>({
        {"", "must not be empty"},
        {"  ", "must not be empty"},
        {std::string(201, 'n'), "longer than 200 bytes"},
        {"a\nb", "control characters"},
        {std::string("a\0b", 3), "control characters"},
        {"a\x7f", "control characters"},
        {"Mix/3", "must not contain / or @: \"Mix/3\""},
        {"Mix@3", "must not contain / or @"},
        {"\xff", "not valid UTF-8"},
        {"\xc3", "not valid UTF-8"},
        {"\xc3(", "not valid UTF-8"},
        {"\xc0\xaf", "not valid UTF-8"},
        {"\xe0\x80\xaf", "not valid UTF-8"},
        {"\xed\xa0\x80", "not valid UTF-8"},
        {"\xf0\x80\x80\x80", "not valid UTF-8"},
        {"\xf4\x90\x80\x80", "not valid UTF-8"},
    }));
    CHECK_THAT(complaint_of([&, &bad = name] { check_name("version", bad); }),
               Contains("a version name") && Contains(words));
}

TEST_CASE("a version is named with or without its take")
{
    CHECK(parse_take("Mix 3").name == "Mix 3");
    CHECK(parse_take("Mix 3").take == 0);
    CHECK(parse_take("Mix 3@2").name == "Mix 3");
    CHECK(parse_take("Mix 3@2").take == 2);
}

TEST_CASE("what is no take is refused, in words")
{
    const auto words = GENERATE(as<std::string>(), "Mix 3@", "Mix 3@0", "Mix 3@-1", "Mix 3@two", "Mix 3@2x",
                                "Mix 3@1@2", "Mix 3@99999999999999999999");
    CHECK_THAT(complaint_of([&] { parse_take(words); }), Contains("is not a take") && Contains("Mix 3@1"));
}

TEST_CASE("what there is, is enumerated and not endless")
{
    CHECK(enumerated({}) == "there are none yet");
    CHECK(enumerated({"Mix 1"}) == "there is: \"Mix 1\"");
    CHECK(enumerated({"Mix 2", "Mix 1"}) == "there are: \"Mix 2\", \"Mix 1\"");
    CHECK_THAT(enumerated(std::vector<std::string>(20, "x")), Catch::EndsWith("\"x\" and 12 more"));
}
