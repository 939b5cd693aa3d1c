#include "studio/diff.hpp"

#include <algorithm>

namespace recalld::studio {

namespace {

/// Neighbouring steps may read the same in dB: then the steps tell them apart.
void name_steps(const Value& from, const Value& to, Difference& found)
{
    found.from += " (step " + plain(from) + ")";
    found.to += " (step " + plain(to) + ")";
}

}  // namespace

Difference describe(const UnitState& from, const UnitState& to, ParameterId id)
{
    const auto& parameter = (*to.profile)[id];
    const UnitState& named = to.selector(id) ? to : from;
    Difference found{to.unit,          id, parameter.name, to.strip_words(parameter.strip), to.profile->words_of(id, named.selector(id)),
                     from.spoken(id), to.spoken(id)};
    if (found.from == found.to) name_steps(from.values[id], to.values[id], found);
    return found;
}

std::string Difference::sentence() const { return (strip.empty() ? "" : strip + ": ") + words + " " + from + " -> " + to; }

bool differ(const UnitState& from, const UnitState& to, ParameterId id)
{
    const auto out = [id](const UnitState& state) { return state.standings[id] == Standing::out_of_scope; };
    if (out(from) || out(to)) return false;
    return (from.has(id) || to.has(id)) && !agree(from, to, id);
}

std::vector<Difference> diff(const UnitState& from, const UnitState& to, const Scope& scope)
{
    std::vector<Difference> found;
    if (from.profile != to.profile) return found;
    const auto covered = scope.cover(to.unit, *to.profile);
    for (ParameterId id = 0; id < to.values.size(); ++id)
        if (covered[id] && differ(from, to, id)) found.push_back(describe(from, to, id));
    return found;
}

namespace {
bool concerns(const Scope& scope, const UnitState& unit)
{
    return std::ranges::count(scope.cover(unit.unit, *unit.profile), true) > 0;
}
}  // namespace

SnapshotDiff diff(const Snapshot& from, const Snapshot& to, const Scope& scope)
{
    SnapshotDiff result;
    for (const auto& unit : to.units) {
        const auto* other = from.unit(unit.unit);
        if (!other || other->profile != unit.profile) {   // the ids of two profiles do not compare
            if (concerns(scope, unit)) result.missing.push_back(unit.unit);
            continue;
        }
        auto found = diff(*other, unit, scope);
        std::ranges::move(found, std::back_inserter(result.differences));
        for (ParameterId id = 0; id < unit.values.size(); ++id) result.compared += unit.has(id) && other->has(id) ? 1u : 0u;
    }
    for (const auto& unit : from.units)
        if (!to.unit(unit.unit) && concerns(scope, unit)) result.missing.push_back(unit.unit);
    return result;
}

}  // namespace recalld::studio
