#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/patch_graph.hpp"
#include "studio/profile.hpp"

namespace recalld::check {

/// Where a signal goes into a unit, through it or out of it, by its profile.
struct UnitPoint {
    std::string name;   ///< `ch 17`, `in 3`
    PointKind kind = PointKind::socket;
    std::string path = {};   ///< of a strip, as its parameters spell it: `ch/17`
    bool operator==(const UnitPoint&) const = default;
};

/// The strips of a profile, and every point that words of its routing can name; what analog gear calls so are parts of its front. Pure, as the others
/// here.
std::vector<UnitPoint> points_of(const studio::Profile& profile);

/// A word of a value as the points that it stands for: `Local 3` -> `in 3`; `AN1-8` -> `in 1` … `in 8`. None when the word has no name.
std::vector<std::string> points_named(const studio::Routing& routing, std::string_view word);
/// How many points one value can name at once: the length of its blocks.
std::size_t longest_block(const studio::Routing& routing, const studio::Law& law);
/// `slot 17` is two further than `slot 15`.
std::string further(const std::string& first, std::size_t steps);
/// `in` of `in 3`, and its number, if it has one; `in/3` is as good.
std::string_view without_number(std::string_view point);
std::optional<int> number_of(std::string_view point);

}  // namespace recalld::check
