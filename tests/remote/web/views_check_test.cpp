#include "remote/web/views_check.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote::web;

TEST_CASE("the line that is listened to is shown large, with its level")
{
    const auto view = line_check_view(Json::parse(R"({"state": "running", "session": "Song", "index": 1, "level_dbfs": -23.4, "signed": "", "problems": ["desk is offline"],
      "counts": {"pass": 1, "silent": 0, "wrong_channel": 0, "hot": 0, "noisy": 0, "skipped": 0, "open": 1, "phantom_missing": 1, "phantom_unknown": 0}, "lines": [
      {"line": 1, "name": "Kick", "words": "ch 1", "verdict": "pass", "peak_dbfs": -18.0, "floor_dbfs": -90.0, "elsewhere": null, "phantom": "", "by": "Anna", "note": "fine", "faults": []},
      {"line": 2, "name": "Vox", "words": "ch 17", "verdict": "open", "peak_dbfs": null, "floor_dbfs": null, "elsewhere": null, "phantom": "48 V is off", "by": "", "note": "", "faults": [{"subject": "desk ch/17", "text": "crackles"}]}]})"));
    CHECK(view["now"]["name"] == "Vox");
    CHECK(view["now"]["phantom"] == "48 V is off");
    CHECK(view["now"]["faults"][0]["text"] == "crackles");
    CHECK(view["level"] == "-23.4");
    CHECK(view["level_words"] == "-23.4 dBFS");
    CHECK(view["sum"] == "1 of 2 lines pass, 1 not checked, 1 with 48 V missing");
    CHECK(view["lines"][0]["facts"] == "peak -18.0 dBFS, noise -90.0 dBFS, said by Anna, fine");
    CHECK(view["lines"][0]["look"] == "good");
    CHECK(view["problems"][0] == "desk is offline");
}

TEST_CASE("a wrong channel says where it arrives")
{
    const auto view = line_check_view(Json::parse(R"({"state": "done", "index": 1, "level_dbfs": null, "counts": {"wrong_channel": 1}, "lines": [
      {"line": 1, "name": "Snare", "words": "ch 2", "verdict": "wrong_channel", "elsewhere": {"words": "ch 3", "level_dbfs": -20.0}, "faults": []}]})"));
    CHECK(view["now"].is_null());
    CHECK(view["done"] == true);
    CHECK(view["lines"][0]["verdict"] == "wrong channel");
    CHECK(view["lines"][0]["facts"] == "arrives on ch 3 at -20.0 dBFS");
    CHECK(view["level_words"] == "no level yet");
}

TEST_CASE("nothing under way is nothing to show")
{
    const auto view = line_check_view(Json::parse(R"({"state": "none", "lines": []})"));
    CHECK(view["any"] == false);
    CHECK(view["now"].is_null());
}

TEST_CASE("a level stays within its bar")
{
    CHECK(level_view(-200)["level"] == "-90.0");
    CHECK(level_view(3)["level"] == "0.0");
    CHECK(level_view(nullptr)["level"] == "-90.0");
}

TEST_CASE("a preflight counts its sections, and shows at most a hundred findings of a kind")
{
    Json result = Json::parse(R"({"of": "Song/Mix 1", "checked": 300, "passed": 150, "sections": {"routing": {"checked": 300, "passed": 150}}, "warnings": [], "not_known": []})");
    for (int i = 0; i < 150; ++i) result["failures"].push_back({{"unit", "desk"}, {"words", "ch 1: source"}, {"expected", "In 1"}, {"found", "In 2"}});
    const auto view = preflight_view(result);
    CHECK(view["headline"] == "150 of 300 as expected");
    CHECK(view["look"] == "bad");
    CHECK(view["failures"].size() == 101);
    CHECK(view["failures"].back()["words"] == "… and 50 more");
    CHECK(view["any_warnings"] == false);
    CHECK(view["sections"][0]["passed"] == 150);
}

TEST_CASE("a preflight that could not check all does not look good")
{
    const auto [text, look, headline] = GENERATE(table<std::string, std::string, std::string>({
        {R"({"checked": 2, "passed": 2, "not_known": []})", "good", "2 of 2 as expected"},
        {R"({"checked": 0, "passed": 0, "not_known": []})", "doubt", "0 of 0 as expected; nothing could be checked"},
        {R"({"checked": 2, "passed": 2, "not_known": [{"words": "x"}]})", "doubt", "2 of 2 as expected, 1 not known"},
        {R"({"checked": 2, "passed": 1, "failures": [{"words": "x"}], "not_known": [{"words": "x"}]})", "bad", "1 of 2 as expected, 1 not known"},
    }));
    CHECK(preflight_view(Json::parse(text))["look"] == look);
    CHECK(preflight_view(Json::parse(text))["headline"] == headline);
}

TEST_CASE("lines without a strip or without their 48 V are in the sum")
{
    const auto view = line_check_view(Json::parse(R"({"state": "done", "counts": {"pass": 0, "phantom_missing": 1, "phantom_unknown": 2}, "skipped": ["Talkback"], "lines": [
      {"line": 1, "name": "Vox", "words": "ch 2", "verdict": "pass", "elsewhere": {"words": "ch 3", "level_dbfs": -40.0}, "phantom": "48 V is off", "faults": []}]})"));
    CHECK(view["sum"] == "0 of 1 line pass, 1 with 48 V missing, 2 with 48 V not known, 1 without a strip");
    CHECK(view["any_skipped"] == true);
    CHECK(view["skipped"][0] == "Talkback");
    CHECK(view["lines"][0]["facts"] == "also heard on ch 3 at -40.0 dBFS");
}

TEST_CASE("a line check without counts is summed up as far as it can be")
{
    CHECK(line_check_view(Json::parse(R"({"state": "done", "lines": [{"line": 1, "elsewhere": null}]})"))["sum"] == "0 of 1 line pass");
}
