#include "logbook/ticks.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::logbook;

namespace {

store::Entry tick(store::EntryId id, const std::string& who, const std::string& data)
{
    store::NewEntry entry{who, "tick", "Night Train", "words"};
    entry.data = data;
    return {id, store::Time{} + std::chrono::minutes(id), entry};
}

}  // namespace

TEST_CASE("the newest word on a line holds")
{
    const std::vector lines{tick(3, "Ben", R"({"recall": 12, "line": "1176-A input", "verdict": "open"})"),
                            tick(2, "Anna", R"({"recall": 12, "line": "1176-A ratio", "verdict": "cannot", "note": "button is broken"})"),
                            tick(1, "Anna", R"({"recall": 12, "line": "1176-A input", "verdict": "done", "found": "31"})")};
    const auto ticks = ticks_of(lines, 12);
    REQUIRE(ticks.size() == 2);
    CHECK(ticks.at("1176-A input").verdict == TickVerdict::open);
    CHECK(ticks.at("1176-A input").who == "Ben");
    CHECK(ticks.at("1176-A ratio").verdict == TickVerdict::cannot);
    CHECK(ticks.at("1176-A ratio").note == "button is broken");
    CHECK(ticks_of({lines.begin() + 1, lines.end()}, 12).at("1176-A input").found == "31");
}

TEST_CASE("recalls are kept apart")
{
    const std::vector lines{tick(2, "Anna", R"({"recall": 13, "line": "1176-A input", "verdict": "done"})"), tick(1, "Anna", R"({"recall": 12, "line": "1176-A input", "verdict": "cannot"})")};
    CHECK(ticks_of(lines, 12).at("1176-A input").verdict == TickVerdict::cannot);
    CHECK(ticks_of(lines, 13).at("1176-A input").verdict == TickVerdict::done);
    CHECK(ticks_of(lines, 14).empty());
    CHECK(ticks_by_recall(lines).size() == 2);
}

TEST_CASE("lines that are no tick count for nothing")
{
    const auto data = GENERATE(as<std::string>{}, "", "{}", "[1]", R"({"recall": "12", "line": "a", "verdict": "done"})", R"({"recall": 12, "verdict": "done"})",
                               R"({"recall": 12, "line": "a", "verdict": "perhaps"})");
    CHECK(ticks_of({tick(1, "Anna", data)}, 12).empty());
    auto other = tick(1, "Anna", R"({"recall": 12, "line": "a", "verdict": "done"})");
    other.said.kind = "note";
    CHECK(ticks_of({other}, 12).empty());
}
