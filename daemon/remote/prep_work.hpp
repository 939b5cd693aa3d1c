#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logbook/csv.hpp"
#include "logbook/prep.hpp"
#include "recall/plan.hpp"
#include "remote/json.hpp"
#include "rig/rig.hpp"

namespace recalld::remote {

/// What somebody brought to a preparation, read.
struct PrepSource {
    std::string format;   ///< `pro_tools`, `csv`, `inputs`
    std::string how;      ///< it was read, for people
    std::vector<logbook::PrepTrack> tracks;
    logbook::LineMessages messages;
    std::optional<logbook::CsvDamage> damage = {};   ///< of a table
    Json facts = Json::object();   ///< of the DAW's session: rate, bits, plug-ins, markers
};
/// `format`: auto, pro_tools or csv. Throws VerbError.
PrepSource read_prep_source(const std::string& text, const std::string& format);
PrepSource prep_source_of(logbook::InputList inputs);

/// Half a list, or what is none, is not kept: throws VerbError with the place. `what_stands`: `, and … stands`, for people.
[[noreturn]] void refuse_damaged(const logbook::CsvDamage& damage, const std::string& what_stands);

/// The strips of the house on this unit; a scope that means none anywhere is a message.
std::vector<logbook::HousePlace> house_on(const rig::Rig& rig, const rig::Unit& unit, logbook::LineMessages& messages);

/// The unit to be prepared when nobody names one: where the house's strips are, else the only one whose strips can be named. Throws VerbError.
std::shared_ptr<rig::Unit> unit_to_prepare(const rig::Rig& rig);

/// A strip of a unit as a version holds it.
struct HeldStrip {
    const studio::UnitState& state;
    std::uint32_t strip = 0;
};
/// The strip that is meant by `desk ch/17`, by `ch/17` of this unit, or by `ch/17` where one unit alone has it. Throws VerbError.
HeldStrip strip_in(const studio::Snapshot& snapshot, const std::string& unit, const std::string& words);

/// What recalling the target would do to the unit.
recall::Plan plan_of(const rig::Rig& rig, const studio::UnitState& live, studio::UnitState target);

Json prep_json(const logbook::Prep& prep, const std::string& unit, const studio::Profile& profile);
Json messages_json(const logbook::LineMessages& messages);

}  // namespace recalld::remote
