#pragma once

#include "logbook/faults.hpp"
#include "logbook/sheets.hpp"
#include "recall/checklist.hpp"
#include "remote/json.hpp"
#include "studio/snapshot.hpp"

namespace recalld::remote {

// The sheets of analog gear and their checklists as VERBS.md has them. Pure.

/// One panel with what stands on it.
struct SheetShown {
    const studio::UnitState& state;
    const logbook::Sheet& sheet;
    const studio::UnitState* against = nullptr;   ///< what it is compared with: what differs is marked
};

/// [{name, controls: [{parameter, label, kind, value, words, position, any, tolerance, marks, choices, changed, from}]}]
Json panel_json(const SheetShown& shown);
/// How many controls somebody noted, and of how many: {"noted", "of"}.
Json noted_json(const studio::UnitState& state, const logbook::Sheet& sheet);
/// The panel as SVG, with its values; `plate`: revision and serial number.
std::string panel_drawing(const SheetShown& shown, const std::string& title, const std::string& plate);

/// {remaining, done, cannot, groups: [{name, count, lines: […]}]}
Json checklist_json(const recall::Checklist& checklist, const logbook::Faults& faults);

}  // namespace recalld::remote
