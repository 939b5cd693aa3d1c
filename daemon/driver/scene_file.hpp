#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "studio/snapshot.hpp"

namespace recalld::driver {

/// The text is no scene file at all: `venue.scn:1:1: …`.
struct SceneError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A console's scene file as a state: header, then one text line a node.
struct Scene {
    std::string name;
    std::string note;
    studio::UnitState state;               ///< what the file holds, assumed; everything else out_of_scope
    std::size_t lines = 0;                 ///< lines with settings
    std::vector<std::string> warnings;     ///< `venue.scn:12:5: …`, one per token or line that was not taken as it stands; one for all short lines
};

inline constexpr std::size_t largest_scene = 16u << 20;   ///< bytes; a full console takes 70 kB

/// Reads a scene file. Bad tokens leave the rest of their line out, as the console itself does; lines may
/// have fewer values than their node, whose rest the state then does not hold. Throws SceneError.
Scene read_scene(std::string_view text, const std::string& file, const std::string& unit, std::shared_ptr<const studio::Profile> profile);

/// Writes a state as a scene file that the console accepts: its header, its order of lines, its columns. What the state does not
/// hold is left out; a line ends before its first unknown field, and `left_out` says so.
std::string write_scene(const studio::UnitState& state, std::string_view name, std::string_view note, std::vector<std::string>& left_out);

}  // namespace recalld::driver
