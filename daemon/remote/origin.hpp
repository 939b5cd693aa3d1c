#pragma once

#include <string_view>

#include "logbook/plates.hpp"
#include "net.hpp"
#include "rig/rig_config.hpp"
#include "store/store.hpp"

namespace recalld::remote {

struct Room;

/// The version did not come about here: an archive brought it, and tells of the gear of another room. Store thread.
bool is_brought(const store::Store& store, const store::Version& version);

/// The title of versions that hold nothing but what was prepared for a session.
inline constexpr std::string_view prep_title = "preparation";
bool is_preparation(const store::Version& version);

/// What the rig's file says of its units.
logbook::Plates plates_of(const rig::RigConfig& rig);
/// On the gear of a version: what its room's log says up to it. Where that is silent, of a version of this room what the log says first, or else
/// `here`, and nothing of one that was brought. Store thread.
logbook::Plates plates_then(const store::Store& store, const store::Version& version, const logbook::Plates& here);

/// The kind of the lines that say it, and their text.
inline constexpr const char* plates_kind = "plates";
std::string plates_words(const logbook::Plates& plates);

/// Notes the plates when others are on the gear than the log says; to be called whenever the rig was read.
task<> keep_plates(Room& room);

}  // namespace recalld::remote
