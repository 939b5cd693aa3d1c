#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "logbook/ticks.hpp"
#include "recall/checklist.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The room's units in their order. A copy, for the store's thread.
recall::Rack rack_of(const Room& room);

/// The document of a recall's report, as it was written; null while there is none.
Json document_of(const store::Recall& recall);
/// It left something to hands.
bool leaves_something(const store::Recall& recall);

/// A value as a report spells it: text stands in quotes there. Nothing: `not noted`, or beyond this control.
std::optional<studio::Value> value_reported(const studio::Profile& profile, studio::ParameterId id, std::string words);

/// These ticks of a recall, and beside them what stands as wanted although nobody ticked it: noted on a sheet, or in the patch, after that recall
/// and before the next one that left something to hands. Its note says so. Store thread; throws StoreError.
logbook::Ticks with_standing(const store::Store& store, const store::Recall& recall, const Json& document, logbook::Ticks ticks, const recall::Rack& rack);

}  // namespace recalld::remote
