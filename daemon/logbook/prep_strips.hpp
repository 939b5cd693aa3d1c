#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/input_list.hpp"
#include "studio/snapshot.hpp"

namespace recalld::logbook {

/// What a profile can say of a strip; no_parameter where it cannot.
struct StripFacts {
    studio::ParameterId label = studio::no_parameter;
    studio::ParameterId colour = studio::no_parameter;   ///< counts the eight colours
    studio::ParameterId source = studio::no_parameter;   ///< what feeds it
    std::size_t longest_name = 0;
};
StripFacts facts_of(const studio::Profile& profile, std::uint32_t strip);

/// Strips that can be named and fed, in the order of the desk; on gear whose inputs are fixed, those of the first kind that can be named.
std::vector<std::uint32_t> input_strips(const studio::Profile& profile);

/// The one that people mean: `ch/01`, `ch/1`, `ch 1`, with or without the unit in front. Nothing when there is none.
std::optional<std::uint32_t> strip_meant(const studio::Profile& profile, std::string_view unit, std::string_view words);

/// The head amp that feeds a strip now.
struct HeadAmp {
    studio::ParameterId gain = studio::no_parameter;
    studio::ParameterId phantom = studio::no_parameter;
};
std::optional<HeadAmp> head_amp_of(const studio::UnitState& state, std::uint32_t strip);
/// What says which head amp feeds which strip, one flag a parameter; all false where head amps stay where they are.
std::vector<bool> head_amp_picks(const studio::Profile& profile);

/// Where the input list says that a signal comes from, as this law says it: the jack's words, else the line's number.
std::optional<studio::Value> source_of(const studio::Law& law, const Input& input);

/// A scope of these parameters and as little else as `longest` bytes allow: single ones, their nodes, their strips, the unit.
std::string scope_of(const std::string& unit, const studio::Profile& profile, const std::vector<studio::ParameterId>& ids, std::size_t longest = 900);

}  // namespace recalld::logbook
