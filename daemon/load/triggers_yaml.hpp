#pragma once

#include <vector>

#include "load/yaml_cursor.hpp"
#include "rig/trigger_config.hpp"

namespace recalld::load {

/// Reads `macros:` of a rig. Whether there are such verbs is found out by those who have them.
std::vector<rig::MacroConfig> read_macros(const Cursor& list);
/// Reads `triggers:` of a rig, which set off these macros.
std::vector<rig::TriggerConfig> read_triggers(const Cursor& list, const std::vector<rig::MacroConfig>& macros);

}  // namespace recalld::load
