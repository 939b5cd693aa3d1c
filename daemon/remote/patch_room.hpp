#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/patch.hpp"
#include "check/patch_diff.hpp"
#include "check/patch_graph.hpp"
#include "check/sources.hpp"
#include "logbook/faults.hpp"
#include "recall/recaller.hpp"
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

/// One side of a comparison: `"live"`, or {"session","version"}.
Moment moment_named(const Json& side);

/// Throws NotFound when there is no such version.
task<PatchThen> patch_then(Room& room, Moment moment);
/// What feeds what inside the desks, and what stands on the lines: as that version has it, or as it is known now. Without a version the session says
/// whose input list is meant; the newest one when it is empty, too.
task<check::Surroundings> surroundings_then(Room& room, Moment moment);
/// Likewise, by values that are loaded already; null: by those of now.
check::Surroundings surroundings_of(const Room& room, const studio::Snapshot* snapshot, const std::vector<check::Source>& sources);
/// What stands on the lines by the newest input list up to that line of the log; of any session when it is empty. Store thread.
std::vector<check::Source> sources_then(const store::Store& store, const std::string& session, std::optional<store::EntryId> until);

/// What wires of the rig name and no unit has, with its place; nothing when they are right. Profiles by unit, null for fader boxes.
std::optional<std::string> fault_in_wires(const rig::RigConfig& config, const std::vector<std::shared_ptr<const studio::Profile>>& profiles);
/// … as the room stands.
std::vector<check::Problem> wire_problems(const Room& room, const rig::PatchConfig& patch);

/// Of all faults those of jacks that are open. Pure, as the others here.
std::vector<JackFault> jack_faults(const logbook::Faults& faults, const rig::PatchConfig& patch);
/// Faults of that jack in words; empty when it has none.
std::string fault_words(const logbook::Faults& faults, const std::string& jack);
/// … of all jacks that a step is about.
std::string fault_words(const logbook::Faults& faults, const check::PatchStep& step);
/// … of any point that a signal goes through: a jack, a unit, a strip, a line. One a fault.
std::vector<std::string> fault_words(const logbook::Faults& faults, const check::PatchGraph& graph, check::PatchGraph::Point point);

/// From the cords of today to those of a version. Throws StoreError.
struct CordWork {
    std::vector<check::PatchStep> steps = {};
    std::size_t unknown = 0;   ///< cords of today, when the version knows none to compare them with
    std::vector<std::string> left_out = {};   ///< cords of either whose jacks this room lacks, in words
};
task<CordWork> cord_work(Room& room, store::Version version);
/// Which cords are to be pulled and plugged for that version; what cannot be known of them, what this room has no jacks for, and what a scope leaves
/// alone, is a note. Throws StoreError.
task<recall::Besides> cords_to_change(Room& room, store::Version version, studio::Scope scope);

}  // namespace recalld::remote
