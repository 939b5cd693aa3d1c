#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "store/store.hpp"
#include "studio/snapshot.hpp"

namespace recalld::logbook {

using Json = nlohmann::ordered_json;

/// How an engineer likes a role to begin: part of a strip, its names relative to the strip, its values as people say them.
struct Preset {
    store::EntryId entry = 0;
    std::string engineer, role;
    std::string profile;   ///< `consoles/x32`
    std::string strip;     ///< where it was taken from
    std::vector<std::pair<std::string, std::string>> values;
    std::string name = {};   ///< tells several of an engineer for one role apart: `bright`; mostly empty
};

/// Which parameters of a strip go into a preset.
struct PresetWish {
    std::vector<studio::Section> sections;   ///< empty: what sounds (preamp, gate, dyn, eq, insert, delay …), not levels, routing, names
    bool with_gain = false;                  ///< gain and 48 V of the head amp that feeds the strip, too
};
Preset preset_of(const studio::UnitState& state, std::uint32_t strip, const PresetWish& wish);

Json preset_json(const Preset& preset);
/// Nothing when the line of the log is none.
std::optional<Preset> preset_from(const store::Entry& entry);

/// `Anna/bright`, or `Anna` where it has no name.
std::string label_of(const Preset& preset);
/// Those that somebody means by `Anna/bright`, or by `Anna`: the one without a name, or else all that she has.
std::vector<const Preset*> presets_meant(const std::vector<const Preset*>& among, std::string_view who);

/// Said again, the one takes the place of the other: of one engineer, role, profile and name.
bool is_same_preset(const Preset& a, const Preset& b);

/// The newest of each engineer, role, profile and name; `newest_first` as the store hands lines out.
std::vector<Preset> presets_in(const std::vector<store::Entry>& newest_first);

}  // namespace recalld::logbook
