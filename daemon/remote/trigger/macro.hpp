#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net.hpp"
#include "remote/json.hpp"
#include "remote/trigger/placeholders.hpp"
#include "rig/trigger_config.hpp"

namespace recalld::rig {
struct RigConfig;
}

namespace recalld::remote {

struct Call;
struct Room;
struct VerbError;

/// One step with everything filled in.
struct Order {
    std::string verb;
    Json arguments = Json::object();
};

/// What of the rig's macros and triggers can never work, with its place in the file: a verb or an argument that there is not, a misspelt
/// placeholder, hazard or machine command. Nothing when all is well. Pure.
std::optional<std::string> fault_in(const rig::MacroConfig& macro);
std::optional<std::string> fault_in(const rig::TriggerConfig& trigger);
std::optional<std::string> fault_in(const rig::RigConfig& config);

/// The steps of a macro, complete before the first of them runs. Throws VerbError naming macro, step and what is missing. Pure.
std::vector<Order> orders_of(const rig::MacroConfig& macro, Placeholders values);

/// How a macro runs.
struct MacroRun {
    std::string macro;
    std::vector<Order> orders;
    std::size_t from = 0;        ///< the first of them to run
    std::string allow = {};      ///< hazards that somebody consented to: for all steps …
    bool allows_one = false;     ///< … or for the first alone, after a second word
    bool dry_run = false;
};

/// Runs the steps in order, each as if `call` had asked for it; ends with the first that fails or has an exit code. The result names each step
/// that ran, and the one that ended it. Throws VerbError whose details name the step.
task<Json> run_macro(MacroRun run, Call call);

/// The order that was refused for its hazards and waits: in its place this one waits, with the same consent. Its number; 0 when the error is
/// no such refusal. `asker` may confirm it without saying which.
std::uint32_t wait_instead(Room& room, const std::string& asker, const VerbError& error, std::string verb, Json arguments);

/// What came of a macro, in a line: `recall: 20 written, 8450 matched`.
std::string words_of(const Json& macro_result);

/// `a` and `b` as one list of hazards.
std::string both_allowed(const std::string& a, const std::string& b);

}  // namespace recalld::remote
