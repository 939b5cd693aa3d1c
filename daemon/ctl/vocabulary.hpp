#pragma once

#include <span>
#include <string_view>

namespace recalld::ctl {

/// A hazard that a recall may need consent for, and what it can do, for people who have not met its name.
struct HazardWords {
    std::string_view name;
    std::string_view danger;
};
std::span<const HazardWords> hazards();

/// What a hazard can do; one that a newer daemon knows and we do not "may hurt".
std::string_view danger_of(std::string_view hazard);

/// The sections that a scope may name. For completion: the daemon is the judge.
std::span<const std::string_view> sections();

}  // namespace recalld::ctl
