#include <catch2/catch.hpp>
#include <cstdlib>

#include "remote/web/views.hpp"

using namespace recalld::remote::web;

namespace {

Json json(const char* text) { return Json::parse(text); }

}  // namespace

TEST_CASE("a line of the log is shown with its place, its subject and how it reads now")
{
    ::setenv("TZ", "UTC", 1);
    const auto view = log_view(json(R"({"entries": [{"entry": 7, "time": "2026-11-21T09:30:05Z", "who": "anna", "kind": "take", "session": "Night Train", "subject": "desk ch/12", "text": "Take 3",
        "data": {"at": "01:02:03:04", "transport": "recording"}, "corrected": [{"entry": 8, "text": "Take 4", "who": "bob", "time": "2026-11-21T09:31:05Z"}, {"entry": 9, "text": "Take 5", "who": "bob", "time": ""}]}]})"));
    REQUIRE(view["entries"].size() == 1);
    const auto& line = view["entries"][0];
    CHECK(line["kind"] == "take, Night Train");
    CHECK(line["about"] == "desk ch/12");
    CHECK(line["clock"] == "at 01:02:03:04, recording");
    CHECK(line["is_corrected"] == true);
    CHECK(line["reads_now"] == "Take 5");
    CHECK(line["corrected"][0]["time"] == "2026-11-21 09:31");
}

TEST_CASE("an order's line names its session in its own words, and no correction is offered of a correction")
{
    const auto view = log_view(json(R"({"entries": [{"entry": 1, "kind": "recall", "session": "Night Train", "text": "recall Night Train/Mix 3: 9 matched"}, {"entry": 2, "kind": "correction", "about": 1, "text": "x"}]})"));
    CHECK(view["entries"][0]["kind"] == "recall");
    CHECK(view["entries"][0]["clock"] == "");
    CHECK(view["entries"][0]["reads_now"] == "recall Night Train/Mix 3: 9 matched");
    CHECK(view["entries"][0]["may_correct"] == true);
    CHECK(view["entries"][1]["may_correct"] == false);
    CHECK(log_entry_view(json(R"({"entries": [{"entry": 2, "kind": "correction", "about": 1}]})"), false)["of_line"] == "1");
    CHECK(log_entry_view(json(R"({"entries": []})"), true).is_null());
}

TEST_CASE("the chosen kinds are marked, also those that stand in no list")
{
    const auto chosen = [](const Json& kinds) {
        std::string words;
        for (const auto& kind : kinds)
            if (kind["chosen"] == true) words += kind["words"].get<std::string>();
        return words;
    };
    CHECK(chosen(log_kinds_view("")) == "everything");
    CHECK(chosen(log_kinds_view("take,track")) == "takes and tracks");
    CHECK(chosen(log_kinds_view("credit")) == "credit");
}

TEST_CASE("faults can be closed when they are open and have a line")
{
    const auto view = faults_view(json(R"({"faults": [{"entry": 0, "subject": "1176-A", "text": "hot", "who": "the rig", "time": null, "open": true, "quirk": true, "closed": null},
        {"entry": 4, "subject": "desk", "open": true, "quirk": false, "closed": null}, {"entry": 5, "subject": "desk", "open": false, "closed": {"who": "bob", "text": "mended", "time": ""}}]})"));
    CHECK(view["faults"][0]["may_close"] == false);
    CHECK(view["faults"][0]["entry"] == "");
    CHECK(view["faults"][1]["may_close"] == true);
    CHECK(view["faults"][2]["may_close"] == false);
    CHECK(view["faults"][2]["closed_by"] == "bob");
}

TEST_CASE("whatever an answer holds, showing the log is safe")
{
    const auto odd = GENERATE(as<std::string>{}, "null", "{}", "[]", R"({"entries": 7, "faults": 7})", R"({"entries": [{}], "faults": [{}]})", R"({"entries": [{"data": {"at": 7}, "corrected": [{}]}], "faults": [{"closed": {}}]})");
    CHECK_NOTHROW(log_view(json(odd.c_str())));
    CHECK_NOTHROW(faults_view(json(odd.c_str())));
    CHECK_NOTHROW(log_entry_view(json(odd.c_str()), true));
}
