#include "logbook/credits.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"
#include "logbook/credit_roles.hpp"

using namespace recalld;
using namespace recalld::logbook;
using logbook::testing::line;
using Catch::Contains;

namespace {

store::Entry credit(store::EntryId id, const std::string& name, const std::string& role, const std::string& group, Json more = Json::object())
{
    Json data = {{"name", name}, {"role", role}, {"group", group}};
    data.update(more);
    return line(id, "credit", name + ": " + role, "", data.dump());
}

}  // namespace

TEST_CASE("credits stand in the order of the cover sheet")
{
    const auto credits = credits_in({credit(1, "Anna Berg", "Assistant Engineer", "engineer"), credit(2, "The Trains", "Main Artist", "artist"), credit(3, "Jo", "Runner", "studio"),
                                     credit(4, "Lee", "Musician", "musician", {{"instrument", "bass"}}), credit(5, "Kim", "Mixing Engineer", "engineer"), credit(6, "Pat", "Ghost", "nobody knows")});
    std::string names;
    for (const auto& one : credits) names += one.name + " ";
    CHECK(names == "The Trains Anna Berg Kim Lee Jo Pat ");
    CHECK(credits[3].instrument == "bass");
    CHECK(credits[0].session == "Night Train");
}

TEST_CASE("the same name and role is one credit: later facts replace, and gone takes it out")
{
    const auto lines = std::vector{credit(1, "Kim", "Mixing Engineer", "engineer"), credit(2, "Kim", "Producer", "producer"),
                                   credit(3, "Kim", "Mixing Engineer", "engineer", {{"isni", "0000000121032683"}}), credit(4, "Kim", "Producer", "producer", {{"gone", true}}),
                                   credit(5, "Nobody", "Producer", "producer", {{"gone", true}}), line(6, "credit", "?", "", "{}")};
    const auto credits = credits_in(lines);
    REQUIRE(credits.size() == 1);
    CHECK(credits[0].isni == "0000000121032683");
    CHECK(credits[0].entry == 3);
}

TEST_CASE("of each fact of a song the newest holds, and an empty one takes it out")
{
    auto other = line(4, "song", "", "", R"({"title": "Day Train"})");
    other.said.session = "Day Train";
    const auto song = song_in({line(3, "song", "", "", R"({"title": "Night Train", "client": ""})"), line(1, "song", "", "", R"({"bpm": "120", "title": "Nite Train", "client": "Label X", "wheels": "8", "key": 4})"), other},
                              "Night Train");
    CHECK(song.dump() == R"({"title":"Night Train","bpm":"120"})");
    CHECK(song_in({other}, "Night Train").empty());
}

TEST_CASE("facts of a song are checked, and what is wrong is said")
{
    const auto [key, value, fault] = GENERATE(table<std::string, std::string, std::string>({{"isrc", "DE-A12-26-00001", ""}, {"isrc", "DEA122600001", ""}, {"isrc", "DEA12260000", "ISRC"},
        {"isrc", "DEA1226000O1", "ISRC"}, {"bpm", "120", ""}, {"date", "2026-11-22", ""}, {"date", "2026", ""}, {"date", "spring 2026", ""}, {"date", "2026-13-45", "year, month and day"}, {"date", "2026-1", "year, month and day"}, {"bpm", "98.5", ""}, {"bpm", "fast", "20 to 400 bpm"}, {"bpm", "401", "bpm"}, {"bpm", "120 ", "bpm"}, {"bpm", "nan", "bpm"},
        {"initials", "NT", ""}, {"mixer_initials", "AB/1", "letters and digits"}, {"initials", "ABCDEFGHI", "up to 8"}, {"title", "anything at all", ""}, {"titel", "x", "did you mean \"title\"?"}, {"isrc", "", ""}}));
    CAPTURE(key, value);
    const auto said = song_fault(key, value);
    if (fault.empty()) CHECK(said.empty());
    else CHECK_THAT(said, Contains(fault));
}

TEST_CASE("numbers of people are checked")
{
    CHECK(isni_fault("0000 0001 2103 2683").empty());
    CHECK(isni_fault("000000012146438X").empty());
    CHECK_THAT(isni_fault("0000000121032684"), Contains("check digit"));
    CHECK_THAT(isni_fault("12345"), Contains("16 digits"));
    CHECK_THAT(isni_fault("000000012103268Y"), Contains("16 digits"));
    CHECK(ipi_fault("00014107338").empty());
    CHECK_THAT(ipi_fault("1410x"), Contains("9 to 11 digits"));
}

TEST_CASE("roles are known however they are written; others are free")
{
    CHECK(role_named("mixing-engineer")->name == "Mixing Engineer");
    CHECK(role_named("MIX")->name == "Mixing Engineer");
    CHECK(role_named("2nd")->name == "Assistant Engineer");
    CHECK(role_named("a&r")->group == CreditGroup::studio);
    CHECK(role_named("Bass Whisperer") == nullptr);
    CHECK_THAT(role_suggestion("Mixing Enginer"), Contains("Mixing Engineer"));
    CHECK(role_suggestion("Mixing Engineer").empty());
    CHECK(role_suggestion("Bass Whisperer").empty());
}

TEST_CASE("each role stands once, and each short form leads to one")
{
    for (const auto& role : roles()) CHECK(role_named(role.name) == &role);
    for (const auto* words : {"artist", "prod", "rec", "tracking", "mixer", "mastering", "assistant", "second engineer", "vocals", "bvs"}) CHECK(role_named(words) != nullptr);
}
