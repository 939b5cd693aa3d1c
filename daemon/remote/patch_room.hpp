#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/patch_diff.hpp"
#include "check/patch_graph.hpp"
#include "logbook/faults.hpp"
#include "remote/verb.hpp"
#include "studio/cord.hpp"

namespace recalld::remote {

/// A fault of a jack that nobody closed yet; the jack as the rig spells it.
struct JackFault {
    std::string jack;
    logbook::Fault fault;
};

/// The cords at one time, and what is known of jacks now. The rig's patch is a copy: the rig may be read again meanwhile.
struct PatchThen {
    rig::PatchConfig patch;
    std::optional<std::vector<studio::Cord>> cords;   ///< in bay order; nothing: nobody had noted any
    logbook::Faults faults;                           ///< of everything in the room, now
};

/// Which time is meant; empty: now.
struct Moment {
    std::string session, version;
    bool is_now() const { return version.empty(); }
};

/// Throws NotFound when there is no such version.
task<PatchThen> patch_then(Room& room, Moment moment);
/// What feeds what inside the desks, and what stands on the lines: as that version has it, or as it is known now. Without a version the session says
/// whose input list is meant; the newest one when it is empty, too.
task<check::Surroundings> surroundings_then(Room& room, Moment moment);

/// Of all faults those of jacks that are open. Pure, as the others here.
std::vector<JackFault> jack_faults(const logbook::Faults& faults, const rig::PatchConfig& patch);
/// Faults of that jack in words; empty when it has none.
std::string fault_words(const logbook::Faults& faults, const std::string& jack);
/// … of all jacks that a step is about.
std::string fault_words(const logbook::Faults& faults, const check::PatchStep& step);
/// … of any point that a signal goes through: a jack, a unit, a strip, a line. One a fault.
std::vector<std::string> fault_words(const logbook::Faults& faults, const check::PatchGraph& graph, check::PatchGraph::Point point);

/// From now on a recall of everything says which cords are to be pulled and plugged. Room outlives its recaller's work.
void attach_patch(Room& room);

}  // namespace recalld::remote
