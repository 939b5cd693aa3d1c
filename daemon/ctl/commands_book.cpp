#include "ctl/command.hpp"

namespace recalld::ctl {

std::span<const Command> book_commands() { return {}; }

}  // namespace recalld::ctl
