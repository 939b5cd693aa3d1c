#pragma once

#include "paper/read.hpp"
#include "studio/diff.hpp"
#include "studio/snapshot.hpp"

namespace recalld::paper {

/// What a version holds of one unit, for the book: {unit, kind, model, profile, identity, coverage, strips: [{strip, words, used,
/// values: [{parameter, section, words, value, standing?, unused?}]}]}. `kind` is `console`, `outboard` or `by hand`. `standing` is
/// left out when the device confirmed it, `unused` is true when an effect of this type has no such parameter. Values are words with
/// their unit, as `show` has them. Pure.
Json unit_facts(const studio::UnitState& state);

/// What changed, for the book: {compared, differences: [{unit, strip, words, from, to}], missing}. Pure.
Json change_facts(const studio::SnapshotDiff& diff);

}  // namespace recalld::paper
