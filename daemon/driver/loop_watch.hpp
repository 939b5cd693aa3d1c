#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "wire/bytes.hpp"

namespace recalld::driver {

/// Finds out whether what we say to a port comes back from it: a thru port, a program that hands on all it hears. A message is ours when
/// it is byte for byte what we said in the last two seconds, once for each time we said it. Questions and letters that no box ever says
/// are proof; lights and positions a box may well say itself, so they are hints, and only until it has said something of its own.
/// Holds a fixed number of messages. Pure; core thread only.
class LoopWatch {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// We said this; `is_ours_alone`: no box ever does.
    void said(wire::View message, bool is_ours_alone, Time now);
    /// This came. True when it is our own word, which nobody is to obey.
    bool is_echo(wire::View message, Time now);
    /// What we say comes back, until proof (hints, when there never was any) stays away for two seconds.
    bool is_loop() const { return evidence_ >= enough; }
    /// The port was opened anew.
    void forget() { *this = LoopWatch(); }

private:
    static constexpr std::chrono::seconds memory{2};
    static constexpr int proof = 6, hint = 1, enough = 3 * proof;   // hints: more than one for each fader of a box

    struct Word {
        std::uint64_t hash = 0;
        Time said_at{};
        std::uint32_t times = 0;   ///< said and not come back
        bool is_ours_alone = false;
    };

    static constexpr std::size_t words = 2048, neighbours = 16;

    Word& place_of(std::uint64_t hash, Time now);

    std::vector<Word> words_ = std::vector<Word>(words);   ///< each near its hash
    int evidence_ = 0;
    bool has_proof_ = false;           ///< there ever was some
    bool has_own_words_ = false;       ///< somebody is there who says what we did not
    std::optional<Time> missed_since_; ///< what was said then has not come back yet
};

}  // namespace recalld::driver
