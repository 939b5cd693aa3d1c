#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "driver/surface_buttons.hpp"
#include "driver/surface_steps.hpp"
#include "mackie/lcd.hpp"

/// What one box was told last, part by part. Each part gives the next thing to say, if any, and tells Wake when it has to wait.
namespace recalld::driver {

/// The earliest of several moments.
struct Wake {
    std::optional<TimePoint> at;
    void by(TimePoint moment) { at = at ? std::min(*at, moment) : moment; }
};

inline constexpr std::chrono::milliseconds fader_pause{25};     ///< between two messages to one motor: 40 a second
inline constexpr std::chrono::milliseconds meter_pause{50};
inline constexpr std::chrono::milliseconds meter_repeat{900};   ///< meters fall by themselves
inline constexpr std::chrono::milliseconds flash_time{500};     ///< lit, and as long dark

/// Faders. One that stands nearer to the code it was sent to than to the next one is left alone, with some room, so that no rounding
/// ticks a motor. One that was moved is always sent to where it belongs: its servo holds the last place it was told.
class ShownFaders {
public:
    explicit ShownFaders(const studio::Surface& surface);
    bool has(int fader) const;
    const FaderWay& way() const { return way_; }
    std::optional<mackie::FaderMoved> next(const std::array<int, surface_strips + 1>& wanted, TimePoint now, Wake& wake);
    void moved(int fader, int said);
    void forget();

private:
    struct Fader {
        int code = 0;
        bool unsure = true;
        TimePoint free{TimePoint::min()};
        std::optional<int> heard;   ///< what the hand's last move said: the echo says the very same
    };

    int said(const Fader& fader, int wanted) const;
    bool must_go(const Fader& fader, int wanted) const;

    FaderWay way_;
    int strips_;
    bool master_, motors_;
    std::array<Fader, surface_strips + 1> faders_;
};

/// Lights by number. What is lit comes first; flashes by itself where the box cannot.
class ShownLights {
public:
    ShownLights(const SurfaceButtons& buttons, bool box_flashes) : buttons_(buttons), box_flashes_(box_flashes) { forget(); }
    void want(const std::map<std::string, Light, std::less<>>& lights);
    std::optional<mackie::Led> next(TimePoint now, Wake& wake);
    void forget();

private:
    static constexpr auto unknown = std::numeric_limits<std::uint8_t>::max();
    using Lights = std::array<std::uint8_t, most_buttons>;

    /// As it is lit at this moment.
    Lights lit(TimePoint now, Wake& wake) const;

    const SurfaceButtons& buttons_;
    bool box_flashes_;
    bool flashing_ = false;
    Lights wanted_{};
    Lights shown_{};
};

/// When a meter, or a row of them, may be told again.
class MeterPace {
public:
    bool may_send(bool differs, bool lit, TimePoint now, Wake& wake);

private:
    TimePoint free_{TimePoint::min()};
    TimePoint repeat_{TimePoint::min()};
};

/// One meter; -1 = not known.
struct ShownMeter {
    int level = -1;
    MeterPace pace;
    /// True when `wanted` is to be sent now.
    bool takes(int wanted, TimePoint now, Wake& wake);
};

using CellTexts = std::array<std::array<std::string, 2>, surface_strips + 1>;

/// A display of two lines. Whole cells are sent, neighbours together, never more than a line at once.
class ShownLetters {
public:
    ShownLetters(const studio::Cells& cells, int columns);
    bool is_there() const { return layout_.width > 0; }
    /// Letters that are wanted, from an offset on.
    std::string_view wanted_from(int offset, int count) const;
    void want(const CellTexts& cells);
    std::optional<mackie::Run> next();
    void forget();

    /// For displays that are written in pieces of one width: the number of the next one.
    std::optional<int> next_piece(int width);

private:
    mackie::Run whole_cells(const mackie::Run& run) const;

    mackie::CellLayout layout_;
    mackie::Display wanted_;
    mackie::Display shown_;
};

/// Any values that are sent one by one when they differ from the last ones.
template <class Value, std::size_t Count>
class ShownRow {
public:
    /// The first that differs is taken as sent.
    std::optional<std::size_t> next(const std::array<Value, Count>& wanted)
    {
        for (std::size_t at = 0; at < Count; ++at)
            if (!shown_[at] || *shown_[at] != wanted[at]) {
                shown_[at] = wanted[at];
                return at;
            }
        return std::nullopt;
    }
    void forget() { shown_.fill(std::nullopt); }

private:
    std::array<std::optional<Value>, Count> shown_;
};

}  // namespace recalld::driver
