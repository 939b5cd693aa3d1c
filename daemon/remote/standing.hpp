#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "logbook/ticks.hpp"
#include "recall/checklist.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What the room knows of its panels: their order, and how exact sheets want to be, in divisions by unit and parameter. A copy, for the store's thread.
struct Fronts {
    std::vector<recall::RackUnit> rack;
    std::map<std::string, std::map<std::string, double>> tolerance = {};
};
Fronts fronts_of(const Room& room);

/// The document of a recall's report, as it was written; null while there is none.
Json document_of(const store::Recall& recall);
/// It left something to hands.
bool leaves_something(const store::Recall& recall);

/// A value as a report spells it: text stands in quotes there. Nothing: `not noted`, or beyond this control.
std::optional<studio::Value> value_reported(const studio::Profile& profile, studio::ParameterId id, std::string words);

/// These ticks of a recall, and beside them what stands as wanted although nobody ticked it: noted on a sheet, or in the patch, after that recall
/// and before the next one that left something to hands. Its note says so. Store thread; throws StoreError.
logbook::Ticks with_standing(const store::Store& store, const store::Recall& recall, const Json& document, logbook::Ticks ticks, const Fronts& fronts);

}  // namespace recalld::remote
