#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "studio/profile.hpp"
#include "studio/surface.hpp"

namespace recalld::load {

/// What stands in the profile folders: a device, or a control surface, whose file says `surface: 1` and not `profile: 1`.
using AnyProfile = std::variant<std::shared_ptr<const studio::Profile>, std::shared_ptr<const studio::Surface>>;

/// Reads a file of either kind. Throws ConfigError with file:line:column.
AnyProfile read_any_profile(const std::filesystem::path& file, std::string id);
AnyProfile parse_any_profile(std::string_view yaml, const std::string& file, std::string id);

/// A profile of either kind by its id from the first folder that has it. Throws UnknownProfile naming the folders and the nearest id,
/// ConfigError for a broken file.
AnyProfile find_any_profile(const std::vector<std::filesystem::path>& folders, const std::string& id);

/// A control surface by its id. ConfigError also when it is a device.
std::shared_ptr<const studio::Surface> find_surface(const std::vector<std::filesystem::path>& folders, const std::string& id);

}  // namespace recalld::load
