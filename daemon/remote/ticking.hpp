#pragma once

#include <memory>
#include <set>
#include <string>

#include "logbook/sheets.hpp"
#include "logbook/ticks.hpp"
#include "recall/checklist.hpp"
#include "remote/json.hpp"
#include "store/store.hpp"
#include "studio/profile.hpp"

namespace recalld::remote {

/// What somebody says of a line of a checklist, and of which control.
struct Ticking {
    store::RecallId recall = 0;
    std::string line, who, found, note;
    logbook::TickVerdict verdict = logbook::TickVerdict::done;
    std::shared_ptr<const studio::Profile> profile = {};   ///< of its unit; none at the bay
    logbook::Sheet noted = {};                              ///< its sheet as it is now
    logbook::Sheet before = {};                             ///< … and before the tick that is taken back
    Json clock = Json::object();                            ///< where a DAW or a machine of the room stands
    std::set<std::string> others = {};                      ///< controls of its unit that the same checklist names
};

/// What the tick says of the control, for its sheet; nothing at the bay. Throws VerbError when it says done and is not. Pure.
logbook::SheetChange change_by(const Ticking& asked, const recall::ChecklistLine& line);

/// `31 dB`, however it was typed. Pure.
std::string found_words(const Ticking& asked, const recall::ChecklistLine& line);

/// The tick as the log has it: `1176-A INPUT set to 30 dB`. Pure.
std::string tick_words(const Ticking& asked, const recall::ChecklistLine& line);

}  // namespace recalld::remote
