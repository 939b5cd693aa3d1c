#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "studio/scope.hpp"

namespace recalld::rig {

/// Where a unit's bytes go. From `link:` in the rig.
struct LinkConfig {
    std::string kind = "udp";
    std::string host;
    std::uint16_t port = 0;          ///< 0 = the profile's default
};

struct UnitConfig {
    std::string name;
    std::string profile;             ///< `consoles/x32`
    LinkConfig link;
    std::string profile_place = {};  ///< `rig.yaml:3:24`, for messages; empty when no file says it
};

/// How careful a recall is.
struct RecallPolicy {
    double gain_jump = 3.0;          ///< dB; a head-amp or main level that rises by this much is a hazard
    std::uint32_t verify_rounds = 3; ///< how often what differs is sent again
    bool mute_first = false;
};

/// What stands in this room. A value with defaults; read by load/rig_yaml.
struct RigConfig {
    std::vector<UnitConfig> units;
    std::string safes;               ///< standing safes: a scope that no recall touches
    studio::ScopeSets scopes;        ///< named scope sets
    RecallPolicy policy;
};

}  // namespace recalld::rig
