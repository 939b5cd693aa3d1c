#include <catch2/catch.hpp>

#include "paper/book.hpp"
#include "paper/book_chapters.hpp"

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

Json line(int number, const std::string& name, const std::string& verdict)
{
    return {{"line", number}, {"name", name}, {"words", "ch " + std::to_string(number)}, {"verdict", verdict}, {"peak_dbfs", nullptr}, {"floor_dbfs", nullptr}, {"elsewhere", nullptr}, {"phantom", ""}, {"by", "anna"}, {"note", ""}, {"faults", Json::array()}};
}

Json check_of(Json lines, Json counts = {{"pass", 0}})
{
    return {{"line_check", {{"session", "Night Train"}, {"version", "Mix 3"}, {"signed", "Anna"}, {"began", "2026-11-21T09:30:05Z"}, {"exit", 3}, {"counts", std::move(counts)}, {"lines", std::move(lines)}}}};
}

std::string text_of(const Json& facts)
{
    Json book = facts;
    book["edition"] = "studio";
    const auto text = book_text(book);
    const auto start = text.find("\n11. Line check\n");
    return text.substr(start, text.find("\n12. ", start) - start);
}

}  // namespace

TEST_CASE("a line check says first what came of it, who signed it and when")
{
    const auto text = text_of(check_of({line(1, "Kick", "pass"), line(2, "Snare", "pass"), line(3, "Bass", "hot"), line(4, "Vox", "open")}, {{"pass", 2}, {"hot", 1}, {"open", 1}}));
    CHECK_THAT(text, Contains("Result            2 of 4 lines pass, 1 hot, 1 not checked\n"));
    CHECK_THAT(text, Contains("Signed by         Anna\n"));
    CHECK_THAT(text, Contains("Begun             2026-11-21 09:30 UTC\n"));
    CHECK_THAT(text, !Contains("exit") && !Contains("verdict"));
}

TEST_CASE("each verdict of a line has its words")
{
    for (const auto& [verdict, words] : std::vector<std::pair<std::string, std::string>>{{"pass", "1 of 1 line pass"}, {"silent", "0 of 1 line pass, 1 silent"}, {"wrong_channel", "1 on a wrong channel"}, {"noisy", "1 noisy"}, {"skipped", "1 skipped"}, {"open", "1 not checked"}}) {
        INFO(verdict);
        CHECK_THAT(text_of(check_of({line(1, "Kick", verdict)}, {{verdict, 1}})), Contains(words));
    }
}

TEST_CASE("48 V that is off and 48 V that nobody knows are counted apart; an older line check knows of one only")
{
    CHECK_THAT(text_of(check_of({line(1, "Kick", "pass")}, {{"pass", 0}, {"phantom_missing", 2}, {"phantom_unknown", 3}})), Contains("0 of 1 line pass, 2 with 48 V missing, 3 with 48 V not known\n"));
    auto vox = line(1, "Vox", "pass");
    vox["phantom"] = "48 V is needed; nobody knows whether it is on";
    CHECK_THAT(text_of(check_of({vox}, {{"pass", 0}, {"phantom_missing", 1}})), Contains("0 of 1 line pass, 1 with 48 V missing\n"));
}

TEST_CASE("a line on a wrong channel says where it arrives; not known: only that it is wrong")
{
    auto snare = line(2, "Snare", "wrong_channel");
    CHECK_THAT(text_of(check_of({snare})), Contains("wrong channel\n"));
    snare["elsewhere"] = {{"unit", "desk"}, {"strip", "ch/03"}, {"words", "ch 3"}, {"level_dbfs", -20.0}};
    CHECK_THAT(text_of(check_of({snare})), Contains("arrives on ch 3\n"));
}

TEST_CASE("levels have their unit, and what was not measured is empty")
{
    auto kick = line(1, "Kick", "pass");
    kick["peak_dbfs"] = -18.0;
    const auto text = text_of(check_of({kick, line(2, "Snare", "pass")}));
    CHECK_THAT(text, Contains("pass    -18.0 dBFS\n"));
    CHECK_THAT(text, !Contains("Noise"));       // nobody measured any
    CHECK_THAT(text, !Contains("null"));
}

TEST_CASE("missing phantom power, notes and known faults stand with the line")
{
    auto vox = line(4, "Vox", "silent");
    vox["phantom"] = "48 V is needed and off";
    vox["note"] = "cable";
    vox["faults"] = Json::array({{{"text", "crackles"}}, {{"text", "left leg dead"}}});
    const auto blocks = check_blocks(check_of({vox}));
    std::string cells;
    for (const auto& cell : blocks[1]["table"]["rows"][0]["cells"]) cells += cell["words"].get<std::string>() + "|";
    CHECK(cells == "4|Vox|ch 4|silent|48 V is needed and off|cable|crackles; left leg dead|");
}

TEST_CASE("what could not be heard is said below the lines")
{
    auto facts = check_of({line(1, "Kick", "open")});
    facts["line_check"]["problems"] = Json::array({"desk is offline; its lines cannot be heard"});
    facts["line_check"]["skipped"] = Json::array({"Talkback has no strip"});
    const auto text = text_of(facts);
    CHECK_THAT(text, Contains("Could not be heard\n  - desk is offline; its lines cannot be heard\n"));
    CHECK_THAT(text, Contains("- Talkback has no strip\n"));
}

TEST_CASE("a line check without lines says what it has, and none at all makes no chapter")
{
    CHECK_THAT(text_of({{"line_check", {{"signed", "Anna"}, {"exit", 0}}}}), Contains("signed            Anna\n"));
    CHECK(check_blocks(Json::object()).empty());
    for (const auto* odd : {R"({"line_check": 3})", R"({"line_check": {"lines": 3}})", R"({"line_check": {"lines": [3, null, "x", []]}})", R"({"line_check": {"lines": [{"faults": [1], "elsewhere": "x"}]}})"}) {
        INFO(odd);
        CHECK_NOTHROW(book_html(Json::parse(odd)));
    }
}
