#pragma once

#include "wire/outcome.hpp"

#include <cstdint>

namespace recalld::mackie {

/// Who speaks. The same bytes mean a button when a surface sends them and a light when a host does.
enum class From : std::uint8_t { surface, host };

inline constexpr int strips = 8;        ///< of one surface, counted from 0
inline constexpr int master_strip = 8;  ///< the ninth fader
inline constexpr int most_position = 16383;

/// A fader stands at `position`, 0…16383: moved by hand, or where its motor is to go. Strip 0…8.
struct FaderMoved {
    int strip = 0;
    int position = 0;
    bool operator==(const FaderMoved&) const = default;
};

/// A hand is on the fader, or has left it. Strip 0…8.
struct FaderTouched {
    int strip = 0;
    bool touched = false;
    bool operator==(const FaderTouched&) const = default;
};

/// A button or foot switch; its number is the one of the light in it. mcu_buttons and hui_buttons name them.
struct Button {
    int number = 0;
    bool down = false;
    bool operator==(const Button&) const = default;
};

enum class Light : std::uint8_t { off, on, flash };

struct Led {
    int number = 0;
    Light light = Light::off;
    bool operator==(const Led&) const = default;
};

/// A knob was turned: so many ticks clockwise, negative the other way, never 0; -63…63.
struct VPotTurned {
    int strip = 0;
    int ticks = 1;
    bool operator==(const VPotTurned&) const = default;
};

struct JogTurned {
    int ticks = 1;
    bool operator==(const JogTurned&) const = default;
};

/// How a ring of lights shows its value. The number is the one of the wire.
enum class RingMode : std::uint8_t {
    dot,        ///< one light
    boost_cut,  ///< from the centre to the value
    wrap,       ///< from the left end to the value
    spread,     ///< from the centre to both sides; values 1…6
};

/// Value 0 is dark, 1…11 the lights from left to right. `centre` is the dot under the knob.
struct VPotRing {
    int strip = 0;
    RingMode mode = RingMode::dot;
    int value = 0;
    bool centre = false;
    bool operator==(const VPotRing&) const = default;
};

inline constexpr int most_ring_value = 11;

/// Mode, value and dot as one data byte: `0 p mm vvvv`. Both protocols write rings like this.
int ring_byte(const VPotRing& ring);
/// Fault::out_of_range for values above 11.
wire::Result<VPotRing> read_ring(int strip, int data);

/// The lights of a ring of `count` lights, an odd number up to 15; bit 0 is the left end. The value counts from 1 to
/// `count`; what is larger is cut.
std::uint16_t ring_lights(RingMode mode, int value, int count);

/// Colours of scribble strips; bit 0 red, bit 1 green, bit 2 blue. `off` also turns the letters dark.
enum class Colour : std::uint8_t { off, red, green, yellow, blue, magenta, cyan, white };

}  // namespace recalld::mackie
