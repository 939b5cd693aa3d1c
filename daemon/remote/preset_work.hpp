#pragma once

#include "recall/recaller.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The version holds this unit, and as what it is now.
bool holds(const store::Version& version, const rig::Unit& unit);

/// Presets of gear that is set by hand, as a version stood on them: what has to be loaded before anything is turned. A version stands on what
/// was noted when the log was as long as its mark says. Throws StoreError.
task<recall::Besides> presets_to_load(Room& room, store::Version version, studio::Scope scope);

}  // namespace recalld::remote
