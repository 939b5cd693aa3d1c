#pragma once

#include <string_view>

#include "logbook/plates.hpp"
#include "net.hpp"
#include "rig/rig_config.hpp"
#include "store/store.hpp"

namespace recalld::remote {

/// The version did not come about here: an archive brought it, and tells of the gear of another room. Store thread.
bool is_brought(const store::Store& store, const store::Version& version);

/// The title of versions that hold nothing but what was prepared for a session.
inline constexpr std::string_view prep_title = "preparation";
bool is_preparation(const store::Version& version);

/// What the rig's file says of its units.
logbook::Plates plates_of(const rig::RigConfig& rig);
/// On the gear of a version: what its room's log says up to it. Where that is silent, `here` of a version of this room, and nothing of one that was
/// brought. Store thread.
logbook::Plates plates_then(const store::Store& store, const store::Version& version, const logbook::Plates& here);

/// The kind of the lines that say it.
inline constexpr const char* plates_kind = "plates";

struct Room;
/// Notes the plates when others are on the gear than the log says; to be called whenever the rig was read.
task<> keep_plates(Room& room);
}  // namespace recalld::remote
