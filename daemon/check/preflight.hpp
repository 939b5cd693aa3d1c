#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "studio/expectation.hpp"
#include "studio/scope.hpp"
#include "studio/snapshot.hpp"

namespace recalld::check {

/// One unit as it is now. `state` was read afresh; nothing for one that did not answer.
struct PresentUnit {
    std::string unit;
    bool online = false;
    std::string identity;
    std::string note;
    const studio::UnitState* state = nullptr;
    const studio::Profile* profile = nullptr;   ///< by the rig, online or not; nothing for a control surface
};

/// What is not as it should be, or what nobody knows.
struct PreflightFinding {
    std::string unit, parameter;   ///< the parameter is empty when it is about the unit itself
    std::string words;             ///< `ch 3 "Snare": source`
    std::string expected, found;
};

struct Counted {
    std::size_t checked = 0, passed = 0;
};

struct PreflightResult {
    Counted all;
    std::map<std::string, Counted> sections;   ///< `units` for the units themselves
    std::vector<PreflightFinding> warnings;    ///< gains that have drifted
    std::vector<PreflightFinding> failures;
    std::vector<PreflightFinding> not_known;   ///< silent, not exposed, of a unit that is offline: neither passed nor failed
};

/// The room against what it should be. Pure. Throws std::invalid_argument naming the place of a parameter that its profile does not have,
/// or of words that do not fit it.
PreflightResult preflight(const studio::Expectation& expectation, const std::vector<PresentUnit>& room);

/// An expectation in YAML, made from a version that is trusted: what `scope` covers of it. Pure; parse_expectation reads it back.
std::string expectation_text(const studio::Snapshot& version, const studio::Scope& scope, const std::string& of);

/// What `scope` covers and the version says nothing that could be written down, so that expectation_text has left it out: `desk ch/03/config/source`. Pure.
std::vector<std::string> left_out_of(const studio::Snapshot& version, const studio::Scope& scope);

/// Sections that a preflight is about unless somebody says otherwise.
inline constexpr const char* usual_scope = "routing, outputs, links, safes, headamp";

}  // namespace recalld::check
