#include "logbook/sheets.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::logbook;

namespace {

/// Lines of a log, numbered from 1, given oldest first and handed over as the store does.
std::vector<store::Entry> newest_first(std::vector<store::NewEntry> said)
{
    std::vector<store::Entry> lines;
    for (auto& each : said) lines.push_back({static_cast<store::EntryId>(lines.size() + 1), store::Time{} + std::chrono::minutes(lines.size()), std::move(each)});
    std::ranges::reverse(lines);
    return lines;
}

store::NewEntry line(const std::string& kind, const std::string& unit, const std::string& data, const std::string& who = "Anna")
{
    store::NewEntry entry{who, kind, "", "words"};
    entry.subject = unit;
    entry.data = data;
    return entry;
}

}  // namespace

TEST_CASE("later lines of a unit win, control by control")
{
    const auto sheets = sheets_of(newest_first({line("sheet", "1176-A", R"({"set": {"input": "30", "ratio": "4"}})"), line("sheet", "LA2A", R"({"set": {"gain": "40"}})"),
                                                line("sheet", "1176-A", R"({"set": {"input": "24"}})", "Ben")}));
    REQUIRE(sheets.size() == 2);
    const auto& sheet = sheets.at("1176-A");
    CHECK(sheet.values == std::map<std::string, std::string>{{"input", "24"}, {"ratio", "4"}});
    CHECK(sheet.who == "Ben");
    CHECK(sheet.entry == 3);
    CHECK(sheets.at("LA2A").who == "Anna");
}

TEST_CASE("a tick notes what it set")
{
    const auto sheets = sheets_of(newest_first({line("sheet", "1176-A", R"({"set": {"input": "30"}})"),
                                                line("tick", "1176-A", R"({"recall": 7, "line": "1176-A input", "verdict": "done", "set": {"input": "12"}})")}));
    CHECK(sheets.at("1176-A").values.at("input") == "12");
}

TEST_CASE("what does not matter is not known, until it is set")
{
    auto lines = std::vector{line("sheet", "1176-A", R"({"set": {"input": "30"}, "any": ["ratio"]})"), line("sheet", "1176-A", R"({"any": ["input"]})")};
    const auto before = sheets_of(newest_first(lines)).at("1176-A");
    CHECK(before.values.empty());
    CHECK(before.any == std::set<std::string>{"input", "ratio"});
    lines.push_back(line("sheet", "1176-A", R"({"set": {"input": "6"}, "unknown": ["ratio"]})"));
    const auto after = sheets_of(newest_first(lines)).at("1176-A");
    CHECK(after.values.at("input") == "6");
    CHECK(after.any.empty());
}

TEST_CASE("tolerance, preset, photo and what it was copied from are kept")
{
    const auto lines = newest_first({line("sheet", "480L", R"({"preset": "Vocal Plate 12", "tolerance": {"size": 0.5}, "from": "Night Train/Mix 2", "set": {"size": "3"}})"),
                                     line("sheet", "480L", R"({"photo": {"name": "a.jpg", "type": "image/jpeg", "width": 4, "height": 3, "base64": "eHh4"}})"),
                                     line("sheet", "480L", R"({"tolerance": {"size": null}})")});
    const auto sheet = sheets_of(lines).at("480L");
    CHECK(sheet.preset == "Vocal Plate 12");
    CHECK(sheet.photo == 2);
    CHECK(sheet.from.empty());
    CHECK(sheet.tolerance.empty());
    const auto earlier = sheets_of({lines.begin() + 2, lines.end()}).at("480L");
    CHECK(earlier.from == "Night Train/Mix 2");
    CHECK(earlier.tolerance.at("size") == 0.5);
}

TEST_CASE("a change says the same after it was written down")
{
    SheetChange change;
    change.set = {{"input", "∞"}, {"tape", "a \"b\"\n"}};
    change.any = {"ratio"};
    change.unknown = {"meter"};
    change.tolerance = {{"input", 0.25}, {"output", std::nullopt}};
    change.preset = "Vocal Plate 12";
    change.from = "LEFT";
    change.photo = Photo{"a.jpg", "image/jpeg", 1600, 1200, "eHh4", "eA=="};
    const auto again = change_in(data_of(change));
    CHECK(data_of(again) == data_of(change));
    CHECK(again.set == change.set);
    CHECK(again.tolerance == change.tolerance);
    CHECK(again.photo->thumbnail == "eA==");
}

TEST_CASE("data that make no sense change nothing")
{
    const auto data = GENERATE(as<std::string>{}, "", "{", "[]", "17", R"({"set": ["input"], "any": {"a": 1}, "unknown": 4, "tolerance": 7, "preset": 1, "photo": "x"})",
                               R"({"set": {"input": 30}, "tolerance": {"input": "wide"}, "any": [1, null], "photo": {"base64": 3}})");
    CHECK(change_in(data).empty());
    CHECK(sheets_of(newest_first({line("sheet", "1176-A", data), line("note", "1176-A", R"({"set": {"input": "3"}})"), line("sheet", "", R"({"set": {"input": "3"}})")})).empty());
}

TEST_CASE("a tolerance from elsewhere stays within reason")
{
    CHECK(change_in(R"({"tolerance": {"input": -3, "output": 1e9}})").tolerance == std::map<std::string, std::optional<double>>{{"input", 0.0}, {"output", 100.0}});
}
