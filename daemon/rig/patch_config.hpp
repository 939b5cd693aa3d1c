#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::rig {

/// What a jack gives: a signal comes out of an output, an input takes one; a jack of a mult does either.
enum class JackSide : std::uint8_t { output, input, either };

struct JackConfig {
    std::string name;         ///< `B12`
    JackSide side = JackSide::output;
    std::string place = {};   ///< `rig.yaml:12:14`, for messages
};

/// What connects an output jack with the input jack below it while no cord says otherwise.
enum class Normal : std::uint8_t {
    none,
    half,       ///< a cord in the input breaks it; one in the output only taps it
    full,       ///< a cord in either breaks it
    parallel,   ///< nothing breaks it
};
constexpr std::string_view name_of(Normal normal)
{
    constexpr std::string_view names[] = {"none", "half", "full", "parallel"};
    return names[static_cast<std::size_t>(normal)];
}

/// Two jacks by their place in PatchConfig::jacks.
struct NormalConfig {
    std::size_t output = 0, input = 0;
    Normal kind = Normal::none;
};

/// Two points that are soldered together, the signal going from one to the other: `line 7` -> `1073-A`.
struct WireConfig {
    std::string from, to;
    std::string place = {};
};

/// What of the room can be patched, and what cannot. From `patch:` in the rig. Points are words: the name of a jack, of a unit with or without what
/// it is of it (`desk in 3`), or whatever the house calls it (`line 7`).
struct PatchConfig {
    std::vector<JackConfig> jacks;                  ///< in bay order
    std::vector<NormalConfig> normals;
    std::vector<std::vector<std::size_t>> mults;    ///< what goes into one jack comes out of the others
    std::vector<WireConfig> wires;
    bool empty() const { return jacks.empty() && wires.empty(); }
};

}  // namespace recalld::rig
