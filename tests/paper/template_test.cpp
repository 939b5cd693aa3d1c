#include "paper/template.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

namespace paper = recalld::paper;
using Json = nlohmann::ordered_json;

namespace {

std::string_view partial(std::string_view name) { return name == "row" ? std::string_view("<li>{{name}}</li>") : name == "broken" ? std::string_view("{{#open}}") : std::string_view(); }

}  // namespace

TEST_CASE("what is filled in is escaped for HTML unless the template says otherwise")
{
    const Json view = {{"name", "<b>\"Kick\" & 'Snare'</b>"}};
    CHECK(paper::fill("{{name}}", view) == "&lt;b&gt;&quot;Kick&quot; &amp; &apos;Snare&apos;&lt;/b&gt;");
    CHECK(paper::fill("{{&name}}", view) == "<b>\"Kick\" & 'Snare'</b>");
    CHECK(paper::fill("{{{name}}}", view) == "<b>\"Kick\" & 'Snare'</b>");
}

TEST_CASE("null, false, nothing and none do not open a section; zero does")
{
    const auto [json, opens] = GENERATE(table<Json, bool>({{nullptr, false}, {false, false}, {"", false}, {Json::array(), false}, {0, true}, {"0", true}, {true, true},
                                                           {Json::object({{"a", 1}}), true}, {Json::array({1}), true}}));
    CAPTURE(json);
    CHECK(paper::fill("{{#it}}open{{/it}}{{^it}}shut{{/it}}", {{"it", json}}) == (opens ? "open" : "shut"));
}

TEST_CASE("numbers print as they are, lists item by item")
{
    CHECK(paper::fill("{{a}} {{b}} {{c}}", {{"a", 8493}, {"b", -6.5}, {"c", 0}}) == "8493 -6.5 0");
    CHECK(paper::fill("{{#all}}[{{.}}]{{/all}}", {{"all", {"x", "<"}}}) == "[x][&lt;]");
    CHECK(paper::fill("{{#all}}{{name}}{{outer}} {{/all}}", {{"outer", "!"}, {"all", {{{"name", "a"}}, {{"name", "b"}}}}}) == "a! b! ");
}

TEST_CASE("partials are found by name and see the item they stand in")
{
    CHECK(paper::fill("{{#all}}{{> row}}{{/all}}", {{"all", {{{"name", "a"}}, {{"name", "&"}}}}}, partial) == "<li>a</li><li>&amp;</li>");
}

TEST_CASE("a wrong template is our own mistake and says so")
{
    CHECK_THROWS_AS(paper::fill("{{#open}}never shut", {}), std::logic_error);
    CHECK_THROWS_WITH(paper::fill("{{> nobody}}", {}, partial), "a template names the partial nobody, which is not there");
    CHECK_THROWS_AS(paper::fill("{{> nobody}}", {}), std::logic_error);
    CHECK_THROWS_AS(paper::fill("{{> broken}}", {}, partial), std::logic_error);
}
