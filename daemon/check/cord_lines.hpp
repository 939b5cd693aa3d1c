#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

/// A line that is no cord; says which, counted from 1.
struct CordLineError : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

inline constexpr std::size_t most_cord_lines = 2'000;

/// Cords as people write them, one a line: `B3 -> B17`, `B3 B17` or `B3-B17`, in any case; jacks that the rig knows get its spelling, others stay as
/// they are. With `may_be_jack` a line may be one jack, which comes as `from` alone. Empty lines are left out. Pure. Throws CordLineError.
std::vector<studio::Cord> read_cord_lines(std::string_view text, const rig::PatchConfig& patch, bool may_be_jack = false);

/// The cord that is meant by a line of read_cord_lines, among those that are there: that very one, or the one in that jack. Throws CordLineError.
studio::Cord cord_meant(const studio::Cord& line, const std::vector<studio::Cord>& cords);

}  // namespace recalld::check
