#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

/// One thing that hands do: pull a cord, plug one, or both at once, when only one end goes elsewhere.
struct PatchStep {
    std::optional<studio::Cord> pull, plug;
    std::string line;      ///< for ticks: `pull B3-B17`, `move B3-B17 B3-B19`
    std::string words;     ///< for people: `pull B3 -> B17`, `move the end at B17 to B19 (from B3)`
    bool operator==(const PatchStep&) const = default;
};

/// What makes one patch of another: what has to be pulled first, then what moves, then what has to be plugged, each in bay order. A cord moves when
/// one end stays, and the jack that the other end goes to is free by then. Pure.
std::vector<PatchStep> steps_between(const rig::PatchConfig& patch, std::span<const studio::Cord> from, std::span<const studio::Cord> to);

/// A cord that hands cannot see to here.
struct StrangeCord {
    studio::Cord cord;
    std::vector<std::string> jacks;   ///< of it, that this room lacks
    bool is_wanted = false;           ///< the other patch has it; else it is in this one

    /// `cord A1 -> Q9 of Night Train/Mix 3: this room has no jack Q9; left out`
    std::string words(std::string_view from, std::string_view to) const;
};

/// What hands can do here on the way from one patch to another, which may be of another room, or of another day of this one.
struct PatchWork {
    std::vector<PatchStep> steps = {};
    std::vector<StrangeCord> left_out = {};   ///< where the two patches differ, but a jack is not there
};
PatchWork work_between(const rig::PatchConfig& patch, std::span<const studio::Cord> from, std::span<const studio::Cord> to);

}  // namespace recalld::check
