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

/// What changed between two snapshots, for the book: {compared, differences: [{unit, chapter, parameter, strip, words, from, to}],
/// missing: [{words, kind}]}, of which `chapter` is where the book has such values. Pure.
Json change_facts(const studio::SnapshotDiff& diff, const studio::Snapshot& from, const studio::Snapshot& to);

/// Of gear that is set by hand and had a blank sheet before, how much a version holds: [{words, kind}], `1176-A: 6 controls`. Pure.
Json first_noted(const studio::Snapshot& known, const studio::Snapshot& now);

/// In which chapter values of that section stand, by the kind of their unit.
std::string_view chapter_of(std::string_view kind, std::string_view section);

}  // namespace recalld::paper
