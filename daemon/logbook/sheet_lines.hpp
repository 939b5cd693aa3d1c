#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "logbook/sheets.hpp"
#include "studio/profile.hpp"

namespace recalld::logbook {

/// Lines of a sheet that cannot be noted: every one of them is named, and nothing was noted.
struct SheetFault : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

/// What people say of a control whose place is no matter, beside `-`, which may be a place on its scale.
inline constexpr std::string_view does_not_matter = "does not matter";

// What people type of the controls of a panel, and the words that are kept of it. Pure; any thread.

/// Lines `CONTROL=VALUE`, `CONTROL=VALUE~TOLERANCE` (in divisions of its scale), `CONTROL=~TOLERANCE`, `CONTROL=-` or `CONTROL=does not
/// matter` and `CONTROL=?` (not known), each as controls_named understands it; a CONTROL of `*` is every one of `blank`, the controls that nobody noted yet,
/// that no other line names. `unit` is for the words of faults. Throws SheetFault.
SheetChange read_lines(const studio::Profile& profile, const std::string& unit, std::string_view lines, const std::vector<studio::ParameterId>& blank = {});

/// What is kept of a value: as it is printed, without quotes and without its unit where it is understood without.
std::string kept_words(const studio::Law& law, const studio::Value& value);

/// What words mean on this control; nothing when they are beyond it.
std::optional<studio::Value> meaning(const studio::Profile& profile, studio::ParameterId id, std::string_view words);

/// What a line of the log says of a change, for people: `INPUT 30 dB, RATIO 4; METER does not matter`.
std::string words_of(const studio::Profile& profile, const SheetChange& change);

/// A line that this panel takes, to show how: `INPUT=24`; empty when it has no control with anything printed.
std::string example_line(const studio::Profile& profile);

/// `1176-A INPUT: 50 is off the scale (∞, 48 … 0 dB); the nearest is 48`
std::string why_not(const studio::Profile& profile, const std::string& unit, studio::ParameterId id, std::string_view words);

}  // namespace recalld::logbook
