#pragma once

#include <string_view>

#include "load/placed_pattern.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// The protocol whose profiles say how each parameter travels.
inline constexpr std::string_view midi_protocol = "midi";
/// The one whose gear says what it does by itself, and cannot be asked.
inline constexpr std::string_view machine_protocol = "mmc";

/// Reads the top-level `midi:`.
void read_midi(const Cursor& map, studio::Profile& profile);

/// Reads a node's or field's `midi:` for one parameter with this law.
studio::Way read_way(const Cursor& map, const Bindings& bindings, const studio::Law& law);

/// What needs all ways: is the level of recall true?
void finish_midi(const Cursor& root, studio::Profile& profile);

}  // namespace recalld::load
