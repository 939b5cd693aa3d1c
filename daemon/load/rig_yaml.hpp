#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "rig/rig_config.hpp"

namespace recalld::load {

/// Reads rig.yaml. Throws ConfigError with file:line:column. Profiles are not opened here.
rig::RigConfig read_rig(const std::filesystem::path& file);
rig::RigConfig parse_rig(std::string_view yaml, const std::string& file);

/// JSON Schema (draft 2020-12) of rig files, made from the parser's own tables of keys.
std::string rig_schema();

}  // namespace recalld::load
