#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "logbook/ticks.hpp"
#include "studio/profile.hpp"

namespace recalld::recall {

/// A unit of the rig, in its order: what a person walks along.
struct RackUnit {
    std::string name;
    std::shared_ptr<const studio::Profile> profile;
};
using Rack = std::vector<RackUnit>;

/// How a line is worked: with a click, with patience, or at the bay.
enum class Handwork : std::uint8_t { switches, knobs, cords };
inline constexpr std::size_t handwork_count = static_cast<std::size_t>(Handwork::cords) + 1;

/// The line of a unit's own program, `comp load preset`: no control is called so, for their names hold no blanks. And what stands there for none.
inline constexpr std::string_view preset_line = "load preset", no_preset = "no preset";

/// One control that a person has to set.
struct ChecklistLine {
    std::string line;        ///< its name: `1176-A input`
    std::string unit, parameter;
    Handwork work = Handwork::knobs;
    std::string words;       ///< `LEFT: THRESHOLD`
    std::string from;        ///< what was noted before: `30 dB`, `not noted`
    std::string wanted;
    std::string hazard;      ///< its name; empty for none
    std::optional<double> tolerance = {};   ///< in divisions, as the version's sheet said; nothing: as the panel says
    logbook::Tick tick;
};

/// What a recall leaves to hands, as far as they have come. A value; pure.
struct Checklist {
    std::size_t by_recalld = 0;           ///< parameters that stand where they should without anybody
    std::vector<ChecklistLine> lines;     ///< switches, knobs, cords; in each unit by unit in rack order, left to right as on the panel
    std::size_t count(logbook::TickVerdict verdict) const;
    std::size_t remaining() const { return count(logbook::TickVerdict::open); }
};

/// From the document of a report (see report_json.hpp); whatever it lacks counts for nothing.
Checklist checklist_of(const nlohmann::ordered_json& report, const Rack& rack, const logbook::Ticks& ticks);

/// `1176-A input`: how a tick names what it ticks.
std::string line_of(const std::string& unit, const std::string& parameter);

/// The document as it is now: what was ticked matches, by the word of whoever ticked it; what cannot match differs; the rest is still to do.
/// Where hands have something to do it gets "hands": {"remaining", "done", "cannot"}.
nlohmann::ordered_json with_ticks(nlohmann::ordered_json report, const logbook::Ticks& ticks);

/// `Anna 14:02`, by this machine's clock.
std::string said_by(const logbook::Tick& tick);

}  // namespace recalld::recall
