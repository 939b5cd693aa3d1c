#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/small_book.hpp"

using namespace recalld::paper;
using namespace recalld::paper::test;
using Catch::Matchers::Contains;

namespace {

Json change(const std::string& unit, const std::string& chapter, const std::string& words) { return {{"unit", unit}, {"chapter", chapter}, {"parameter", words}, {"strip", ""}, {"words", words}, {"from", "1"}, {"to", "2"}}; }

/// A book whose newest version changed this.
Json book_with(Json differences)
{
    Json facts = small_book();
    facts["versions"][1]["changes"]["differences"] = std::move(differences);
    return facts;
}

std::vector<std::string> changes_told(const Json& facts)
{
    std::vector<std::string> words;
    for (const auto& one : facts["versions"][1]["changes"]["differences"]) words.push_back(one["words"]);
    return words;
}

Json line(int entry, const std::string& kind, const std::string& text) { return {{"entry", entry}, {"kind", kind}, {"session", "Night Train"}, {"text", text}}; }

std::vector<std::string> lines_told(Json log, const std::vector<std::string>& internal)
{
    const auto facts = for_client({{"session", "Night Train"}, {"log", std::move(log)}}, internal);
    std::vector<std::string> texts;
    for (const auto& one : facts["log"]) texts.push_back(one["text"]);
    return texts;
}

}  // namespace

TEST_CASE("a unit of which nothing is told is not in what changed either")
{
    const auto facts = for_client(small_book(), {"console", "routing"});
    CHECK_THAT(facts.dump(), !Contains("-8.0 dB"));
    CHECK(facts["units"].size() == 1);
}

TEST_CASE("a change is told where its value is: each by its chapter")
{
    const auto changed = book_with(Json::array({change("desk", "console", "fader"), change("desk", "routing", "source"), change("old verb", "outboard", "time"), change("LA2A", "sheets", "GAIN")}));
    CHECK(changes_told(for_client(changed, {"console"})) == std::vector<std::string>{"source", "time", "GAIN"});
    CHECK(changes_told(for_client(changed, {"routing", "analog"})) == std::vector<std::string>{"fader", "time"});
    CHECK(changes_told(for_client(changed, {"outboard"})) == std::vector<std::string>{"fader", "source", "GAIN"});
    CHECK(changes_told(for_client(changed, {"faults"})).size() == 4);
}

TEST_CASE("cords that changed and sheets that are new stay in the house with their chapters")
{
    auto facts = book_with(Json::array({change("desk", "console", "fader"), change("patch", "patch", "cord")}));
    facts["versions"][1]["changes"]["first_noted"] = Json::array({{{"words", "LA2A: 7 controls"}, {"kind", "by hand"}}});
    CHECK(changes_told(for_client(facts, {"patch"})) == std::vector<std::string>{"fader"});
    CHECK(for_client(facts, {"patch"}).dump().find("LA2A: 7 controls") != std::string::npos);
    CHECK(changes_told(for_client(facts, {"sheets"})) == std::vector<std::string>{"fader", "cord"});
    CHECK(for_client(facts, {"sheets"}).dump().find("LA2A: 7 controls") == std::string::npos);
}

TEST_CASE("a change that says no chapter is of any that stays in the house")
{
    auto odd = change("desk", "", "fader");
    CHECK(changes_told(for_client(book_with(Json::array({odd})), {"sheets"})).empty());
    CHECK(changes_told(for_client(book_with(Json::array({odd})), {"log"})).size() == 1);
}

TEST_CASE("what could not be compared is said to clients, too, but for units that stay in the house")
{
    CHECK_THAT(book_text(for_client(small_book(), {"log"})), Contains("Could not be compared\n  - verb\n"));
    CHECK(for_client(small_book(), {"outboard"})["versions"][1]["changes"]["missing"].empty());
    CHECK(for_client(small_book(), {"console", "routing"})["versions"][1]["changes"]["missing"].size() == 1);
}

