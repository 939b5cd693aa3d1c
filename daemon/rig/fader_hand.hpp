#pragma once

#include <chrono>
#include <optional>

#include "studio/surface.hpp"

namespace recalld::rig {

/// One motor fader between a hand and a parameter: who may move whom. Positions 0 … 16383. Pure.
///
/// A motor goes to the position it was last told, so a hand's moves are told back to it (echo). Under a hand nothing else is told to
/// it; when the hand has let go it waits a moment and then goes where the parameter really stands. A fader that cannot feel hands is
/// held from its first move until it has rested. When another parameter comes under a held fader, that hand moves nothing any more.
///
///     stateDiagram-v2
///         resting --> held: touched, or a move
///         held --> settling: let go, or no move for `hold`
///         settling --> resting: after `settle`
class FaderHand {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds settle{100};       ///< from letting go to the motor's own way
    static constexpr std::chrono::milliseconds after_bank{150};   ///< … a motor that runs looks like a hand to some boxes

    explicit FaderHand(const studio::Surface& surface) : hold_(surface.hold) {}

    void touched(bool is_touched, Time now);
    /// True when the move is one for the parameter.
    bool moved(int position, Time now);
    /// Another parameter is under it from now on.
    void rebind(Time now);
    /// Where the parameter stands.
    void stands_at(int position) { stands_ = position; }

    /// The position that the motor is to be told.
    int shown(Time now) const;
    /// A hand moves this parameter just now.
    bool is_held(Time now) const { return is_under_hand(now) && !is_strange_; }
    /// Where the hand left it; nothing when none ever moved it since rebind().
    std::optional<int> hand() const { return hand_; }
    /// When shown() changes by itself.
    std::optional<Time> deadline(Time now) const;

private:
    bool is_under_hand(Time now) const { return is_touched_ || now < held_until_; }

    std::chrono::milliseconds hold_;
    bool is_touched_ = false;
    bool is_strange_ = false;         ///< this hand came before the parameter did
    Time held_until_{};               ///< of a hand that only moves tell of
    Time settled_at_{};
    Time bound_at_{};
    int stands_ = 0;
    int frozen_ = 0;                  ///< what the motor was told when the hand came
    std::optional<int> hand_;
};

}  // namespace recalld::rig
