#pragma once

#include <functional>
#include <map>
#include <string>

#include "recall/plan.hpp"
#include "rig/unit.hpp"
#include "studio/report.hpp"

namespace recalld::recall {

/// Told how far long work is: `writing faders`, unit, done, total.
using Phases = std::function<void(const std::string& phase, const std::string& unit, std::size_t done, std::size_t total)>;

/// Awaited before anything of a stage is sent: `desk preamp: 12 parameters: headamp/000/gain …`.
using Journal = std::function<task<>(std::string entry)>;

/// What a device reported unasked, the last of each.
using Pushed = std::map<studio::ParameterId, studio::Value>;

struct RestoreOptions {
    std::uint32_t verify_rounds = 3;
    bool mute_first = false;
    /// A hand is on it just now: it is left alone, and the report says so. Empty: nobody has hands here.
    std::function<bool(const std::string& unit, studio::ParameterId parameter)> is_held = {};
};

/// Carries out one unit's plan, stage by stage: write, read back, send again what differs, and in the end read everything back once
/// more. Needs the unit's turn. What came of it is added to `report`; cancelling leaves a true report. Core thread.
/// `pushed`: what was reported between the reading that the plan was made from and now.
task<> restore(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Pushed pushed, Journal journal, Phases phases, rig::CancelToken cancel,
               studio::Report& report);

}  // namespace recalld::recall
