#pragma once

#include <filesystem>
#include <string>

namespace recalld::load {

/// A whole file. Throws ConfigError naming it when it cannot be read, or is far larger than any configuration.
std::string read_text_file(const std::filesystem::path& file);

}  // namespace recalld::load
