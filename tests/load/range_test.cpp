#include "load/range.hpp"

#include <catch2/catch.hpp>

using namespace recalld::load;

namespace {

std::string expanded(const std::string& pattern, const Bindings& outer = {})
{
    std::string all;
    for (const Expansion& expansion : Pattern(pattern).expand(outer)) all += (all.empty() ? "" : " ") + expansion.text;
    return all;
}

std::string complaint_about(const std::string& pattern)
{
    try {
        Pattern(pattern).expand();
    } catch (const RangeError& error) {
        return std::to_string(error.at) + ": " + error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a pattern expands to every combination")
{
    const auto [pattern, texts] = GENERATE(table<std::string, std::string>(
        {{"config/routing", "config/routing"},
         {"", ""},
         {"ch/{n:1..4:02}", "ch/01 ch/02 ch/03 ch/04"},
         {"{n:0..3:03}", "000 001 002 003"},
         {"{n:8..11}", "8 9 10 11"},
         {"{n:9..10:02}", "09 10"},
         {"{n:5..5}", "5"},
         {"{b:1..15/2:02}", "01 03 05 07 09 11 13 15"},
         {"{b:1..8/3}", "1 4 7"},
         {"{s:A,B,C}", "A B C"},
         {"outputs/{s:main,aux,p16}/{n:1..2:02}",
          "outputs/main/01 outputs/main/02 outputs/aux/01 outputs/aux/02 outputs/p16/01 outputs/p16/02"},
         {"{n:1..2}/{b:1..3/2:02}", "1/01 1/03 2/01 2/03"},
         {"{n:1..3/2}-{n+1}", "1-2 3-4"},
         {"{n:1..2:02}/{n}", "01/1 02/2"},
         {"{n:1..2}/{n:03}", "1/001 2/002"},
         {"{n:9..9}{n+1:03}{n-1}", "90108"},
         {"{s:A,B}={s}", "A=A B=B"},
         {"{n:99998..99999}", "99998 99999"}}));
    CHECK(expanded(pattern) == texts);
}

TEST_CASE("a pattern uses what stands further out")
{
    const Bindings outer{{"n", "03", 3, true}, {"s", "left", 0, false}};
    CHECK(expanded("fx/{n}/par/{p:1..2:02}", outer) == "fx/3/par/01 fx/3/par/02");
    CHECK(Pattern("send {n+1:02} {s}").fill(outer) == "send 04 left");
    CHECK_THROWS_WITH(Pattern("{s+1}").fill(outer), "s stands for words, not numbers");
    CHECK_THROWS_WITH(Pattern("{s:02}").fill(outer), "s stands for words, not numbers");
    CHECK_THROWS_WITH(Pattern("{n-4}").fill(outer), "the sum falls below 0");
    CHECK_THROWS_WITH(Pattern("{b:1..2}").fill(outer), "nothing may be counted here");
    CHECK_THROWS_WITH(Pattern("{n:1..2}").expand(outer), "n is counted already");
}

TEST_CASE("an expansion knows what its names stand for")
{
    const auto results = Pattern("ch/{n:7..8:02}/{s:a,b}").expand();
    REQUIRE(results.size() == 4);
    REQUIRE(results[3].bindings.size() == 2);
    CHECK(results[3].bindings[0].number == 8);
    CHECK(results[3].bindings[1].word == "b");
    CHECK(Pattern("{n}").has_ranges() == false);
    CHECK(Pattern("{n:1..2}").has_ranges());
}

TEST_CASE("a bad pattern says where")
{
    const auto [pattern, message] = GENERATE(table<std::string, std::string>(
        {{"ch/{n:1..4", "10: expected }"},
         {"ch/}", "3: a } without its {"},
         {"ch/{}", "4: expected a name behind {, as in {n:1..4}"},
         {"ch/{1..4}", "4: expected a name behind {, as in {n:1..4}"},
         {"ch/{n}", "4: nothing counts n here"},
         {"{n+}", "3: expected a number 0 … 99999"},
         {"{n+1", "4: expected }"},
         {"{n:1.4}", "3: a width is written 02"},
         {"{n:1..}", "6: expected a number 0 … 99999"},
         {"{n:..4}", "3: expected a number 0 … 99999"},
         {"{n:-1..4}", "3: expected a number 0 … 99999"},
         {"{n:1..100000}", "6: expected a number 0 … 99999"},
         {"{n:1..99999999999999}", "6: expected a number 0 … 99999"},
         {"{n:4..1}", "7: a range counts upwards"},
         {"{n:1..4/0}", "9: a step of 0 never arrives"},
         {"{n:1..4:2}", "8: a width is written 02"},
         {"{n:1..4:00}", "10: a width is written 02"},
         {"{n:1..4:010}", "11: a width is written 02"},
         {"{n:1..4 }", "7: expected }"},
         {"{s:A,,B}", "5: an empty word in a list"},
         {"{s:A,}", "5: an empty word in a list"},
         {"{n:1..2}{n:1..2}", "9: n is counted already"},
         {"{n:1..20001}", "1: more than 20000 combinations"},
         {"{a:1..200}{b:1..101}", "11: more than 20000 combinations"},
         {"{a:0..99999}{b:0..99999}{c:0..99999}{d:0..99999}", "1: more than 20000 combinations"}}));
    CHECK(complaint_about(pattern) == message);
}

TEST_CASE("twenty thousand combinations are allowed")
{
    CHECK(Pattern("{n:1..20000}").expand().size() == most_expansions);
}
