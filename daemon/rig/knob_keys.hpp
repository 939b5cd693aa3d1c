#pragma once

#include <array>
#include <string_view>

namespace recalld::rig {

/// Which key chooses which set of knobs, and the letter of the set on a two-digit display.
struct KnobKey {
    std::string_view key;
    std::string_view knobs;
    char letter = ' ';
};

inline constexpr std::array knob_keys{
    KnobKey{"assign_pan", "pan", 'P'}, KnobKey{"assign_send", "sends", 'S'},     KnobKey{"assign_track", "gain", 'G'},
    KnobKey{"assign_eq", "eq", 'E'},   KnobKey{"assign_instrument", "dyn", 'D'}, KnobKey{"assign_plugin", "insert", 'I'},
};

}  // namespace recalld::rig
