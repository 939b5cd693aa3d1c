#include "ctl/command.hpp"

namespace recalld::ctl {

std::span<const Command> prep_commands() { return {}; }

}  // namespace recalld::ctl
