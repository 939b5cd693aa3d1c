#include "paper/unit_facts.hpp"

#include <catch2/catch.hpp>

#include "profile_here.hpp"

using namespace recalld::paper;
using namespace recalld::studio;

namespace {

/// Two channels: a name, a mute and a fader each, and a setting of the desk.
std::shared_ptr<Profile> small_console()
{
    auto profile = std::make_shared<Profile>();
    profile->profile_id = "consoles/small";
    profile->model = "Small console";
    profile->laws = {Law{}, Law{}, Law{}};
    profile->laws[0].kind = LawKind::text;
    profile->laws[0].steps = 12;
    profile->laws[1].kind = LawKind::choice;
    profile->laws[1].words = {"OFF", "ON"};
    profile->laws[1].steps = 2;
    profile->laws[2].kind = LawKind::integer;
    profile->laws[2].low = 0;
    profile->laws[2].high = 100;
    profile->words = {"name", "mute", "fader", "oscillator"};
    profile->strips = {{"", "desk", no_parameter}, {"ch/1", "ch 1", 0}, {"ch/2", "ch 2", 3}};
    for (std::uint32_t strip = 1; strip <= 2; ++strip)
        for (std::uint16_t law = 0; law < 3; ++law) {
            auto& parameter = profile->parameters.emplace_back();
            parameter.name = "ch/" + std::to_string(strip) + "/" + profile->words[law];
            parameter.strip = strip;
            parameter.law = parameter.words = law;
        }
    auto& oscillator = profile->parameters.emplace_back();
    oscillator.name = "oscillator";
    oscillator.law = 1;
    oscillator.words = 3;
    oscillator.section = Section::oscillator;
    for (ParameterId first : {0U, 3U}) {
        StripControls controls;
        controls.strip = first == 0 ? 1 : 2;
        controls.fader = first + 2;
        controls.mute = {first + 1, 1, 0};
        profile->controls.push_back(controls);
    }
    profile->index();
    return profile;
}

UnitState captured(const std::string& name, std::int32_t mute, std::int32_t fader)
{
    UnitState state("desk", small_console());
    state.set(0, name, Standing::confirmed);
    state.set(1, mute, Standing::confirmed);
    state.set(2, fader, Standing::confirmed);
    return state;
}

bool is_used(const UnitState& state)
{
    const auto facts = unit_facts(state);
    for (const auto& strip : facts["strips"])
        if (strip["strip"] == "ch/1") return strip["used"];
    return false;
}

}  // namespace

TEST_CASE("a strip without a name that is muted or down is not in use; any other is")
{
    CHECK(is_used(captured("Kick", 1, 0)));
    CHECK(is_used(captured("", 0, 50)));
    CHECK_FALSE(is_used(captured("", 0, 0)));
    CHECK_FALSE(is_used(captured("", 1, 50)));
}

TEST_CASE("values stand under their strips in words, and say how sure they are")
{
    auto state = captured("Kick", 0, 50);
    state.identity = "S 1.0";
    state.set(6, 1, Standing::assumed);
    state.standings[3] = Standing::unknown;
    state.standings[4] = Standing::not_exposed;
    state.standings[5] = Standing::out_of_scope;
    const auto facts = unit_facts(state);
    CHECK(facts["kind"] == "console");
    CHECK(facts["identity"] == "S 1.0");
    REQUIRE(facts["strips"].size() == 3);
    CHECK(facts["strips"][0]["values"] == Json::parse(R"([{"parameter": "oscillator", "section": "oscillator", "words": "oscillator", "value": "ON", "standing": "as sent or imported"}])"));
    CHECK(facts["strips"][1]["words"] == "ch 1 \"Kick\"");
    CHECK(facts["strips"][1]["values"][2]["value"] == "50");
    CHECK_FALSE(facts["strips"][1]["values"][2].contains("standing"));
    CHECK(facts["strips"][2]["values"].size() == 2);   // what nobody asked for is not told
    CHECK(facts["strips"][2]["values"][0]["standing"] == "silent");
    CHECK(facts["strips"][2]["values"][1]["standing"] == "not exposed");
    CHECK(facts["coverage"] == Json::parse(R"({"captured": 4, "silent": 1, "not_exposed": 1, "by_hand": 0})"));
}

TEST_CASE("what changed is told with its strip")
{
    const auto before = captured("Kick", 0, 50);
    auto after = before;
    after.set(2, 60, Standing::confirmed);
    Snapshot from, to;
    from.units.push_back(before);
    to.units.push_back(after);
    const auto facts = change_facts(diff(from, to), from, to);
    CHECK(facts["differences"] == Json::parse(R"([{"unit": "desk", "chapter": "console", "parameter": "ch/1/fader", "strip": "ch 1 \"Kick\"", "words": "fader", "from": "50", "to": "60"}])"));
    CHECK(facts["compared"] == 3);
}

TEST_CASE("a unit that only one version has is named with its kind")
{
    Snapshot from;
    from.units.push_back(captured("Kick", 0, 50));
    CHECK(change_facts(diff(from, Snapshot()), from, Snapshot())["missing"].size() == 1);
    CHECK(change_facts(diff(Snapshot(), from), Snapshot(), from)["missing"][0]["words"] == "desk");
}

TEST_CASE("a value stands in the chapter of its section")
{
    CHECK(chapter_of("console", "eq") == "console");
    for (const auto* section : {"routing", "outputs", "links"}) CHECK(chapter_of("console", section) == "routing");
    CHECK(chapter_of("outboard", "routing") == "outboard");
    CHECK(chapter_of("by hand", "panel") == "sheets");
}

TEST_CASE("controls that nobody had noted before are counted, of gear that is set by hand only")
{
    const auto profile = recalld::testing::profile_here("analog/ua-1176ln");
    Snapshot known, now;
    known.units.emplace_back("1176-A", profile);
    std::ranges::fill(known.units[0].standings, Standing::out_of_scope);
    known.units.push_back(captured("Kick", 0, 50));
    now = known;
    CHECK(first_noted(known, now).empty());
    now.units[0].set(profile->find("input").value(), Value{30}, Standing::confirmed);
    now.units[0].set(profile->find("output").value(), Value{18}, Standing::confirmed);
    CHECK(first_noted(known, now) == Json::parse(R"([{"words": "1176-A: 2 controls", "kind": "by hand"}])"));
    CHECK(first_noted(now, now).empty());
    CHECK(first_noted(Snapshot(), now).empty());
}
