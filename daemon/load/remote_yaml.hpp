#pragma once

#include "load/yaml_cursor.hpp"
#include "rig/remote_config.hpp"

namespace recalld::load {

/// `remote:` and `access:` of a rig, their shapes already checked.
rig::RemoteConfig read_remote(const Cursor& map);
rig::AccessConfig read_access(const Cursor& map);

}  // namespace recalld::load
