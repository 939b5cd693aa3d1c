#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "driver/level.hpp"
#include "driver/time_point.hpp"
#include "mackie/control.hpp"
#include "studio/surface.hpp"
#include "wire/bytes.hpp"

namespace recalld::driver {

inline constexpr int surface_strips = mackie::strips;        ///< of one box; counted from 0
inline constexpr int master_strip = mackie::master_strip;    ///< the ninth fader

// What hands do, and the box itself. Positions 0 … 16383 of the whole way: the driver has undone the box's calibration. A VPotTurned has
// strip 0 … 7 for the knobs of the strips; boxes with knobs beside them go on with 8 … 12.
using mackie::FaderMoved;
using mackie::FaderTouched;
using mackie::JogTurned;
using mackie::VPotTurned;

/// A button by its name, `mute/3` or `bank_left`; foot switches are buttons. A button that has no name is `note/5D`.
struct Pressed {
    std::string button;
    bool down = false;
    bool operator==(const Pressed&) const = default;
};

/// The foot controller, 0 … 127.
struct Pedalled {
    int value = 0;
    bool operator==(const Pedalled&) const = default;
};

/// It is there, or has restarted: it shows nothing of what it was told before.
struct Arrived {
    bool operator==(const Arrived&) const = default;
};

using Gesture = std::variant<FaderMoved, FaderTouched, VPotTurned, JogTurned, Pressed, Pedalled, Arrived>;

using mackie::Colour;
using mackie::Light;

/// What a ring shows: `value` 0 … 1 of its way, nothing lit when it is dark.
struct Ring {
    studio::RingStyle style = studio::RingStyle::dot;
    double value = 0;
    bool lit = false;
    bool centre = false;   ///< the dot under the knob
    bool operator==(const Ring&) const = default;
};

inline constexpr int not_moved = -1;

/// All that a box is to show, as a value: whatever it cannot show is left out by its driver.
struct Face {
    std::array<int, surface_strips + 1> faders;               ///< position 0 … 16383; not_moved = where it stands
    std::array<Ring, surface_strips> rings;
    std::map<std::string, Light, std::less<>> lights;         ///< by button name; what is not named is dark
    std::array<std::array<std::string, 2>, surface_strips + 1> cells;   ///< UTF-8, the upper and the lower line of each strip
    std::array<Colour, surface_strips> colours{};
    std::array<std::array<float, 2>, surface_strips> meters;  ///< dB below full scale, left and right; no_signal = nothing
    std::array<float, 2> master_meters{no_signal, no_signal};
    std::array<bool, surface_strips> overloads{};
    std::string timecode;                                     ///< right-aligned, dots count as part of the digit before them
    std::string assignment;

    Face();
    bool operator==(const Face&) const = default;
};

/// How a host speaks to one fader box: gestures out of messages, messages out of what the box is to show. Remembers what it was told
/// and says only what differs, at the box's own resolution. Pure: time is an argument, and bytes go back to the caller, who paces
/// them. One instance per box; core thread only.
class SurfaceDriver {
public:
    using Sink = std::function<void(const Gesture&)>;

    virtual ~SurfaceDriver() = default;

    /// To be sent when the port opens, and every few seconds until it has Arrived.
    virtual std::vector<wire::Bytes> greet() = 0;
    /// Reads one whole message. `answers` are to be sent at once: handshakes cannot wait. False when it made no sense.
    virtual bool hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers) = 0;
    /// The most urgent message that brings what is shown nearer to what is wanted: faders, lights, rings, letters, colours, digits,
    /// meters, in this order. Nothing: all is shown, or must wait until wake().
    virtual std::optional<wire::Bytes> next(const Face& wanted, TimePoint now) = 0;
    /// When next() may have more although nothing new is wanted: a fader moved too often, a light that we have to flash ourselves,
    /// a meter that falls by itself. At once, after a next() that had something.
    virtual std::optional<TimePoint> wake() const = 0;
    /// A sign of life, to be sent every Surface::alive_every.
    virtual std::vector<wire::Bytes> stay_alive() = 0;
    /// It was heard of lately, as far as it ever says so; a box without liveness is there as long as its port is.
    virtual bool is_alive(TimePoint now) const = 0;
    /// What is odd about the other end, for people; empty when nothing is.
    virtual std::string oddity() const { return {}; }
    /// Nothing is known of what it shows: it restarted, or its port came back.
    virtual void forget() = 0;
    /// Dark and blank, for when we leave.
    virtual std::vector<wire::Bytes> farewell() = 0;
};

/// The driver for `surface->protocol`; nothing when there is none of that name.
std::unique_ptr<SurfaceDriver> make_surface_driver(std::shared_ptr<const studio::Surface> surface);

}  // namespace recalld::driver
