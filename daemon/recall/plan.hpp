#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rig/rig_config.hpp"
#include "studio/report.hpp"
#include "studio/scope.hpp"
#include "studio/snapshot.hpp"

namespace recalld::recall {

/// Hazards by name: what a change needs, or what a person consented to.
using Hazards = std::bitset<studio::hazard_count>;
/// `phantom,gain` or `all`; empty is none. Throws std::invalid_argument naming the word and what is known.
Hazards parse_hazards(std::string_view text);
std::string name_hazards(Hazards hazards);

/// One value to be sent.
struct Write {
    studio::ParameterId parameter = studio::no_parameter;
    studio::Value target;
    studio::Stage stage = studio::Stage::processing;
    Hazards hazards;
    bool forced = false;      ///< equal already, but something else in the plan would change it: a link, an effect's type
};

/// One hazardous change in words: `ch 3 "Kick": head-amp gain +20.0 dB -> +32.0 dB (rises by 12.0 dB)`.
struct HazardNote {
    studio::Hazard hazard = studio::Hazard::none;
    std::string words;
    std::string of = {};   ///< `desk headamp/003/gain`; empty when it comes along with other changes
    bool operator==(const HazardNote&) const = default;
};

/// How far a dial that is set by hand may stand from the version, by its parameter's name and in divisions of its scale: what a sheet says.
using Tolerances = std::map<std::string, double>;
using UnitTolerances = std::map<std::string, Tolerances>;

/// What a recall does to one unit. `from` is what stands there now, `to` what the version holds.
struct UnitPlan {
    studio::UnitState from;
    studio::UnitState to;
    std::vector<Write> writes;                        ///< in the order of sending
    std::vector<studio::ParameterId> unchanged;       ///< in scope, and as they should be
    std::vector<studio::ParameterId> safe;            ///< differ, and stay so
    std::vector<studio::ParameterId> by_hand;         ///< differ, and a person has to see to them
    std::vector<studio::ParameterId> noted;           ///< a person noted them as they should be
    std::vector<studio::ParameterId> not_exposed;     ///< the version holds them, this unit does not have them
    std::vector<studio::ParameterId> unknown;         ///< in scope, but silent when the version was captured
    std::vector<studio::ParameterId> not_noted;       ///< in scope and set by hand, but nobody had noted it when the version was captured
    std::vector<studio::ParameterId> unfit;           ///< in scope, but the profile does not take what the version holds
    std::vector<studio::ParameterId> mute_first;      ///< what may be switched off before anything else: neither safe nor excluded
    std::vector<HazardNote> hazards_besides;          ///< no write has them: what a link would drag along
    Tolerances tolerances;                            ///< where they are not the panel's own

    /// How far a dial may stand off, in divisions; nothing: as the panel says.
    std::optional<double> tolerance(studio::ParameterId id) const;
    /// Why an unknown or unfit parameter is left alone.
    std::string why_left(studio::ParameterId id) const;
    std::string place(studio::ParameterId id) const;  ///< `ch 17 "Lead Vox": send to bus 9`
    /// A preset is loaded first, and takes along what stood right: all that the version notes is for hands then.
    void begin_with_preset();
};

/// What a recall will do, before anything is sent. Immutable once made.
struct Plan {
    std::vector<UnitPlan> units;
    std::vector<studio::Finding> besides;   ///< what else hands must do: presets to load, cords to pull and to plug
    std::vector<std::string> notes;
    std::size_t left_out = 0;   ///< parameters of the version in scope whose unit this rig does not have, or has with another profile; cords without jacks
    std::size_t estranged = 0;  ///< … of those, what another profile keeps out: it can still be done once the profile is the right one

    std::size_t writes() const;
    Hazards hazards() const;
    /// The hazards that nobody consented to; none means that it may go ahead.
    Hazards refused(Hazards allowed) const { return hazards() & ~allowed; }
};

/// Of all writes, and what comes along with them.
std::vector<HazardNote> hazard_notes(const Plan& plan);

/// Only differences, in restore order, minus safes; both sides of linked pairs; an effect's parameters after its type. Pure.
UnitPlan plan_unit(studio::UnitState from, studio::UnitState to, const studio::Scope& scope, const studio::Scope& safes,
                   const rig::RecallPolicy& policy, Tolerances tolerances = {});
/// Two settings of a unit that is set by hand are the same within that tolerance.
bool is_near(const studio::Profile& profile, studio::ParameterId id, const studio::Value& a, const studio::Value& b, std::optional<double> tolerance);

/// What the device's own safes would hold back if it recalled a scene by itself: read and said, never obeyed in silence.
std::vector<std::string> own_safes(const studio::UnitState& state);

}  // namespace recalld::recall
