#include "ctl/command.hpp"

namespace recalld::ctl {

std::span<const Command> logbook_commands() { return {}; }

}  // namespace recalld::ctl
