#include "remote/web/consent.hpp"

#include <catch2/catch.hpp>

#include "profile_here.hpp"
#include "studio/scope.hpp"

using namespace recalld;
using namespace recalld::remote::web;
using Json = nlohmann::ordered_json;
using Ticks = std::vector<std::string>;

namespace {

Json plan_with_hazards()
{
    return Json::parse(R"json({"hazards": [
        {"hazard": "gain", "words": ["input 4 rises", "input 5 rises"], "of": ["desk headamp/003/gain", "desk headamp/004/gain"], "allowed": false},
        {"hazard": "unmute", "words": ["ch 1 on"], "of": ["desk ch/01/mix/on"], "allowed": false},
        {"hazard": "repatch", "words": ["input 4 belongs elsewhere"], "of": ["desk headamp/003/gain"], "allowed": false},
        {"hazard": "link", "words": ["ch 2 follows ch 1"], "of": [""], "allowed": false}]})json");
}

}  // namespace

TEST_CASE("without a tick all that is dangerous is left out, and nothing is allowed")
{
    const auto consent = consent_of(plan_with_hazards(), {}, "");
    CHECK(consent.allow.empty());
    CHECK(consent.left_out == 3);
    CHECK(consent.scope == "-desk /ch/1/mix/on, -desk /headamp/3-4/gain");
}

TEST_CASE("a tick allows its kind, and leaves the others of its kind out")
{
    const auto consent = consent_of(plan_with_hazards(), {"gain desk headamp/004/gain", "unmute desk ch/01/mix/on"}, "desk ch/1-8");
    CHECK(consent.allow == "gain,unmute");
    CHECK(consent.left_out == 1);
    CHECK(consent.scope == "desk ch/1-8, -desk /headamp/3/gain");
}

TEST_CASE("what is dangerous in two ways needs both ticks")
{
    const auto half = consent_of(plan_with_hazards(), {"gain desk headamp/003/gain"}, "");
    CHECK(half.allow.empty());
    CHECK(half.left_out == 3);
    const auto whole = consent_of(plan_with_hazards(), {"gain desk headamp/003/gain", "repatch desk headamp/003/gain"}, "");
    CHECK(whole.allow == "gain,repatch");
    CHECK(whole.scope.find("headamp/3") == std::string::npos);
}

TEST_CASE("what comes along with other changes is allowed by its own words, and cannot be left out alone")
{
    const auto consent = consent_of(plan_with_hazards(), {"link ch 2 follows ch 1"}, "");
    CHECK(consent.allow == "link");
    CHECK(consent.left_out == 3);
    CHECK(consent_of(plan_with_hazards(), {"link ch 9 follows ch 1"}, "").allow.empty());
}

TEST_CASE("what was allowed before stays so")
{
    auto plan = plan_with_hazards();
    for (auto& hazard : plan["hazards"]) hazard["allowed"] = true;
    const auto consent = consent_of(plan, {}, "");
    CHECK(consent.left_out == 0);
    CHECK(consent.allow == "gain,link,repatch,unmute");
    CHECK(consent.scope.empty());
}

TEST_CASE("what was seen changes with every line and every word of it")
{
    const auto plan = plan_with_hazards();
    auto other = plan;
    CHECK(seen_in(plan) == seen_in(other));
    other["hazards"][0]["words"][1] = "input 5 rises by more";
    CHECK(seen_in(plan) != seen_in(other));
    other = plan;
    other["hazards"].erase(3);
    CHECK(seen_in(plan) != seen_in(other));
    CHECK(seen_in(Json::object()) == seen_in(Json::parse(R"({"hazards": []})")));
}

TEST_CASE("a scope without some parameters covers all others, and none of these")
{
    const auto profile = testing::profile_here("example");
    const Ticks names = GENERATE(Ticks{"desk ch/01/mix/on"}, Ticks{"desk ch/01/mix/on", "desk ch/02/mix/on", "desk ch/04/mix/on", "desk ch/01/mix/fader"},
                                 Ticks{"desk config/chlink/1-2", "desk headamp/000/phantom", "desk headamp/001/phantom", "desk fx/1/par/03"},
                                 Ticks{"desk ch/01/mix/01/on", "desk ch/01/mix/03/on", "desk ch/02/mix/02/on"});
    const std::string scope = GENERATE("", "ch/1-3", "desk mix, headamp");
    const auto parse = [](const std::string& text) { return studio::Scope::parse(text, {}, {"desk"}); };
    const auto before = parse(scope).cover("desk", *profile), after = parse(scope_without(scope, names)).cover("desk", *profile);
    for (studio::ParameterId id = 0; id < profile->parameters.size(); ++id) {
        const bool is_out = std::ranges::find(names, "desk " + (*profile)[id].name) != names.end();
        CAPTURE(scope, (*profile)[id].name, scope_without(scope, names));
        CHECK(after[id] == (before[id] && !is_out));
    }
}

TEST_CASE("neighbours become ranges, so that many fit into one scope")
{
    Ticks names;
    for (int i = 0; i < 128; ++i) names.push_back("desk headamp/" + std::string(i < 10 ? "00" : i < 100 ? "0" : "") + std::to_string(i) + "/gain");
    CHECK(scope_without("", names) == "-desk /headamp/0-127/gain");
    CHECK(scope_without("", {"verb -stat/armed"}) == "-verb /-stat/armed");
    CHECK(scope_without("x", {}) == "x");
}
