#include "paper/book.hpp"

#include <catch2/catch.hpp>

#include <iostream>
#include <set>

#include "paper/small_book.hpp"
#include "paper/text_page.hpp"

using namespace recalld::paper;
using namespace recalld::paper::test;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

namespace {

const std::vector<std::string> house_secrets{"faults", "Log", "line check"};

std::size_t times(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

std::string html_escaped(std::string text)
{
    for (const auto& [sign, escaped] : std::vector<std::pair<std::string, std::string>>{{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&apos;"}})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at + escaped.size())) text.replace(at, sign.size(), escaped);
    return text;
}

}  // namespace

TEST_CASE("the text of a small book is as it was agreed")
{
    const auto text = book_text(small_book());
    CHECK(text == golden("small_book.txt", text));
}

TEST_CASE("the text edition fits a page and holds no control characters")
{
    std::istringstream lines(book_text(small_book()));
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(width_of(line) <= page_width);
        CHECK(line.find_first_of("\t\r\x1b") == std::string::npos);
    }
}

TEST_CASE("a book is one file: nothing of it is fetched, and nothing in it runs")
{
    const auto html = book_html(small_book());
    CHECK_THAT(html, StartsWith("<!doctype html>"));
    for (const auto* foreign : {"<script", "<link", "src=\"http", "url(", "@import", "javascript:", " onload="}) CHECK(times(html, foreign) == 0);
    CHECK(times(html, "<style>") == 1);
}

TEST_CASE("every value of a version stands in the HTML under its name, once")
{
    const Json facts = small_book();
    const auto html = book_html(facts);
    std::size_t count = 0;
    for (const auto& unit : facts["units"])
        for (const auto& strip : unit["strips"])
            for (const auto& value : strip["values"]) {
                if (value.contains("unused")) continue;
                const bool as_sent = value.value("standing", "") == "as sent or imported";
                const auto cell = "data-key=\"" + text_in(unit, "unit") + " " + text_in(value, "parameter") + "\">" + html_escaped(text_in(value, "value")) + (as_sent ? " *" : "") + "<";
                INFO(cell);
                CHECK(times(html, cell) == 1);
                ++count;
            }
    CHECK(count > 20);
    CHECK(times(html, "par/99") == 0);   // an effect of this type has no such parameter
}

TEST_CASE("what people and gear say is escaped")
{
    Json facts = small_book();
    const std::string nasty = "<img src=x onerror=alert(1)>\"&'";
    facts["session"] = nasty;
    facts["song"]["title"] = nasty;
    facts["studio"]["name"] = nasty;
    facts["version"]["note"] = nasty;
    facts["credits"][0]["name"] = nasty;
    facts["inputs"][0]["name"] = nasty;
    facts["units"][0]["strips"][1]["words"] = nasty;
    facts["units"][0]["strips"][1]["values"][0]["value"] = nasty;
    facts["sheets"][0]["unit"] = nasty;
    facts["patch"]["traces"][0]["words"] = nasty;
    facts["versions"][1]["changes"]["differences"][0]["to"] = nasty;
    facts["log"][0]["text"] = nasty;
    const auto html = book_html(facts);
    CHECK(times(html, "<img") == 0);
    CHECK(times(html, "&lt;img src=x") >= 12);
}

TEST_CASE("drawings and pictures go in only when they are what they say")
{
    Json facts = small_book();
    facts["sheets"][0]["svg"] = "<svg><script>alert(1)</script></svg>";
    facts["sheets"][0]["photo"] = {{"type", "image/jpeg"}, {"base64", "AAAA\" onload=\"x"}};
    auto html = book_html(facts);
    CHECK(times(html, "<svg") == 0);
    CHECK(times(html, "onload") == 0);
    facts["sheets"][0]["photo"] = {{"type", "image/jpeg"}, {"base64", "/9j/4AAQ=="}};
    html = book_html(facts);
    CHECK_THAT(html, Contains("<img src=\"data:image/jpeg;base64,/9j/4AAQ==\" alt=\"Photograph of 1176-A\">"));
    facts["sheets"][0]["photo"]["type"] = "image/svg+xml";
    CHECK(times(book_html(facts), "<img") == 0);
}

TEST_CASE("a strip that nobody used is one line in the text, and keeps its values in the HTML")
{
    const auto text = book_text(small_book());
    CHECK_THAT(text, Contains("  ch 2: not in use (no name; muted, or its fader down)\n"));
    CHECK_THAT(book_html(small_book()), Contains("<details class=\"strip\"><summary>ch 2: not in use"));
}

TEST_CASE("what is counted stands in a table, a row for each number")
{
    const auto view = book_view(small_book());
    const auto console = *std::ranges::find_if(view["chapters"], [](const Json& chapter) { return chapter["name"] == "console"; });
    const auto strip = *std::ranges::find_if(console["blocks"], [](const Json& block) { return block.contains("strip") && block["strip"]["title"] == "ch 1 \"Kick\""; });
    Json sends;
    for (const auto& section : strip["strip"]["sections"])
        if (section["name"] == "sends") sends = section["tables"][0];
    CHECK(sends["columns"] == Json::parse(R"([{"name": " "}, {"name": "on switch"}, {"name": "level"}])"));
    CHECK(sends["rows"][1]["cells"][0]["words"] == "send to bus 2");
    CHECK(sends["rows"][1]["cells"][2] == Json::parse(R"({"words": "-oo dB", "key": "desk ch/01/mix/02/level"})"));
}

TEST_CASE("the studio's edition says what is missing, the client's leaves it out")
{
    Json facts = {{"session", "Night Train"}, {"edition", "studio"}, {"made", "2026-11-21T18:05:00Z"}, {"made_by", "recalld 0.1.0"}, {"missing", {{"inputs", "the verb inputs is not there"}}}};
    const auto text = book_text(facts);
    CHECK_THAT(text, Contains("No input list was kept. (the verb inputs is not there)"));
    for (const auto& chapter : chapters()) CHECK_THAT(text, Contains(std::string(chapter.title)));
    CHECK_THAT(text, Contains("none was captured yet"));
    const auto client = book_text(for_client(facts, {}));
    CHECK(times(client, "No input list") == 0);
    CHECK_NOTHROW(book_html(facts));
}

TEST_CASE("the client's edition lacks what is internal, serial numbers, paths and who noted what")
{
    const auto facts = for_client(small_book(), house_secrets);
    for (const auto& edition : {facts.dump(), book_html(facts), book_text(facts)}) {
        for (const auto* secret : {"4711", "/mnt/", "Anna's phone", "Anna&apos;s phone", "meter lamp", "reads 2 dB hot", "broken normal", "Faults and quirks", "Line check", "copied to"}) {
            INFO(secret);
            CHECK(times(edition, secret) == 0);
        }
        for (const auto* told : {"Night Train", "Anna Berg", "-6.8 dB", "9f86d081", "ELB-044"}) CHECK(times(edition, told) > 0);
    }
    CHECK_THAT(book_text(facts), Contains("for the client"));
}

TEST_CASE("any chapter can be internal, and takes its facts with it")
{
    const std::map<std::string, std::string> telling{{"credits", "IPI"},        {"inputs", "pop shield"}, {"map", "false start"},  {"console", "-oo dB"},        {"routing", "link channels"}, {"outboard", "reverb time"},
                                                     {"sheets", "meter lamp"},  {"patch", "parallel"},    {"versions", "80.0 Hz"}, {"prints", "9f86d081"},       {"line_check", "-18.2"},      {"faults", "meter lamp"}, {"log", "take 1"}};
    for (const auto& chapter : chapters()) {
        INFO(chapter.name);
        std::vector<std::string> internal{std::string(chapter.name)};
        if (chapter.name == "sheets") internal.push_back("faults");   // a fault of a sheet is told in both
        if (chapter.name == "log") internal.push_back("map");   // a take is told in both
        const auto book = book_text(for_client(small_book(), internal));
        CHECK(times(book, std::string(chapter.title) + "\n") == 0);
        CHECK(times(book, telling.at(std::string(chapter.name))) == 0);
    }
}

TEST_CASE("chapters are found as people write them")
{
    CHECK(chapter_named("Line check")->name == "line_check");
    CHECK(chapter_named("line_check") == chapter_named("linecheck"));
    CHECK(chapter_named("Recording map")->name == "map");
    CHECK(chapter_named("recording")->name == "map");
    CHECK(chapter_named("analog")->name == "sheets");
    CHECK(chapter_named("Checks")->name == "line_check");
    CHECK(chapter_named("gossip") == nullptr);
    std::set<std::string_view> names;
    for (const auto& chapter : chapters()) CHECK(names.insert(chapter.name).second);
}

TEST_CASE("facts of any form make a book")
{
    for (const auto* odd : {"[]", "null", "3", "\"x\"", "{\"units\": 3, \"credits\": [1, null, \"x\"], \"sheets\": [{\"groups\": [{\"controls\": [3]}]}], \"versions\": [{\"changes\": {\"differences\": [1]}}]}",
                            "{\"units\": [{\"kind\": \"console\", \"strips\": [{\"values\": [{}, {}]}]}], \"prints\": [{\"copies\": 3, \"seconds\": -1}], \"line_check\": {\"a\": [[1]]}}"}) {
        const auto facts = Json::parse(odd);
        CHECK_THAT(book_html(facts), EndsWith("</html>\n"));
        CHECK(!book_text(facts).empty());
    }
}

TEST_CASE("many rows of few settings lie down, a column for each number")
{
    Json values = Json::array();
    for (int bus = 1; bus <= 10; ++bus)
        for (const auto* column : {"on", "level"}) {
            const auto number = std::to_string(bus);
            values.push_back({{"parameter", "ch/01/mix/" + number + "/" + column}, {"section", "sends"}, {"words", "send to bus " + number + (column == std::string("on") ? " on switch" : "")}, {"value", column + number}});
        }
    const Json facts = {{"edition", "studio"}, {"units", {{{"unit", "desk"}, {"kind", "console"}, {"strips", {{{"strip", "ch/01"}, {"words", "ch 1"}, {"used", true}, {"values", values}}}}}}}};
    const auto view = book_view(facts);
    const auto console = *std::ranges::find_if(view["chapters"], [](const Json& chapter) { return chapter["name"] == "console"; });
    const auto table = console["blocks"][2]["strip"]["sections"][0]["tables"][0];
    CHECK(table["columns"].size() == 11);
    CHECK(table["columns"][0]["name"] == "send to bus");
    CHECK(table["columns"][10]["name"] == "10");
    CHECK(table["rows"][1]["cells"][0]["words"] == "level");
    CHECK(table["rows"][1]["cells"][10] == Json::parse(R"({"words": "level10", "key": "desk ch/01/mix/10/level"})"));
}

// paper_tests "a look at the small book" > book.html
TEST_CASE("a look at the small book", "[.]")
{
    const auto html = book_html(small_book());
    CHECK_THAT(html, EndsWith("</html>\n"));
    std::cout << html;
}
