#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace recalld::remote {

/// Replaces a file as a whole, readable by its owner alone; after a crash the old one or the new one stands there. What went wrong, or empty.
std::string write_private_file(const std::filesystem::path& file, std::string_view text);

}  // namespace recalld::remote
