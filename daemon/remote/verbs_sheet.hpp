#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "logbook/faults.hpp"
#include "logbook/plates.hpp"
#include "logbook/sheets.hpp"
#include "logbook/ticks.hpp"
#include "recall/checklist.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The sheets of this room. Throws VerbError in a room that keeps none.
Sheets& sheets_in(const Room& room);

/// The newest version of a session, or of all, that holds this unit. Throws VerbError. Store thread.
store::Version newest_with(store::Store& store, const std::string& unit, const std::string& session);

/// What stood noted on all sheets at one time, what is on the plates of that gear, and what is known to be wrong with the gear now.
struct SheetsThen {
    logbook::Sheets sheets;
    logbook::Faults faults;
    logbook::Plates plates;
};
/// Of a version, or now; one look into the log for all. Throws VerbError in a room that keeps none.
task<SheetsThen> sheets_then(Room& room, std::optional<store::Version> version);
/// What the verb `sheet` answers of a unit, by values that are loaded already. `then` must live until it ends.
task<Json> told_sheet(Room& room, studio::UnitState state, const SheetsThen& then);

// verbs_checklist.cpp:
task<Json> checklist(Call call);
task<Json> tick(Call call);

/// The document of a recall's report as it is now, ticks included, and what hands noted without one; null while there is none. Store thread.
Json report_now(store::Store& store, const store::Recall& recall, const recall::Rack& rack);
/// … when its ticks are known already.
Json report_now(store::Store& store, const store::Recall& recall, const logbook::Ticks& ticks, const recall::Rack& rack);
/// Of each of these recalls what was ticked. Store thread.
std::map<store::RecallId, logbook::Ticks> ticks_in(store::Store& store, const std::vector<std::string>& sessions);

}  // namespace recalld::remote
