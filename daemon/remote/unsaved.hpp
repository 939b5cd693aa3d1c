#pragma once

#include <optional>

#include "logbook/drift.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What was moved since the version that the room stands as, by what the studio knows, without asking any unit.
struct Unsaved {
    store::Version since;
    logbook::Drift drift;
};

/// The version that was captured or recalled last, by the log; where the log does not know, the newest that was captured here. Never one that only
/// an archive, a file or a preparation tells of. Store thread.
std::optional<store::Version> base_version(store::Store& store);

/// Nothing: nothing was captured yet. Core thread.
task<std::optional<Unsaved>> unsaved_changes(Room& room);

}  // namespace recalld::remote
