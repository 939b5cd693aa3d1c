#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rig/house_config.hpp"
#include "rig/link_config.hpp"
#include "rig/patch_config.hpp"
#include "rig/remote_config.hpp"
#include "rig/room_config.hpp"
#include "rig/trigger_config.hpp"
#include "studio/scope.hpp"

namespace recalld::rig {

/// Whom a unit with the profile of a fader box is to: us its host, or a DAW.
enum class Role : std::uint8_t { host, surface };

struct UnitConfig {
    std::string name;
    std::string profile;             ///< `consoles/x32`
    LinkConfig link;
    std::string profile_place = {};  ///< `rig.yaml:3:24`, for messages; empty when no file says it
    std::optional<int> device = {};  ///< its number on a line it shares, as its front panel shows it
    std::optional<int> channel = {}; ///< its MIDI channel, 1 … 16
    Role role = Role::host;
    std::string role_place = {};
    std::vector<std::pair<double, double>> scale = {};   ///< of a DAW's faders, as Surface::scale; empty = the surface's own
    bool has_link = true;            ///< false: the rig gives none, as for analog gear
    std::string serial = {};         ///< as its plate says
    std::string revision = {};       ///< one of its panel's revisions
    std::string revision_place = {};
    std::vector<std::string> quirks = {};   ///< what this one does, for people: `reads 2 dB hot`
};

/// A word of the rig and where it stands: `rig.yaml:12:14`, for messages.
struct Placed {
    std::string text;
    std::string place = {};
};

/// Strips that one function key brings to the faders; each word is a scope, as `desk ch/1-16`.
struct LayerConfig {
    std::string name;
    std::vector<Placed> strips;
};

/// Which fader boxes stand for which strips. From `banks:` in the rig.
struct BankConfig {
    std::string name;
    std::vector<Placed> surfaces;                            ///< from left to right, as one
    std::vector<LayerConfig> layers;
    std::vector<std::pair<std::size_t, Placed>> fixed = {};  ///< fader, from 1, and the strip that stays there
    std::optional<Placed> master = {};
    std::optional<Placed> transport = {};                    ///< the unit that the transport keys are for
};

/// Which strips of consoles are those of the surface that we are to a DAW. From `daws:` in the rig.
struct DawConfig {
    Placed unit;
    std::vector<Placed> strips;
    std::optional<Placed> master = {};
    bool follow = false;             ///< what the DAW does moves the console, too
};

/// How careful a recall is.
struct RecallPolicy {
    double gain_jump = 3.0;          ///< dB; a head-amp or main level that rises by this much is a hazard
    std::uint32_t verify_rounds = 3; ///< how often what differs is sent again
    bool mute_first = false;
};

/// What is put into the log by itself. From `log:` in the rig.
struct LogConfig {
    bool takes = false;              ///< a take whenever a DAW or a machine has recorded
};

/// What stands in this room. A value with defaults; read by load/rig_yaml.
struct RigConfig {
    std::vector<UnitConfig> units;
    std::string safes;               ///< standing safes: a scope that no recall touches
    studio::ScopeSets scopes;        ///< named scope sets
    RecallPolicy policy;
    std::vector<BankConfig> banks = {};
    std::vector<DawConfig> daws = {};
    RemoteConfig remote = {};
    AccessConfig access = {};
    std::vector<MacroConfig> macros = {};
    std::vector<TriggerConfig> triggers = {};
    StudioConfig studio = {};
    PatchConfig patch = {};
    std::vector<std::string> prints = {};                 ///< folders in which mix files may be read
    HouseConfig house = {};
    LogConfig log = {};
    std::string safes_place = {};                         ///< `rig.yaml:4:8`, for messages; empty when no file says it
    std::map<std::string, std::string> scope_places = {}; ///< … of each named scope
};

}  // namespace recalld::rig
