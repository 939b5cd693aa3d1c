#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "studio/scope.hpp"
#include "studio/snapshot.hpp"

namespace recalld::studio {

/// One setting that two snapshots disagree on.
struct Difference {
    std::string unit;
    ParameterId parameter = no_parameter;
    std::string name;      ///< `ch/17/mix/09/level`
    std::string strip;     ///< `ch 17 "Lead Vox"`
    std::string words;     ///< `send to bus 9`
    std::string from;      ///< `-14.0 dB`
    std::string to;        ///< `-11.0 dB`
    std::string sentence() const;  ///< `ch 17 "Lead Vox": send to bus 9 -14.0 dB -> -11.0 dB`
};

/// One setting in the words of a difference, whether or not it differs. Pure.
Difference describe(const UnitState& from, const UnitState& to, ParameterId id);

/// What differs between two states of the same unit, in the profile's order. A parameter that only one side has is a
/// difference too, unless the other never asked for it (out_of_scope). Native steps are compared, never text. Pure.
std::vector<Difference> diff(const UnitState& from, const UnitState& to, const Scope& scope = {});

/// Likewise for snapshots; units that only one side has, or that have two profiles, are left out and named in `missing`.
struct SnapshotDiff {
    std::vector<Difference> differences;
    std::size_t compared = 0;              ///< parameters that both sides know
    std::vector<std::string> missing;      ///< units that could not be compared
};
SnapshotDiff diff(const Snapshot& from, const Snapshot& to, const Scope& scope = {});

/// The ids that differ, without words: for plans.
bool differ(const UnitState& from, const UnitState& to, ParameterId id);

}  // namespace recalld::studio
