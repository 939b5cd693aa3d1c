#pragma once

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

inline constexpr const char* manual_protocol = "manual";

/// Checks that `panel`, `protocol: manual` and `recall: hand` stand together, and nothing beside them that only a line could use.
/// Throws ConfigError with the place.
void check_manner(const Cursor& root);

/// Reads `panel:` into a profile: a strip and a node for each group, a parameter and a law for each control, and the panel.
/// Throws ConfigError with the place.
void read_panel(const Cursor& panel, studio::Profile& profile);

}  // namespace recalld::load
