#include "logbook/drift.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"
#include "profile_here.hpp"

using namespace recalld;
using namespace recalld::logbook;
using namespace std::chrono_literals;
using logbook::testing::line;
using recalld::testing::profile_here;
using Catch::Contains;
using studio::Standing;

namespace {

store::Entry told(store::EntryId id, const std::string& kind, const std::string& version, const std::string& data)
{
    auto entry = line(id, kind, kind, "", data);
    entry.said.version = version;
    return entry;
}

std::string standing(const std::vector<store::Entry>& lines)
{
    const auto moment = stands_as(lines);
    return moment ? moment->session + "/" + moment->version : "nothing";
}

/// A desk of which the first four faders are known.
studio::UnitState desk(const std::string& name = "desk")
{
    studio::UnitState state(name, profile_here("example"));
    for (int channel = 1; channel <= 4; ++channel)
        state.set(*state.profile->find("ch/0" + std::to_string(channel) + "/mix/fader"), std::int32_t{500}, Standing::confirmed);
    state.set(*state.profile->find("ch/01/config/name"), std::string("Lead Vox"), Standing::confirmed);
    return state;
}

void move(studio::UnitState& state, const std::string& name, std::int32_t step) { state.set(*state.profile->find(name), step, Standing::confirmed); }

Drift between(const studio::UnitState& kept, const studio::UnitState& now)
{
    Drift drift{{"Night Train", "Mix 3@1"}, {}, 0, {}};
    compare(kept, &now, drift);
    return drift;
}

}  // namespace

TEST_CASE("the room stands as what was captured or recalled last")
{
    const auto first = told(1, "capture", "Mix 1", R"({"take": 1})"), second = told(2, "capture", "Mix 2", R"({"take": 2})");
    const auto back = told(3, "recall", "Mix 1", R"({"recall": 7, "report": {"matched": 4}})");
    CHECK(standing({}) == "nothing");
    CHECK(standing({first, second}) == "Night Train/Mix 2@2");
    CHECK(standing({back, second, first}) == "Night Train/Mix 1");
    CHECK(standing({first, told(2, "recall", "Mix 1@3", R"({"recall": 7})")}) == "Night Train/Mix 1@3");
}

TEST_CASE("an undo leads back to what stood before the recall that it took back")
{
    const auto first = told(1, "capture", "Mix 1", R"({"take": 1})"), second = told(2, "capture", "Mix 2", R"({"take": 1})");
    const auto back = told(3, "recall", "Mix 1", R"({"recall": 7})"), further = told(4, "recall", "Mix 1", R"({"recall": 8})");
    const auto undo = told(5, "undo", "Mix 1", R"({"recall": 9, "undid": {"recall": 8}})"), failed = told(6, "undo", "", R"({"error": "unreachable"})");
    CHECK(standing({first, second, back, further, undo}) == "Night Train/Mix 1");
    CHECK(standing({first, second, further, undo, failed}) == "Night Train/Mix 2@1");
    CHECK(standing({further, undo}) == "nothing");
}

TEST_CASE("what was refused, cancelled or only of a part does not count")
{
    const auto first = told(1, "capture", "Mix 1", R"({"take": 1})");
    const auto data = GENERATE(as<std::string>{}, R"({"error": "refused"})", R"({"recall": 7, "cancelled": true})", R"({"recall": 7, "scope": "ch/17"})", "");
    CHECK(standing({first, told(2, "recall", "Mix 9", data)}) == "Night Train/Mix 1@1");
    CHECK(standing({first, told(2, "capture", "Mix 9", data)}) == "Night Train/Mix 1@1");
}

TEST_CASE("drift is told in words, with what was and what is")
{
    const auto kept = desk();
    auto now = desk();
    move(now, "ch/01/mix/fader", 512);
    const auto drift = between(kept, now);
    CHECK(drift.compared == 5);
    REQUIRE(drift.changes.size() == 1);
    CHECK(drift_words(drift) == std::vector<std::string>{"desk " + drift.changes[0].sentence()});
    CHECK(drift_text(drift) == "unsaved changes since Night Train/Mix 3: 1 setting: desk ch 1 \"Lead Vox\": fader -10.9 dB -> -10.0 dB");
}

