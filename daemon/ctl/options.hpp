#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ctl/client.hpp"
#include "ctl/command.hpp"

namespace recalld::ctl {

inline constexpr std::string_view default_socket = "/run/recalld/recalld.sock";

/// Somebody asked for --help or --version, or typed something we do not understand (exit 64).
struct NotACall {
    std::string text;  ///< help
    Answer error;
    bool json = false;  ///< the error is wanted as JSON, too
};

/// Reads the command line behind the program's name. CLI11 is behind this door and nowhere else.
std::variant<Call, NotACall> read_command_line(const std::vector<std::string>& words);

/// `recallctl capture SESSION VERSION [--scope …] [--note …]`
std::string usage_of(const Command& command);

/// Splits at the last slash; an empty half means that it is not SESSION/VERSION.
std::pair<std::string, std::string> split_moment(std::string_view text);

}  // namespace recalld::ctl
