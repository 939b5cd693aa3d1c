#pragma once

#include <span>
#include <string>
#include <vector>

#include "check/patch.hpp"
#include "studio/profile.hpp"

namespace recalld::check {

/// A unit of the rig, and what it can do; null for what has no settings, as a fader box.
struct WiredUnit {
    std::string name;
    const studio::Profile* profile = nullptr;
};

/// Points of wires that no unit has, as far as profiles tell: `desk in 99`, `desk inn 3`, and `desc in 3` where there is a desk. What the house calls
/// as it likes is its own affair. Words begin with the place of the wire. Pure.
std::vector<Problem> unknown_points(const rig::PatchConfig& patch, std::span<const WiredUnit> units);

}  // namespace recalld::check
