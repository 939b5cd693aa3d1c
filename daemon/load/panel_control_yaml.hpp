#pragma once

#include <optional>
#include <string>

#include "load/yaml_cursor.hpp"
#include "studio/law.hpp"
#include "studio/panel.hpp"

namespace recalld::load {

/// One control of a front as its file says it, before it has its place in a profile.
struct PlannedControl {
    Cursor at;                              ///< where its label stands
    studio::Control control;
    studio::Law law;                        ///< means nothing for a meter
    std::string name;                       ///< behind its group: `peak-reduction`; empty for a meter
    std::optional<studio::Section> section;
    studio::Hazard hazard = studio::Hazard::none;
};

/// Reads one entry of `controls:`; the shape was checked. `before` is the control to the left of it, if any.
/// Throws ConfigError with the place.
PlannedControl read_control(const Cursor& map, const studio::Panel& panel, const studio::Control* before);

/// `PEAK REDUCTION` -> `peak-reduction`; empty when nothing is left.
std::string slug_of(std::string_view label);

/// The revisions that stand here, as the panel calls them: `A` may stand for `A (blue stripe)`. Throws ConfigError for a stranger.
std::vector<std::string> read_revisions(const Cursor& list, const studio::Panel& panel);

}  // namespace recalld::load
