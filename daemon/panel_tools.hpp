#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "studio/profile.hpp"

namespace recalld {

/// Draws every panel of these as FOLDER/<name>.svg, and all of them as FOLDER/contact.html. Says how many; throws
/// std::runtime_error when a file cannot be written. Main thread.
int draw_panels(const std::vector<std::shared_ptr<const studio::Profile>>& profiles, const std::filesystem::path& folder);

/// Prints a unit of a library of gear (JSON) as a profile. Throws load::ConfigError naming the file and the place.
int import_gear(const std::filesystem::path& file);

}  // namespace recalld
