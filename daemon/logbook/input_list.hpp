#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/text_lines.hpp"

namespace recalld::logbook {

/// One line of an input list: what stands at which input.
struct Input {
    std::size_t at = 0;              ///< line of the file it came from; 0: from no file
    std::optional<int> line = {};    ///< its number in the list
    bool is_channel = false;         ///< … which counts the console's channels, not inputs
    std::string name = {}, mic = {}, stand = {}, preamp = {}, jack = {}, insert = {}, group = {};
    std::string strip = {};          ///< `desk ch/01`
    std::string role = {}, colour = {}, note = {};
    std::optional<bool> phantom = {};   ///< nothing said: nothing known
    std::optional<double> gain_db = {};
};

struct InputList {
    std::vector<Input> inputs;
    LineMessages messages;
    std::string how;                 ///< it was read, for people: `semicolons, headings in line 3`
};

/// Reads a table of inputs: commas, semicolons or tabs; headings in any order found by their words, or none: name, mic, notes. What is not
/// understood is a message. UTF-8. Pure.
InputList read_input_list(std::string_view utf8);

}  // namespace recalld::logbook
