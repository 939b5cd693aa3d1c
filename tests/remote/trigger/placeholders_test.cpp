#include "remote/trigger/placeholders.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote;
using Catch::Matchers::Contains;

namespace {

const Placeholders values{{"1", "Mix 4"}, {"2", "$1"}, {"program", "3"}, {"version", "Mix 3"}};

}  // namespace

TEST_CASE("placeholders are filled in once")
{
    const auto [text, filled] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"Mix 1", "Mix 1"},
        {"$1", "Mix 4"},
        {"Mix $program", "Mix 3"},
        {"$program$program/$1!", "33/Mix 4!"},
        {"$12", "Mix 42"},          // one digit is the name
        {"$2", "$1"},               // what came is not read again
        {"5 $$ and $$1", "5 $ and $1"},
        {"$version", "Mix 3"},
    }));
    CHECK(placeholder_fault(text).empty());
    CHECK(fill(text, values) == filled);
}

TEST_CASE("what is missing is named")
{
    CHECK_THROWS_WITH(fill("$3", values), Contains("$3 is missing"));
    CHECK_THROWS_WITH(fill("x $bank", values), Contains("$bank is missing"));
}

TEST_CASE("a placeholder that there is not is found before anybody presses")
{
    CHECK_THAT(placeholder_fault("Mix $programm"), Contains("there is no $programm; did you mean \"program\"?"));
    CHECK_THAT(placeholder_fault("5 $"), Contains("$$"));
    CHECK_THAT(placeholder_fault("$0"), Contains("$$"));
    CHECK_THAT(placeholder_fault("$-1"), Contains("$$"));
    CHECK_FALSE(has_placeholders("5 $$"));
    CHECK(has_placeholders("a $value"));
}

TEST_CASE("arguments are numbered from 1, and nine have a name")
{
    CHECK(numbered({"a", "b"}) == Placeholders{{"1", "a"}, {"2", "b"}});
    CHECK(numbered(std::vector<std::string>(20, "x")).size() == 9);
}
