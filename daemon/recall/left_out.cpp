#include "recall/left_out.hpp"

namespace recalld::recall {

using studio::ParameterId;
using studio::Scope;

namespace {

std::size_t writable(const studio::UnitState& state, const Scope& scope)
{
    const auto covered = scope.cover(state.unit, *state.profile);
    std::size_t count = 0;
    for (ParameterId id = 0; id < covered.size(); ++id) count += covered[id] && state.has(id) && !(*state.profile)[id].read_only ? 1u : 0u;
    return count;
}

std::string count_not_noted(const UnitPlan& unit)
{
    const auto count = unit.not_noted.size();
    return unit.from.unit + ": " + (count == 1 ? "1 control was" : std::to_string(count) + " controls were") + " not noted in the version";
}

std::string left_as_is(const UnitPlan& unit) { return unit.not_noted.size() == 1 ? "left as it is" : "left as they are"; }

}  // namespace

void leave_out_absent(Plan& plan, const studio::UnitState& target, const Scope& scope)
{
    plan.left_out += writable(target, scope);
    plan.notes.push_back(target.unit + ": the version holds it, this rig does not have it; left out");
}

void leave_out_estranged(Plan& plan, const studio::UnitState& target, const std::string& profile_now, const Scope& scope)
{
    const auto count = writable(target, scope);
    plan.left_out += count;
    plan.estranged += count;
    plan.notes.push_back(target.unit + ": the version was captured with profile " + target.profile->profile_id + ", the rig now says " + profile_now + "; left alone");
}

std::size_t said_to_be_left(const Plan& plan)
{
    std::size_t count = plan.left_out - plan.estranged;
    for (const auto& unit : plan.units) count += left_alone(unit).size();
    return count;
}

std::vector<ParameterId> left_alone(const UnitPlan& unit)
{
    auto all = unit.unknown;
    all.insert(all.end(), unit.unfit.begin(), unit.unfit.end());
    return all;
}

std::string say_not_noted(const UnitPlan& unit)
{
    return unit.not_noted.empty() ? std::string() : count_not_noted(unit) + "; " + left_as_is(unit);
}

std::string name_not_noted(const UnitPlan& unit)
{
    if (unit.not_noted.empty()) return {};
    constexpr std::size_t most = 10;
    const auto count = unit.not_noted.size();
    std::string names;
    for (std::size_t i = 0; i < count && i < most; ++i) names += (i > 0 ? ", " : "") + unit.place(unit.not_noted[i]);
    if (count > most) names += " and " + std::to_string(count - most) + " more";
    return count_not_noted(unit) + " (" + names + "): " + left_as_is(unit);
}

}  // namespace recalld::recall
