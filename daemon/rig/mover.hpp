#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "driver/driver.hpp"

namespace recalld::rig {

/// What hands move without waiting for an answer. A moving fader is a value, not a queue: the latest wins, each parameter is told at
/// most once in `spacing`, and when it has rested it is to be confirmed. Pure.
///
///     stateDiagram-v2
///         [*] --> due: want()
///         due --> told: next(), spacing over
///         told --> due: want()
///         told --> [*]: rested(), still for `rest`
class Mover {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds spacing{1};   ///< as often as a MIDI cable can tell of one fader
    static constexpr std::chrono::milliseconds rest{120};

    void want(studio::ParameterId parameter, studio::Value value, Time now);
    /// One that may be told now; the one that has waited longest comes first.
    std::optional<driver::Setting> next(Time now);
    /// What was told and has not moved since: it is forgotten here, and whoever asks confirms it.
    std::vector<driver::Setting> rested(Time now);
    /// When next() or rested() may have something.
    std::optional<Time> deadline() const;
    bool empty() const { return moves_.empty(); }
    void clear() { moves_.clear(); }

private:
    struct Move {
        driver::Setting setting;
        Time wanted, told;
        bool is_due = true;
    };
    static Time due_at(const Move& move) { return move.is_due ? move.told + spacing : move.wanted + rest; }
    std::vector<Move> moves_;   ///< a handful: as many as there are fingers
};

}  // namespace recalld::rig
