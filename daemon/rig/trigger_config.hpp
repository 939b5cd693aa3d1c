#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rig/link_config.hpp"
#include "rig/remote_config.hpp"

namespace recalld::rig {

/// One argument of a step, as the rig has it: placeholders are not filled in, numbers and truths are words.
struct StepArgument {
    std::string name, text;
    std::string place = {};              ///< `rig.yaml:12:14`, for messages; so are the others
};

/// One verb of a macro.
struct StepConfig {
    std::string verb;
    std::vector<StepArgument> arguments;
    std::string place = {};
};

/// Verbs under one name. From `macros:` in the rig.
struct MacroConfig {
    std::string name;
    std::vector<StepConfig> steps;
    std::map<std::string, std::string> versions = {};   ///< what `$version` is for each `$program`
    std::string place = {};
};

// What a trigger listens for. Channels count from 1 and everything else as the wire does; nothing stands for any.

struct NoteEvent {
    std::optional<int> note, channel;
};
struct ProgramEvent {
    std::optional<int> program, bank, channel;   ///< bank: 128 x controller 0 + controller 32
};
struct ControllerEvent {
    int controller = 0;
    int above = 63;                              ///< pressed from the next value on
    std::optional<int> channel = {};
};
struct MachineEvent {
    std::string command;                         ///< `play`, `record strobe`: as midi::describe has it
    std::optional<int> device = {};
};
struct SysexEvent {
    std::vector<std::optional<std::byte>> bytes; ///< from F0; nothing: any byte
    bool has_any_rest = false;                   ///< whatever follows, up to F7, fits
};
struct OscEvent {
    std::string address;                         ///< a pattern of OSC
};
struct ParameterEvent {
    std::string unit, parameter, value;          ///< the unit itself says that it is this now
    std::string place = {};
};
/// Nothing: the command line and other remotes fire it by its name.
using TriggerEvent = std::variant<std::monostate, NoteEvent, ProgramEvent, ControllerEvent, MachineEvent, SysexEvent, OscEvent, ParameterEvent>;

/// How a trigger's own port is told what came of it: the velocity of a note, or the value of a controller.
struct FeedbackConfig {
    bool is_note = true;
    int number = 0;
    int channel = 1;                             ///< 1 … 16
    int accepted = 1, running = 64, done = 127, differs = 3, refused = 5;
};

/// What sets off a macro. From `triggers:` in the rig.
struct TriggerConfig {
    std::string name;
    std::optional<LinkConfig> midi = {};
    TriggerEvent on = {};
    std::string on_place = {};
    std::string macro = {};                      ///< empty when it confirms
    std::string confirms = {};                   ///< the trigger whose refused macro it carries out instead
    std::vector<std::string> arguments = {};     ///< $1, $2 … unless whoever fires it gives his own
    bool armed = true;
    bool dry_run = false;
    bool confirm = true;                         ///< what is refused for its hazards waits for a second press
    std::chrono::milliseconds debounce{50};
    std::chrono::milliseconds once_within{2000};
    std::string allow = {};                      ///< hazards that the rig consents to
    std::string allow_place = {};
    Permission role = Permission::operate;
    std::optional<FeedbackConfig> feedback = {};
    std::string place = {};
};

}  // namespace recalld::rig
