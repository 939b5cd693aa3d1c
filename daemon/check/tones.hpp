#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::check {

/// Levels of strips in dBFS, the loudest of a while.
using Peaks = std::map<std::uint32_t, double>;

/// One output to be tried, and where its tone is expected.
struct ToneWay {
    std::uint32_t output = 0;
    std::optional<std::uint32_t> back = {};   ///< the strip that its return comes in on; none: wherever it comes
};

/// What came of one output.
struct ToneHeard {
    bool arrived = false;                         ///< at the return that was named
    std::optional<double> level = {};             ///< dBFS at the return
    std::optional<double> delta = {};             ///< dB, what came less what was sent
    std::optional<std::uint32_t> at = {};         ///< the strip where it was heard: the return, or another
    bool is_elsewhere = false;                    ///< … another than the return that was named
};
/// `arrived`, `elsewhere`, `heard` where no return was named, or `nothing`.
std::string_view name_of(const ToneHeard& heard);

/// Outputs as people write them: strips the oscillator reaches, `bus/03` or `bus 3`, ranges `bus/1-4`, separated by commas; `all` for all.
/// `returns` likewise, one an output, or empty. Pure. Throws std::invalid_argument.
std::vector<ToneWay> tone_ways(const studio::Profile& profile, std::string_view outputs, std::string_view returns);

/// The destination that sends the oscillator to this strip.
std::optional<std::int32_t> destination_of(const studio::Profile& profile, std::uint32_t strip);

/// Where the tone has come: what is louder by `rise` dB than in the quiet before. Outputs of the oscillator are no returns. Pure.
ToneHeard hear_tone(const studio::Profile& profile, const ToneWay& way, const Peaks& before, const Peaks& during, double sent_dbfs);

}  // namespace recalld::check
