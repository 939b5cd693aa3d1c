#include "studio/snapshot.hpp"

#include "studio/blob.hpp"

#include <algorithm>

namespace recalld::studio {

namespace {

/// Two dumps of one size are not the same dump: what tells them apart.
std::string mark_of(const UnitState& state, ParameterId id)
{
    const auto* way = state.profile->way_of(id);
    const auto* dump = std::get_if<std::string>(&state.values[id]);
    if (!way || !dump || state.profile->law_of(id).kind != LawKind::blob) return {};
    return " (" + fingerprint(*dump, way->fleeting) + ")";
}

}  // namespace

UnitState::UnitState(std::string unit_name, std::shared_ptr<const Profile> its_profile)
    : unit(std::move(unit_name)), profile(std::move(its_profile))
{
    if (!profile) return;
    values.resize(profile->parameters.size());
    standings.resize(profile->parameters.size(), Standing::unknown);
}

bool UnitState::has(ParameterId id) const
{
    return standings[id] == Standing::confirmed || standings[id] == Standing::assumed;
}

const Value* UnitState::value(ParameterId id) const { return has(id) ? &values[id] : nullptr; }

const Value* UnitState::selector(ParameterId id) const
{
    const ParameterId chooser = (*profile)[id].selector;
    return chooser == no_parameter ? nullptr : value(chooser);
}

void UnitState::set(ParameterId id, Value value, Standing standing)
{
    values[id] = std::move(value);
    standings[id] = standing;
}

std::string UnitState::spoken(ParameterId id) const
{
    switch (standings[id]) {
        case Standing::confirmed:
        case Standing::assumed: return profile->law_of(id, selector(id)).spoken(values[id]) + mark_of(*this, id);
        case Standing::unknown: return profile->is_by_hand() ? "not noted" : "silent";
        case Standing::not_exposed: return "not exposed";
        case Standing::by_hand: return "by hand";
        case Standing::out_of_scope: return profile->is_by_hand() ? "left open" : "not captured";
    }
    return {};
}

std::string UnitState::strip_words(std::uint32_t index) const
{
    const Strip& strip = profile->strips[index];
    if (strip.label == no_parameter) return strip.words;
    const auto* label = value(strip.label);
    const auto* name = label ? std::get_if<std::string>(label) : nullptr;
    return name && !name->empty() ? strip.words + " \"" + *name + '"' : strip.words;
}

std::string UnitState::placed(ParameterId id, const std::string& words) const
{
    const auto strip = strip_words((*profile)[id].strip);
    return strip.empty() ? words : strip + ": " + words;
}

bool agree(const UnitState& a, const UnitState& b, ParameterId id)
{
    if (!a.has(id) || !b.has(id)) return false;
    if (a.profile->same(id, a.values[id], b.values[id])) return true;
    const bool is_printed = a.standings[id] == Standing::assumed || b.standings[id] == Standing::assumed;
    const bool has_no_grid = std::holds_alternative<float>(a.values[id]) && std::holds_alternative<float>(b.values[id]);
    return is_printed && has_no_grid && a.spoken(id) == b.spoken(id);
}

Coverage coverage_of(const UnitState& state)
{
    Coverage coverage;
    for (ParameterId id = 0; id < state.standings.size(); ++id) {
        switch (state.standings[id]) {
            case Standing::assumed:
                if (state.profile->is_by_hand()) ++coverage.noted;
                else if ((*state.profile)[id].blind) ++coverage.as_sent;
                [[fallthrough]];
            case Standing::confirmed: ++coverage.captured; break;
            case Standing::not_exposed: ++coverage.not_exposed; break;
            case Standing::by_hand: ++coverage.by_hand; break;
            case Standing::unknown: coverage.silent.push_back(id); break;
            case Standing::out_of_scope: break;
        }
    }
    return coverage;
}

const UnitState* Snapshot::unit(std::string_view name) const
{
    const auto found = std::ranges::find(units, name, &UnitState::unit);
    return found == units.end() ? nullptr : &*found;
}

}  // namespace recalld::studio
