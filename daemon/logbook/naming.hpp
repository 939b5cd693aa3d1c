#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::logbook {

/// What the name of a print is checked against; what is empty or 0 is not known.
struct NameFacts {
    std::string format = {};              ///< `WAV`, as its header says
    std::uint32_t rate_hz = 0;
    int bits = 0;                         ///< 0: it has none, as lossy formats
    std::string alternate = {};           ///< `INST`, as somebody said
    std::string artist_initials = {};
    std::string title = {};               ///< of the song, for people
    std::string mixer_initials = {};
    std::string version = {};             ///< `Mix 3`: its number is the revision when the name has none
};

/// How a name differs from ArtistInitials_SongTitle_MixerInitials+Revision_Version_Rate `k` Bits, as AI_SongTitle_MI01_Master_96k24.wav.
struct Naming {
    std::vector<std::string> deviations;  ///< sentences for people; none: it is as it should be
    std::string proposed;                 ///< a name that has none; empty when none is needed
    std::string alternate;                ///< the code of the mix that the name tells, or empty
};

/// Checks a name without its folder. Pure.
Naming check_name(std::string_view file, const NameFacts& facts);

/// `The Night Train` -> `TheNightTrain`: ASCII letters and digits, each word with a capital, at most so many. Pure.
std::string in_camel_case(std::string_view words, std::size_t most);

/// `Anna Berg Trio` -> `ABT`. Pure.
std::string initials_of(std::string_view words);

/// `96k24`, `44.1k16`; `48k` without bits. Pure.
std::string rate_and_bits(std::uint32_t rate_hz, int bits);

}  // namespace recalld::logbook
