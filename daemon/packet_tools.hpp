#pragma once

#include <string>

namespace recalld {

/// `recalld --decode`: what the hexadecimal lines of standard input mean, a line each; `language` osc, midi, mackie, mcu, hui or xctl. The exit code.
int decode(const std::string& language);

/// `recalld --replay`: what a tape holds, with times in ms; nothing as `language` is OSC. The exit code. Throws std::exception.
int replay(const std::string& tape, const std::string& language);

}  // namespace recalld
