#include "logbook/faults.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"

using namespace recalld;
using namespace recalld::logbook;
using logbook::testing::line;

namespace {

std::vector<store::Entry> some_faults()
{
    return {line(1, "fault", "pre crackles", "desk ch/12"), line(2, "fault", "reads 2 dB hot", "1176-A", R"({"quirk": true})"), line(3, "fault", "loose", "jack B12"),
            line(4, "fault", "fan is loud", "desk"), line(5, "fault", "custom insert", "desk bus/07", R"({"quirk": true})")};
}

std::vector<store::EntryId> numbers(const Faults& faults)
{
    std::vector<store::EntryId> ids;
    for (const auto& fault : faults) ids.push_back(fault.entry);
    return ids;
}

}  // namespace

TEST_CASE("a fault stays open until a line closes it, and who closed it is kept")
{
    auto lines = some_faults();
    lines.push_back(line(6, "fault_closed", "cap replaced", "desk ch/12", {}, 1));
    std::ranges::reverse(lines);   // the store lists newest first
    const auto faults = faults_in(lines);
    REQUIRE(numbers(faults) == std::vector<store::EntryId>{1, 2, 3, 4, 5});
    CHECK_FALSE(faults[0].is_open());
    CHECK(faults[0].closed == 6);
    CHECK(faults[0].closed_by == "anna");
    CHECK(faults[0].closed_text == "cap replaced");
    CHECK(faults[0].closed_time == lines.front().time);
    CHECK(faults[1].is_open());
    CHECK(faults[1].is_quirk);
    CHECK_FALSE(faults[2].is_quirk);
}

TEST_CASE("closing twice, or what nobody found, changes nothing")
{
    auto lines = some_faults();
    lines.push_back(line(6, "fault_closed", "cap replaced", "desk ch/12", {}, 1));
    lines.push_back(line(7, "fault_closed", "again", "desk ch/12", {}, 1));
    lines.push_back(line(8, "fault_closed", "what?", "", {}, 99));
    lines.push_back(line(9, "fault_closed", "what?", ""));
    CHECK(faults_in(lines)[0].closed == 6);
    CHECK(faults_about(faults_in(lines), "desk").size() == 2);
}

TEST_CASE("a fault reads as its newest correction says")
{
    auto lines = some_faults();
    lines.push_back(line(6, "correction", "pre crackles with 48 V on", "", {}, 1));
    lines.push_back(line(7, "correction", "pre crackles with 48 V on, pad in", "", {}, 6));
    CHECK(faults_in(lines)[0].text == "pre crackles with 48 V on, pad in");
    CHECK(faults_in(lines)[1].text == "reads 2 dB hot");
}

TEST_CASE("faults are found by unit, by strip and by jack, however the name is written")
{
    const auto faults = faults_in(some_faults());
    const auto [subject, about] = GENERATE(table<std::string, std::vector<store::EntryId>>({
        {"desk", {1, 4, 5}}, {"desk ch/12", {1}}, {"Desk CH/012", {1}}, {"desk ch 12", {1}}, {"desk ch/1", {}}, {"desk bus/7", {5}}, {"1176-a", {2}}, {"1176", {}}, {"jack b12", {3}},
        {"jack B1", {}}, {"", {}}, {"desk ch", {1}}}));
    CAPTURE(subject);
    CHECK(numbers(faults_about(faults, subject)) == about);
}

TEST_CASE("who uses a strip is told of the whole unit, too")
{
    const auto faults = faults_in(some_faults());
    CHECK(numbers(faults_for(faults, "desk ch/12")) == std::vector<store::EntryId>{1, 4});
    CHECK(numbers(faults_for(faults, "desk ch/12/mix")) == std::vector<store::EntryId>{1, 4});
    CHECK(numbers(faults_for(faults, "desk ch/3")) == std::vector<store::EntryId>{4});
}

TEST_CASE("what is wrong with a unit as a whole is told without its parts")
{
    const auto faults = faults_in(some_faults());
    CHECK(numbers(faults_of_whole(faults, "Desk")) == std::vector<store::EntryId>{4});
    CHECK(numbers(faults_of_whole(faults, "desk ch 12")) == std::vector<store::EntryId>{1});
    CHECK(faults_of_whole(faults, "").empty());
}

TEST_CASE("quirks of the rig are faults that stand open and have no line")
{
    const auto quirks = quirks_of("1176-A", {"reads 2 dB hot", "meter sticks"});
    REQUIRE(quirks.size() == 2);
    CHECK(quirks[1].entry == 0);
    CHECK(quirks[1].is_quirk);
    CHECK(faults_about(quirks, "1176-A").size() == 2);
}

TEST_CASE("broken facts of a line do no harm")
{
    const auto faults = faults_in({line(1, "fault", "hums", "desk", "{\"quirk\": "), line(2, "fault", "hums", "desk", "[1]"), line(3, "fault", "hums", "desk", R"({"quirk": "yes"})")});
    REQUIRE(faults.size() == 3);
    for (const auto& fault : faults) CHECK_FALSE(fault.is_quirk);
}
