#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "load/yaml_cursor.hpp"
#include "studio/surface.hpp"

namespace recalld::load {

/// Reads the file of a control surface; `id` is its name below the profiles folder, `surfaces/mcu`.
/// Throws ConfigError with file:line:column.
std::shared_ptr<const studio::Surface> read_surface(const std::filesystem::path& file, std::string id);

/// The same from text; `file` only names it in messages.
std::shared_ptr<const studio::Surface> parse_surface(std::string_view yaml, const std::string& file, std::string id);

/// A printed scale, as Surface::scale. Throws ConfigError with the place.
std::vector<std::pair<double, double>> read_scale(const Cursor& list);

/// JSON Schema (draft 2020-12) of surface files, made from the parser's own table of keys.
std::string surface_schema();

}  // namespace recalld::load
