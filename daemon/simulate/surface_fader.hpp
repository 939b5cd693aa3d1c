#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "studio/surface.hpp"

namespace recalld::simulate {

using TimePoint = std::chrono::steady_clock::time_point;

/// One fader of a simulated box, with its motor and the hand on it. Its way is 0 … 1; on the wire it says lowest … highest, in the
/// steps of its resolution. The motor goes to the last position received, the whole way in 150 ms; a hand is stronger. A value that
/// borrows the profile. Pure.
///
///     rest ──position──▶ motor runs ──there──▶ rest
///     any  ──grab──▶ hand (positions are remembered) ──let_go, 50 ms──▶ the motor goes to the last position received
class SurfaceFader {
public:
    static constexpr std::chrono::milliseconds whole_way{150};
    static constexpr std::chrono::milliseconds grip_ends{50};      ///< so long after the hand the motor stays off
    static constexpr std::chrono::milliseconds late_echo{100};     ///< an echo may be that late
    static constexpr std::chrono::milliseconds hand_says{5};       ///< a moving hand is told of that often

    /// What a careless host does to it.
    struct Counts {
        std::uint64_t fights = 0;       ///< positions received in the hand that the hand had not said lately
        std::uint64_t late_echoes = 0;  ///< … that it had said, but had left by more than a step since
        std::uint64_t creeps = 0;       ///< positions that moved it at rest by a step: motors tick
        std::uint64_t jumps = 0;        ///< the hand left it, and it went elsewhere by more than a step
        Counts& operator+=(const Counts& other);
        bool operator==(const Counts&) const = default;
    };

    explicit SurfaceFader(const studio::Surface& surface) : surface_(&surface) {}

    /// The host says where it is to stand.
    void receive(int position, TimePoint now);

    void grab(TimePoint now);
    /// By hand, to 0 … 1 of the way; without a grip it is a nudge that nobody feels. At once, or evenly.
    void move(double to, std::chrono::milliseconds over, TimePoint now);
    void let_go(TimePoint now);

    /// Moves what moves until now. A step that the hand reached and that was not told yet comes back as its position on the wire.
    std::optional<int> run(TimePoint now);
    /// When run() has something to do; nothing: it rests.
    std::optional<TimePoint> wake() const;
    /// It restarted: the motor knows no position.
    void forget();

    double way() const { return way_; }
    int position() const { return wire_of(step()); }   ///< on the wire
    bool is_held() const { return is_held_; }
    bool is_moving() const;                            ///< by its motor
    const Counts& counts() const { return counts_; }

private:
    struct Drag {
        double from = 0, to = 0;
        TimePoint since;
        std::chrono::milliseconds over{0};
    };
    struct Told {
        int step = 0;
        TimePoint when;
    };

    int steps() const { return (1 << surface_->fader_bits) - 1; }
    int step() const;
    int step_of(int position) const;
    int wire_of(int step) const;
    bool is_in_hand() const { return is_held_ || drag_; }
    bool was_told_lately(int step, TimePoint now) const;
    void judge(int position, TimePoint now);
    void drag(TimePoint now);
    void drive(TimePoint now);
    void loosen(TimePoint now);
    std::optional<int> tell(TimePoint now);

    const studio::Surface* surface_;
    double way_ = 0;
    std::optional<int> aim_;           ///< step of the last position received
    std::optional<int> rest_;          ///< position that host or hand said last
    int told_ = 0;                     ///< step that the hand told last
    std::deque<Told> lately_;
    bool is_held_ = false;
    std::optional<Drag> drag_;
    std::optional<TimePoint> loose_at_;   ///< the hand has left; then the motor takes over
    TimePoint ran_;
    Counts counts_;
};

}  // namespace recalld::simulate
