#pragma once

#include <string>

#include "rig/remote_config.hpp"

namespace recalld::remote {

using rig::Permission;

/// Whoever asks for a verb: what he may do, and under which name the log keeps it. A door that forgot to say so asks for nobody.
struct Caller {
    Permission role = Permission::nothing;
    std::string name = "somebody";   ///< `anna on the Unix socket`, `OSC 192.168.1.7`, `Anna's phone`, `trigger footswitch`
};

}  // namespace recalld::remote
