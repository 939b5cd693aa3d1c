#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ctl/json.hpp"
#include "ctl/render.hpp"

namespace recalld::ctl {

class Screen;
struct Call;

/// How an argument is read from the command line.
enum class Takes : std::uint8_t {
    text,
    words,   ///< all that follows, joined by spaces: -6.8 dB
    lines,   ///< all that follows, each word a line of one text
    number,  ///< a whole number from 0
    names,   ///< phantom,gain; may be given several times
    flag,
    moment,  ///< SESSION/VERSION, which becomes `session` and `version`
    state,   ///< SESSION/VERSION or live, which becomes an object or "live"
};

/// For whom an argument is meant.
enum class For : std::uint8_t { daemon, ourselves };

enum class Need : std::uint8_t { usual, optional, required };  ///< usually options are optional and others are not

struct Argument {
    std::string_view name;  ///< `SESSION`, or `--scope` when it is an option
    std::string_view key;   ///< its name in the JSON that the daemon gets, or in Call::own
    Takes takes = Takes::text;
    std::string_view about;
    For whom = For::daemon;
    Need need = Need::usual;

    bool is_option() const { return name.starts_with('-'); }
    bool is_required() const { return need == Need::required || (need == Need::usual && !is_option()); }
};

/// Of all that begin a session.
inline constexpr Argument is_new_session{"--new", "new", Takes::flag, "the session is a new one, though another is nearly called so"};

using Run = int (*)(const Call& call, Screen& screen);

/// One thing recallctl can be asked.
struct Command {
    std::string_view name;   ///< of the verb, too
    std::string_view group;  ///< under which --help lists it
    std::string_view summary;
    std::span<const Argument> arguments;
    std::string_view examples;  ///< complete lines
    Run run;                    ///< asks the daemon; returns the exit code
    Render render;              ///< of the result, for people
};

/// The one table of what recallctl can be asked. Options, help, completion and requests are made from it.
std::span<const Command> commands();
// Rows of areas that keep them beside what they print: commands_AREA.cpp.
std::span<const Command> sheet_commands();
std::span<const Command> patch_commands();
std::span<const Command> logbook_commands();
std::span<const Command> print_commands();
std::span<const Command> prep_commands();
std::span<const Command> check_commands();
std::span<const Command> book_commands();
const Command* command_named(std::string_view name);

/// What somebody typed, understood.
struct Call {
    const Command* command = nullptr;
    std::string socket;
    bool json = false;
    bool quiet = false;
    Json arguments = Json::object();  ///< for the daemon
    Json own = Json::object();        ///< for ourselves: yes, output, force, file
};

inline constexpr int exit_well = 0, exit_refused = 4, exit_usage = 64, exit_no_daemon = 69, exit_mistake = 70,
                     exit_disk = 74;

}  // namespace recalld::ctl
