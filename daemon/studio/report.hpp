#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "studio/value.hpp"

namespace recalld::studio {

/// What came of one parameter of a recall.
enum class Verdict : std::uint8_t {
    matched,     ///< the unit answered the wanted value
    corrected,   ///< … after it had to be sent more than once
    differs,     ///< the unit answers another value, however often it was told
    silent,      ///< no answer: nobody knows
    unverified,  ///< sent; this unit cannot be read back
    safe,        ///< protected by scope or a safe: not touched although it differs
    by_hand,     ///< a person has to do it
    moved,       ///< somebody moved it while the recall ran
    withheld,    ///< not sent: the recall was cancelled before its turn
    noted,       ///< stands as a person noted it; nobody looked since
};
std::string_view name_of(Verdict verdict);

/// One named parameter of a report. Plain matches are only counted.
struct Finding {
    std::string unit;
    std::string parameter;   ///< `ch/17/mix/09/level`
    Verdict verdict = Verdict::differs;
    std::string words;       ///< `ch 17 "Lead Vox": send to bus 9`
    std::string wanted;      ///< `-11.0 dB`
    std::string found;       ///< `-14.0 dB`, `silent`
    std::string why;         ///< what to do about it; may be empty
    std::optional<double> tolerance = {};   ///< how far a dial may stand off, in divisions of its scale; nothing: as its panel says
    bool operator==(const Finding&) const = default;
};

/// What came of a recall, per parameter. It never flatters. Immutable once made.
struct Report {
    std::string session;
    std::string version;
    std::string scope;
    std::size_t matched = 0;
    std::size_t written = 0;     ///< parameters that were sent at least once
    std::size_t corrected = 0;
    std::size_t differs = 0;
    std::size_t silent = 0;
    std::size_t unverified = 0;
    std::size_t safe = 0;
    std::size_t by_hand = 0;
    std::size_t moved = 0;
    std::size_t withheld = 0;
    std::size_t noted = 0;
    bool cancelled = false;
    std::chrono::milliseconds elapsed{0};
    std::vector<std::string> notes;      ///< the desk's own safes, other firmware than the profile's …
    std::vector<Finding> details;

    void add(Finding finding);           ///< counts it and keeps it by name
    bool all_matched() const;            ///< everything in scope is where it should be, and was verified
};

}  // namespace recalld::studio
