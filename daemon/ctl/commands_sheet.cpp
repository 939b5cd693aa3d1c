#include "ctl/command.hpp"

namespace recalld::ctl {

std::span<const Command> sheet_commands() { return {}; }

}  // namespace recalld::ctl
