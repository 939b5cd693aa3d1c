#include "recall/report_json.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace recalld;
using namespace recalld::recall;
using nlohmann::json;
using studio::Verdict;

namespace {

studio::Report sane()
{
    studio::Report report;
    report.session = "Gig";
    report.version = "Mix 3";
    report.scope = "ch/1-8";
    report.matched = 40;
    report.written = 12;
    report.elapsed = std::chrono::milliseconds(212);
    report.notes = {"desk: captured from X32 3.07, now it is X32 4.06"};
    report.add({"desk", "ch/17/mix/09/level", Verdict::differs, "ch 17 \"Lead Vox\": send to bus 9", "-11.0 dB", "-14.0 dB", "told 4 times"});
    return report;
}

}  // namespace

TEST_CASE("a report is a document with everything it knows")
{
    const auto document = json::parse(report_document(sane()));
    CHECK(document == json{{"session", "Gig"},
                           {"version", "Mix 3"},
                           {"scope", "ch/1-8"},
                           {"report",
                            {{"matched", 40}, {"written", 12}, {"corrected", 0}, {"differs", 1}, {"silent", 0}, {"unverified", 0}, {"safe", 0},
                             {"by_hand", 0}, {"moved", 0}, {"withheld", 0}, {"noted", 0}}},
                           {"details",
                            {{{"unit", "desk"},
                              {"parameter", "ch/17/mix/09/level"},
                              {"verdict", "differs"},
                              {"words", "ch 17 \"Lead Vox\": send to bus 9"},
                              {"wanted", "-11.0 dB"},
                              {"found", "-14.0 dB"},
                              {"why", "told 4 times"}}}},
                           {"notes", {"desk: captured from X32 3.07, now it is X32 4.06"}},
                           {"cancelled", false},
                           {"elapsed_ms", 212}});
}

TEST_CASE("every verdict has its count and its word")
{
    const auto [verdict, count, word] = GENERATE(table<Verdict, std::string, std::string>({
        {Verdict::corrected, "corrected", "1 corrected"}, {Verdict::differs, "differs", "1 differ"}, {Verdict::silent, "silent", "1 silent"},
        {Verdict::unverified, "unverified", "1 unverified"}, {Verdict::safe, "safe", "1 safe"}, {Verdict::by_hand, "by_hand", "1 by hand"},
        {Verdict::moved, "moved", "1 moved by someone"}, {Verdict::withheld, "withheld", "1 withheld"}}));
    studio::Report report;
    report.add({"desk", "x", verdict, "", "", "", ""});
    CHECK(json::parse(report_document(report))["report"][count] == 1);
    CHECK_THAT(summary(report), Catch::Matchers::Contains(", " + word));
}

TEST_CASE("a name that is no text does not spoil the document")
{
    auto report = sane();
    report.session = "Gig \xff";
    CHECK(json::parse(report_document(report))["session"] == "Gig \xef\xbf\xbd");
}

TEST_CASE("the summary is one line that never flatters")
{
    CHECK(summary(sane()) == "matched 40 of 41 parameters, 12 written, 1 differ, 212 ms");
    auto cancelled = sane();
    cancelled.cancelled = true;
    CHECK(summary(cancelled) == "matched 40 of 41 parameters, 12 written, 1 differ, cancelled, 212 ms");
}
