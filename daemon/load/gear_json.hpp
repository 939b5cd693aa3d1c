#pragma once

#include <string>
#include <string_view>

namespace recalld::load {

/// A unit of an open library of gear, in JSON: `{"unitId", "name", "manufacturer", "version", "category", "formFactor", "controls":
/// [{"id", "label", "type", "position": {"x", "y"}, "startAngle", "endAngle", "steps", "options"}]}`, as a profile in YAML that
/// parse_profile takes. Such a library knows angles and no printed scale: knobs get bare ticks, which are read as on a clock.
/// Controls that stand at one height make a row, from left to right. Keys that mean nothing here are passed over.
/// Throws ConfigError naming the file and the place: `file: /controls/3/label: …`. Pure; any thread.
std::string profile_of_gear(std::string_view json, const std::string& file);

}  // namespace recalld::load
