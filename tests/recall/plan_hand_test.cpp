#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"
#include "recall/states.hpp"

using namespace recalld::recall;
using namespace recalld::recall::testing;
using recalld::logbook::testing::limiter;
namespace studio = recalld::studio;

namespace {

/// As people noted it; nothing else is known.
UnitState noted(const Words& words)
{
    static const auto profile = limiter();
    UnitState state("1176-A", profile);
    for (const auto& [name, said] : words) state.set(id_of(state, name), state.profile->law_of(id_of(state, name)).parse(said).value(), Standing::assumed);
    return state;
}

UnitPlan planned_by_hand(const UnitState& from, const UnitState& to, const std::string& safes = "", const Tolerances& tolerances = {})
{
    return plan_unit(from, to, studio::Scope::parse("", {}, {"1176-A"}), studio::Scope::parse(safes, {}, {"1176-A"}), {}, tolerances);
}

Names by_hand(const UnitPlan& plan) { return names_of(*plan.from.profile, plan.by_hand); }

}  // namespace

TEST_CASE("what differs on a panel is for hands, and nothing is written")
{
    const auto plan = planned_by_hand(noted({{"input", "24"}, {"output", "18"}, {"ratio", "4"}}), noted({{"input", "30"}, {"output", "18"}, {"ratio", "8"}}));
    CHECK(plan.writes.empty());
    CHECK(by_hand(plan) == Names{"input", "ratio"});
    CHECK(names_of(*plan.from.profile, plan.noted) == Names{"output"});
    CHECK(plan.unchanged.empty());
}

TEST_CASE("what nobody noted since has to be looked at")
{
    CHECK(by_hand(planned_by_hand(noted({}), noted({{"input", "30"}}))) == Names{"input"});
}

TEST_CASE("what nobody had noted then is left alone, and said")
{
    const auto plan = planned_by_hand(noted({{"input", "30"}}), noted({}));
    CHECK(by_hand(plan).empty());
    CHECK(plan.unknown.empty());
    CHECK(plan.not_noted.size() == plan.from.profile->parameters.size());
    CHECK(plan.place(plan.not_noted.front()) == "INPUT");
    CHECK(plan.from.spoken(plan.not_noted.back()) == "not noted");
}

TEST_CASE("what does not matter is on no list")
{
    const auto to = with(noted({{"ratio", "4"}}), "input", Standing::out_of_scope);
    const auto plan = planned_by_hand(noted({{"input", "30"}, {"ratio", "4"}}), to);
    CHECK(by_hand(plan).empty());
    CHECK(std::ranges::find(plan.not_noted, id_of(to, "input")) == plan.not_noted.end());
}

TEST_CASE("a hand is as exact as the panel says, unless the sheet says more or less")
{
    const auto from = noted({{"input", "31"}}), to = noted({{"input", "30"}});   // a sixth of a division off
    CHECK(by_hand(planned_by_hand(from, to)).empty());
    const Tolerances exact{{"input", 0.05}}, roughly{{"input", 1.0}};
    CHECK(by_hand(planned_by_hand(from, to, "", exact)) == Names{"input"});
    CHECK(by_hand(planned_by_hand(noted({{"input", "35"}}), to, "", roughly)).empty());
    CHECK(by_hand(planned_by_hand(noted({{"input", "35"}}), to)) == Names{"input"});
}

TEST_CASE("a switch clicks: no tolerance makes two positions one")
{
    const Tolerances roughly{{"ratio", 50.0}};
    CHECK(by_hand(planned_by_hand(noted({{"ratio", "8"}}), noted({{"ratio", "4"}}), "", roughly)) == Names{"ratio"});
}

TEST_CASE("a safe control stays as it is")
{
    const auto plan = planned_by_hand(noted({{"input", "24"}}), noted({{"input", "30"}}), "1176-A");
    CHECK(by_hand(plan).empty());
    CHECK(names_of(*plan.from.profile, plan.safe) == Names{"input"});
}

TEST_CASE("once a preset has to be loaded, what stands right is for hands again")
{
    auto plan = planned_by_hand(noted({{"input", "24"}, {"output", "18"}, {"ratio", "4"}}), noted({{"input", "30"}, {"output", "18"}, {"ratio", "4"}}));
    plan.begin_with_preset();
    CHECK(by_hand(plan) == Names{"input", "output", "ratio"});
    CHECK(plan.noted.empty());
}
