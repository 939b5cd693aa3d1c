#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::studio {

/// How sure we are of a value.
enum class Standing : std::uint8_t {
    unknown,      ///< never heard: silent
    confirmed,    ///< the device said so
    assumed,      ///< we sent it, or read it from a file; nobody confirmed it
    not_exposed,  ///< this model or firmware does not have it
    by_hand,      ///< a person's work
    out_of_scope, ///< nobody asked for it
};

/// The values of one unit at one time. A value object; any thread. Values stand in the profile's order.
struct UnitState {
    std::string unit;
    std::shared_ptr<const Profile> profile;
    std::string identity;                 ///< `X32 4.06`: what the device said it is; empty when it did not
    std::vector<Value> values;
    std::vector<Standing> standings;

    UnitState() = default;
    UnitState(std::string unit_name, std::shared_ptr<const Profile> its_profile);
    bool has(ParameterId id) const;       ///< confirmed or assumed
    const Value* value(ParameterId id) const;      ///< nothing when not `has`
    const Value* selector(ParameterId id) const;   ///< value of the parameter that picks this one's law
    void set(ParameterId id, Value value, Standing standing);
    /// `-14.0 dB`, `silent`, `not exposed`.
    std::string spoken(ParameterId id) const;
    /// `ch 17 "Lead Vox"`.
    std::string strip_words(std::uint32_t strip) const;
    /// `ch 17 "Lead Vox": fader`; the words alone on a panel without groups.
    std::string placed(ParameterId id, const std::string& words) const;
};

/// Both known and the same; or alike to the last printed digit, where one of them came from print and no grid says what lay behind it.
bool agree(const UnitState& a, const UnitState& b, ParameterId id);

struct Coverage {
    std::size_t captured = 0;
    std::size_t noted = 0;                ///< of them: a person noted them
    std::size_t as_sent = 0;              ///< of them: cannot be read, stand as they were last sent
    std::size_t not_exposed = 0;
    std::size_t by_hand = 0;
    std::vector<ParameterId> silent;      ///< each one is named: nothing is captured silently incomplete
};
Coverage coverage_of(const UnitState& state);

/// Immutable values of all units in scope at one time.
struct Snapshot {
    std::vector<UnitState> units;
    const UnitState* unit(std::string_view name) const;
};

}  // namespace recalld::studio
