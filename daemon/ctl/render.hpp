#pragma once

#include <cstddef>
#include <string>

#include "ctl/json.hpp"
#include "ctl/paint.hpp"

// Results of verbs as people read them. Pure: JSON in, lines out, every number with its unit.

namespace recalld::ctl {

using Render = std::string (*)(const Json& result, const Paint& paint);

std::string render_status(const Json& result, const Paint& paint);
std::string render_units(const Json& result, const Paint& paint);
std::string render_check(const Json& result, const Paint& paint);

std::string render_get(const Json& result, const Paint& paint);
std::string render_set(const Json& result, const Paint& paint);
std::string render_change(const Json& change, const Paint& paint);  ///< one line of `watch`

std::string render_midi_ports(const Json& result, const Paint& paint);
std::string render_midi(const Json& line, const Paint& paint);  ///< one line of `midi monitor`

std::string render_capture(const Json& result, const Paint& paint);
std::string render_import(const Json& result, const Paint& paint);
std::string render_sessions(const Json& result, const Paint& paint);
std::string render_versions(const Json& result, const Paint& paint);
std::string render_show(const Json& result, const Paint& paint);

std::string render_diff(const Json& result, const Paint& paint);

std::string render_plan(const Json& result, const Paint& paint);
/// The same with at most so many changes and words of a hazard: what stands before a question.
std::string render_plan_briefly(const Json& plan, const Paint& paint, std::size_t most);
/// `phantom,gain`: what --allow would have to name; empty when nothing is refused.
std::string hazards_to_allow(const Json& plan);
/// What of a plan can hurt, and the flags that allow it.
std::string render_hazards(const Json& plan, const Paint& paint, std::size_t most);

/// A report, or the plan that a dry run gives instead.
std::string render_recall(const Json& result, const Paint& paint);
std::string render_reports(const Json& result, const Paint& paint);
std::string render_cancel(const Json& result, const Paint& paint);

std::string render_pair(const Json& result, const Paint& paint);
std::string render_pairings(const Json& result, const Paint& paint);
std::string render_revoked(const Json& result, const Paint& paint);
std::string render_note(const Json& result, const Paint& paint);
std::string render_entries(const Json& result, const Paint& paint);

std::string render_macros(const Json& result, const Paint& paint);
/// What came of a macro, step by step, or of a trigger that set it off.
std::string render_macro(const Json& result, const Paint& paint);
std::string render_triggers(const Json& result, const Paint& paint);
std::string render_armed(const Json& result, const Paint& paint);

// What several of them say.

/// `ch 17 "Lead Vox": send to bus 9`, whether or not the words hold the strip already.
std::string subject_of(const Json& change);
/// `ch 17 "Lead Vox": send to bus 9 -14.0 dB -> -11.0 dB`
std::string sentence_of(const Json& change);
/// `Night Train/Mix 3`, with `@2` when it is not the only take.
std::string moment_of(const Json& result);
/// `note: …` for each
std::string notes_of(const Json& result, const Paint& paint);
/// Words of a list, each `indent` deep on its own line; the rest counted when there are more than `most`.
std::string listed(const Json& words, std::string_view indent, std::size_t most);
/// `50 of 340 sessions; --offset 50 shows more`, when a list is not complete.
std::string rest_of(const Json& result, std::size_t shown, std::string_view noun);

}  // namespace recalld::ctl
