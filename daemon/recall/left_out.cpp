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
    for (const auto& unit : plan.units) count += unit.unknown.size() + unit.unfit.size();
    return count;
}

}  // namespace recalld::recall
