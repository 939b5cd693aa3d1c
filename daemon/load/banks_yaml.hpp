#pragma once

#include <vector>

#include "load/yaml_cursor.hpp"
#include "rig/rig_config.hpp"

namespace recalld::load {

/// Reads `banks:` of a rig. What the words mean is found out when the profiles are there.
std::vector<rig::BankConfig> read_banks(const Cursor& list);
/// Reads `daws:` of a rig, likewise.
std::vector<rig::DawConfig> read_daws(const Cursor& list);

}  // namespace recalld::load
