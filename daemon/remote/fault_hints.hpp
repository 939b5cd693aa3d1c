#pragma once

#include "logbook/faults.hpp"
#include "recall/plan.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// Everything that is broken or odd in this room: what the log holds, and the quirks that the rig's file names. Core thread.
task<logbook::Faults> all_faults(Room& room);

/// `{entry, subject, text, who, time, open, quirk, closed}`; `entry` is 0 where the rig's file says it, and `closed` null or {entry, who, time, text}.
Json fault_json(const logbook::Fault& fault);
Json faults_json(const logbook::Faults& faults);

/// The open ones about what a plan touches: its units as a whole, and the strips that it writes or wants hands for. Pure.
logbook::Faults faults_in_way(const logbook::Faults& faults, const recall::Plan& plan);

/// The open ones that somebody should know who hears a signal which goes through that place: its own and its whole's. Of a unit with strips, as when
/// an input list names the desk as the preamp, those of other strips are not among them. Core thread.
logbook::Faults faults_on_way(const Room& room, const logbook::Faults& faults, const std::string& place);

/// A subject in this rig's own spelling: `Desk CH 7` becomes `desk ch/07`, `jack b12` that of the bay. Throws VerbError naming what there is.
std::string subject_here(const Room& room, const std::string& text);

}  // namespace recalld::remote
