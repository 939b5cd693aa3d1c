#pragma once

#include <map>
#include <string>
#include <vector>

#include "logbook/ticks.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The sheets of this room. Throws VerbError in a room that keeps none.
Sheets& sheets_in(const Room& room);

/// The newest version of a session, or of all, that holds this unit. Throws VerbError. Store thread.
store::Version newest_with(store::Store& store, const std::string& unit, const std::string& session);

// verbs_checklist.cpp:
task<Json> checklist(Call call);
task<Json> tick(Call call);

/// The document of a recall's report as it is now, ticks included; null while there is none. Store thread.
Json report_now(store::Store& store, const store::Recall& recall);
/// Of each of these recalls what was ticked. Store thread.
std::map<store::RecallId, logbook::Ticks> ticks_in(store::Store& store, const std::vector<std::string>& sessions);

}  // namespace recalld::remote
