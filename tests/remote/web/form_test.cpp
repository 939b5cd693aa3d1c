#include "remote/web/form.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote::web;

TEST_CASE("a form is read as browsers write it")
{
    const auto form = read_form("session=Night+Train&version=Mix%203%401&note=&tick=a&tick=b%26c&flag&=empty&&x=1=2");
    REQUIRE(form);
    CHECK(form->text("session") == "Night Train");
    CHECK(form->text("version") == "Mix 3@1");
    CHECK(form->text("note", "other").empty());
    CHECK(form->text("nowhere", "other") == "other");
    CHECK(form->all("tick") == std::vector<std::string>{"a", "b&c"});
    CHECK(form->has("flag"));
    CHECK_FALSE(form->has("nowhere"));
    CHECK(form->text("x") == "1=2");
    CHECK(form->text("") == "empty");
    CHECK(form->size() == 8);
    CHECK(read_form("")->size() == 0);
}

TEST_CASE("what is no text is no form")
{
    const std::string bad = GENERATE("a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "a=%c3", "a=%c0%80", "a=%ed%a0%80", "a=%f4%90%80%80", "a=%e0%80%80", "%=a", "a=%80");
    CAPTURE(bad);
    CHECK_FALSE(read_form(bad));
}

TEST_CASE("all of Unicode passes, and comes back as it went")
{
    const std::string text = GENERATE(as<std::string>{}, "Müller & Söhne", "夜行列車", "🎚 fader/100 %", "a+b=c?d#e", "-_.~", "tab\tline\n");
    CAPTURE(text);
    CHECK(percent_decode(percent_encode(text)) == text);
    CHECK(read_form("x=" + percent_encode(text))->text("x") == text);
    CHECK(percent_encode(text).find_first_of(" &=?#/+\n\t\"<>") == std::string::npos);
}

TEST_CASE("a form is bounded")
{
    CHECK(read_form(std::string(longest_form, 'a')));
    CHECK_FALSE(read_form(std::string(longest_form + 1, 'a')));
    std::string many;
    for (std::size_t i = 0; i < most_fields; ++i) many += "a=b&";
    CHECK(read_form(many)->size() == most_fields);
    CHECK_FALSE(read_form(many + "a=b"));
}
