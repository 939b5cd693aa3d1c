#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::load {

/// Reads a profile file; `id` is its name below the profiles folder, `consoles/x32`.
/// Throws ConfigError with file:line:column.
std::shared_ptr<const studio::Profile> read_profile(const std::filesystem::path& file, std::string id);

/// The same from text; `file` only names it in messages. For tests and the fuzzer.
std::shared_ptr<const studio::Profile> parse_profile(std::string_view yaml, const std::string& file, std::string id);

/// A profile by its id from the first folder that has it. Throws ConfigError naming the folders and the nearest id.
std::shared_ptr<const studio::Profile> find_profile(const std::vector<std::filesystem::path>& folders,
                                                    const std::string& id);

/// The file of a profile as it is; empty when there is none, or it cannot be read.
std::string profile_text(const std::vector<std::filesystem::path>& folders, const std::string& id);

/// JSON Schema (draft 2020-12) of profile files, made from the parser's own tables of keys.
std::string profile_schema();

}  // namespace recalld::load