TEST_CASE("that nothing changed is only said of what the client's book shows")
{
    const auto text = book_text(for_client(book_with(Json::array({change("desk", "console", "fader")})), {"console"}));
    CHECK_THAT(text, Contains("Nothing that stands in this book differs from Mix 1.") && !Contains("settings compared"));
}

TEST_CASE("the log does not repeat what its chapters hide")
{
    const Json log = Json::array({line(1, "credit", "credit: Anna"), line(2, "print", "print: x.wav"), line(3, "inputs", "inputs: 2 lines"), line(4, "take", "Take 1"), line(5, "capture", "captured Mix 1"), line(6, "note", "louder")});
    CHECK(lines_told(log, {}).size() == 6);
    for (const auto& [chapter, text] : std::vector<std::pair<std::string, std::string>>{{"credits", "credit: Anna"}, {"prints", "print: x.wav"}, {"inputs", "inputs: 2 lines"}, {"map", "Take 1"}, {"versions", "captured Mix 1"}}) {
        INFO(chapter);
        const auto told = lines_told(log, {chapter});
        CHECK(told.size() == 5);
        CHECK(std::ranges::find(told, text) == told.end());
    }
}

TEST_CASE("lines about faults and drives are for the house, and a correction goes with the line that it corrects")
{
    auto of_fault = line(4, "correction", "pre 3 hums"), of_note = line(5, "correction", "softer");
    of_fault["about"] = 1;
    of_note["about"] = 3;
    const Json log = Json::array({line(1, "fault", "pre 2 hums"), line(2, "copy", "proven on A (/mnt/a)"), line(3, "note", "louder"), of_fault, of_note, line(6, "correction", "of nothing")});
    CHECK(lines_told(log, {}) == std::vector<std::string>{"louder", "softer"});
}

TEST_CASE("a client learns nothing of places on drives and of other sessions")
{
    Json facts = small_book();
    auto& print = facts["prints"][0];
    print["drive_identity"] = "uuid-77";
    print["warning"] = "x.wav is proven on no other drive; /mnt/backup2/x.wav is not proven";
    print["copies"][1]["why"] = "\"/mnt/backup2/x.wav\" is not there; is its drive mounted?";
    facts["faults"][0]["session"] = "Secret Song";
    facts["sheets"][0]["faults"][0]["session"] = "Secret Song";
    facts["sheets"][0]["from"] = "Secret Song/Mix 4";
    const auto client = for_client(facts, {"log"});
    for (const auto& edition : {client.dump(), book_html(client), book_text(client)}) CHECK_THAT(edition, !Contains("/mnt/") && !Contains("uuid-77") && !Contains("Secret Song"));
    CHECK(client["version"]["session"] == "Night Train");
    CHECK(client["faults"].size() == 1);
}

TEST_CASE("what a line check could not hear is no fault of the gear, and stays")
{
    Json facts = small_book();
    facts["line_check"]["problems"] = Json::array({"line 9: no meter"});
    const auto client = for_client(facts, {"faults"});
    CHECK_THAT(book_text(client), Contains("line 9: no meter") && !Contains("broken normal"));
}

TEST_CASE("what cords do to normals is no fault, and stays")
{
    Json facts = small_book();
    const Json doubled = {{"kind", "doubled_cord"}, {"fault", true}, {"words", "a cord is there twice"}}, broken = {{"kind", "broken_normal"}, {"fault", false}, {"words", "a cord breaks its normal"}};
    facts["patch"]["problems"] = Json::array({doubled, broken});
    CHECK_THAT(book_text(for_client(facts, {"faults"})), Contains("a cord breaks its normal") && !Contains("there twice"));
    CHECK_THAT(book_text(for_client(facts, {"log"})), Contains("there twice"));
}

TEST_CASE("ways of signals name the inputs, and go with their list")
{
    CHECK_THAT(book_text(for_client(small_book(), {"log"})), Contains("Vox mic"));
    CHECK_THAT(book_text(for_client(small_book(), {"inputs"})), !Contains("Vox mic") && Contains("parallel"));
}
