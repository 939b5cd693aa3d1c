#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/patch_graph.hpp"
#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

enum class ProblemKind : std::uint8_t {
    unknown_jack,
    unknown_point,     ///< of a desk, in the rig's wires
    doubled_cord,      ///< the same cord twice
    occupied,          ///< two plugs in one jack
    two_outputs,       ///< into one input
    input_as_output,
    output_as_input,
    loop,
    broken_normal,     ///< what a cord does; no fault
};
std::string_view name_of(ProblemKind kind);

/// What is wrong with a patch, or worth knowing, in words that name every jack.
struct Problem {
    ProblemKind kind = ProblemKind::unknown_jack;
    std::string words;
    std::vector<std::string> jacks;
    /// A plug cannot be like that, or should not; the others are what somebody may well want.
    bool is_fault() const { return kind != ProblemKind::broken_normal && kind != ProblemKind::loop; }
    bool operator==(const Problem&) const = default;
};

/// Faults first, each in bay order. Pure.
std::vector<Problem> problems_of(const rig::PatchConfig& patch, std::span<const studio::Cord> cords);

/// What a cord does to the normals of its jacks: `breaks B1 -> B17`, `taps B1, which still feeds B17`; empty when nothing.
std::vector<std::string> normal_words(const rig::PatchConfig& patch, std::span<const studio::Cord> cords);

/// The cords as the bay has them, from left to right; those of jacks that are gone last. The order of everything that people read.
void sort_cords(const rig::PatchConfig& patch, std::vector<studio::Cord>& cords);

}  // namespace recalld::check