TEST_CASE("what hands moved counts and is told with the settings")
{
    const auto kept = desk();
    auto now = desk();
    auto drift = between(kept, now);
    drift.besides = {"patch: B4 -> B15 is pulled"};
    CHECK(drift.count() == 1);
    CHECK(drift_text(drift) == "unsaved changes since Night Train/Mix 3: 1 change: patch: B4 -> B15 is pulled");
    move(now, "ch/01/mix/fader", 512);
    compare(kept, &now, drift);
    CHECK(drift_words(drift) == std::vector<std::string>{"desk " + drift.changes[0].sentence(), drift.besides[0]});
    CHECK_THAT(drift_text(drift), Contains("2 changes: "));
}

TEST_CASE("only the first five changes are named, and the rest is counted")
{
    const auto kept = desk();
    auto now = desk();
    for (int channel = 1; channel <= 4; ++channel) move(now, "ch/0" + std::to_string(channel) + "/mix/fader", 700);
    CHECK_THAT(drift_text(between(kept, now)), Contains("4 settings: ") && !Contains("more"));
    auto drift = between(kept, now);
    compare(kept, &now, drift);
    CHECK_THAT(drift_text(drift), Contains("8 settings: ") && Catch::EndsWith("; … and 3 more"));
}

TEST_CASE("nothing moved is nothing to say, and what one side does not know is no change")
{
    const auto kept = desk();
    auto now = desk();
    now.standings[*now.profile->find("ch/02/mix/fader")] = Standing::unknown;
    move(now, "ch/01/mix/pan", 3);
    const auto drift = between(kept, now);
    CHECK(drift.changes.empty());
    CHECK(drift.compared == 4);
    CHECK(drift_text(drift).empty());
}

TEST_CASE("several units are told apart, and those that nobody can see are named")
{
    const auto desk_kept = desk(), rack_kept = desk("rack"), away_kept = desk("away");
    auto desk_now = desk(), rack_now = desk("rack");
    move(desk_now, "ch/02/mix/fader", 600);
    move(rack_now, "ch/03/mix/fader", 600);
    Drift drift{{"Night Train", "Mix 3@2"}, {}, 0, {}};
    compare(desk_kept, &desk_now, drift);
    compare(rack_kept, &rack_now, drift);
    compare(away_kept, nullptr, drift);
    CHECK_THAT(drift_text(drift), Contains("Mix 3@2: 2 settings: desk ch 2: fader") && Contains("; rack ch 3: fader"));
    REQUIRE(drift.not_compared.size() == 1);
    CHECK(drift.not_compared[0] == "away is offline and was not compared.");
    studio::UnitState other("desk", std::make_shared<studio::Profile>());
    compare(desk_kept, &other, drift);
    CHECK_THAT(drift.not_compared.back(), Contains("another profile"));
}

TEST_CASE("who compares may call two settings the same")
{
    const auto kept = desk();
    auto now = desk();
    move(now, "ch/01/mix/fader", 501);
    Drift drift;
    compare(kept, &now, drift, [](const auto&, const auto&, auto) { return true; });
    CHECK(drift.changes.empty());
    CHECK(drift.compared == 5);
}

TEST_CASE("changes are at rest when a minute went by without one, and that is said once")
{
    Rest rest;
    const Rest::Time start{};
    CHECK_FALSE(rest.is_over(start + 1h));   // nothing was moved
    rest.moved(start);
    CHECK_FALSE(rest.is_over(start + 59s));
    rest.moved(start + 59s);
    CHECK_FALSE(rest.is_over(start + 118s));
    CHECK(rest.is_over(start + 119s));
    CHECK_FALSE(rest.is_over(start + 1h));
    rest.moved(start + 2h);
    CHECK(rest.is_over(start + 2h + 60s));
}
