#include "studio/report.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace recalld::studio;

namespace {

constexpr std::size_t verdicts = 9;

Finding finding(Verdict verdict) { return {"foh", "ch/17/mix/fader", verdict, "ch 17: fader", "-11.0 dB", "-14.0 dB", ""}; }

Report report_of(std::initializer_list<Verdict> all)
{
    Report report;
    for (const auto verdict : all) report.add(finding(verdict));
    return report;
}

}  // namespace

TEST_CASE("every verdict has a name of its own")
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < verdicts; ++i) names.emplace(name_of(static_cast<Verdict>(i)));
    CHECK(names.size() == verdicts);
    CHECK(name_of(Verdict::matched) == "matched");
    CHECK(name_of(Verdict::by_hand) == "by_hand");
    CHECK(name_of(Verdict::withheld) == "withheld");
}

TEST_CASE("every finding is counted once, under its own verdict")
{
    using Count = std::size_t Report::*;
    const auto [verdict, count] = GENERATE(table<Verdict, Count>({
        {Verdict::matched, &Report::matched},       {Verdict::corrected, &Report::corrected},
        {Verdict::differs, &Report::differs},       {Verdict::silent, &Report::silent},
        {Verdict::unverified, &Report::unverified}, {Verdict::safe, &Report::safe},
        {Verdict::by_hand, &Report::by_hand},       {Verdict::moved, &Report::moved},
        {Verdict::withheld, &Report::withheld},
    }));
    const auto report = report_of({verdict, verdict});
    const auto all = report.matched + report.corrected + report.differs + report.silent + report.unverified + report.safe
                     + report.by_hand + report.moved + report.withheld;
    CHECK(report.*count == 2);
    CHECK(all == 2);
    CHECK(report.written == 0);
}

TEST_CASE("a plain match is only counted, everything else is named")
{
    const auto report = report_of({Verdict::matched, Verdict::corrected, Verdict::matched, Verdict::safe});
    CHECK(report.matched == 2);
    REQUIRE(report.details.size() == 2);
    CHECK(report.details[0] == finding(Verdict::corrected));
    CHECK(report.details[1] == finding(Verdict::safe));
}

TEST_CASE("all matched is said only when all was verified")
{
    const auto [verdict, all_matched] = GENERATE(table<Verdict, bool>({
        {Verdict::matched, true},   {Verdict::corrected, true}, {Verdict::safe, true},  {Verdict::differs, false},
        {Verdict::silent, false},   {Verdict::unverified, false}, {Verdict::by_hand, false}, {Verdict::moved, false},
        {Verdict::withheld, false},
    }));
    CHECK(report_of({Verdict::matched, verdict}).all_matched() == all_matched);
}

TEST_CASE("a cancelled recall did not match all")
{
    auto report = report_of({Verdict::matched});
    report.cancelled = true;
    CHECK_FALSE(report.all_matched());
    CHECK(Report{}.all_matched());
}
