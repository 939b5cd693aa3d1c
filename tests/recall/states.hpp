#pragma once

#include "profile_here.hpp"
#include "recall/plan.hpp"
#include "simulated_desk.hpp"

/// States made by hand: everything known, a few values bent.
namespace recalld::recall::testing {

using namespace recalld::testing;
using studio::Standing;
using studio::UnitState;
using Words = std::vector<std::pair<std::string, std::string>>;
using Names = std::vector<std::string>;

inline ParameterId id_of(const UnitState& state, const std::string& name)
{
    const auto id = state.profile->find(name);
    if (!id) throw std::logic_error("no parameter " + name);
    return *id;
}

/// With some values in people's words: `-6.8`, `ON`, `Lead Vox`.
inline UnitState with(UnitState state, const Words& bends)
{
    for (const auto& [name, words] : bends) {
        const auto id = id_of(state, name);
        const auto value = state.profile->law_of(id).parse(words);
        if (!value) throw std::logic_error(name + " cannot be " + words);
        state.set(id, *value, Standing::confirmed);
    }
    return state;
}

inline UnitState with(UnitState state, const std::string& name, Standing standing)
{
    state.standings[id_of(state, name)] = standing;
    return state;
}

/// As a desk leaves the works.
inline UnitState from_the_works(ProfilePtr profile, const Words& bends = {})
{
    UnitState state("desk", profile);
    const simulate::Console console(profile);
    for (ParameterId id = 0; id < profile->parameters.size(); ++id) state.set(id, console.value((*profile)[id].name), Standing::confirmed);
    return with(std::move(state), bends);
}

inline studio::Scope scope(const std::string& text) { return studio::Scope::parse(text, {}, {"desk"}); }

inline UnitPlan planned(const UnitState& from, const UnitState& to, const std::string& in = "", const std::string& safes = "")
{
    return plan_unit(from, to, scope(in), scope(safes), {});
}

inline Names names_of(const studio::Profile& profile, const std::vector<ParameterId>& ids)
{
    Names names;
    for (const auto id : ids) names.push_back(profile[id].name);
    return names;
}

/// `ch/01/mix/fader`, and `ch/01/mix/fader!` when it is forced.
inline Names written(const UnitPlan& plan)
{
    Names names;
    for (const auto& write : plan.writes) names.push_back((*plan.from.profile)[write.parameter].name + (write.forced ? "!" : ""));
    return names;
}

inline Hazards hazards(const UnitPlan& plan)
{
    Plan all;
    all.units.push_back(plan);
    return all.hazards();
}

}  // namespace recalld::recall::testing
