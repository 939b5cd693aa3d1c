#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "remote/caller.hpp"
#include "remote/trigger/edge.hpp"
#include "remote/trigger/feedback.hpp"
#include "remote/trigger/macro.hpp"
#include "remote/trigger/port.hpp"

namespace recalld::remote {

/// A macro that was refused for its hazards and waits for a second word.
struct WaitingMacro {
    std::uint32_t id = 0;            ///< of the Pending
    std::string key;
    std::vector<Order> orders;
    std::size_t from = 0;            ///< the step that was refused
    TriggerTime ends{};
};

/// One trigger of the rig, and what it is at.
struct LiveTrigger {
    LiveTrigger(rig::TriggerConfig its_config, rig::MacroConfig its_macro)
        : config(std::move(its_config)), macro(std::move(its_macro)), armed(config.armed), edges(config.debounce), once(config.once_within)
    {
    }

    Caller caller() const { return {config.role, "trigger " + config.name}; }

    rig::TriggerConfig config;
    rig::MacroConfig macro;          ///< empty when it confirms
    bool armed;
    Edges edges;
    Once once;
    std::shared_ptr<TriggerPort> port = {};
    std::optional<WaitingMacro> waiting = {};
    TriggerState state = TriggerState::idle;
    std::string words = {};
    std::optional<std::chrono::system_clock::time_point> fired = {};
    std::optional<bool> was_there = {};   ///< the value that a parameter trigger waits for
};

/// Told of each state that the work goes through.
using Tell = std::function<void(TriggerState, const std::string& words)>;

/// Somebody sets off a trigger.
struct Firing {
    Placeholders values;             ///< what he brings
    Placeholders weak = {};          ///< … and what counts only where the trigger's own arguments say nothing
    std::string allow = {};          ///< hazards that he consents to
    std::string asker = {};          ///< who may confirm without saying which; empty: the trigger itself
    Tell tell = {};
};

/// `midi Launchpad: note 60 ch 1`; `by hand` when nothing but its name sets it off.
std::string source_of(const rig::TriggerConfig& trigger);

/// A trigger as VERBS.md has it.
Json trigger_json(const LiveTrigger& trigger);
Json macro_json(const rig::MacroConfig& macro);

}  // namespace recalld::remote
