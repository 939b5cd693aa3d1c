#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace recalld::studio {

/// How a host and a fader box find that the other is there.
enum class Handshake : std::uint8_t {
    none,       ///< it says nothing of itself: the first gesture tells that it is there
    query,      ///< it answers a query, and speaks up when it starts
    challenge,  ///< … and stays shut until its challenge is answered
    ping,       ///< it answers a ping, once a second
    probe,      ///< it asks every two seconds whether a host is there
};

/// What its scribble strips can be lit in.
enum class ColourKind : std::uint8_t { none, palette, rgb };

enum class MeterKind : std::uint8_t { none, mono, stereo };

/// How a ring of lights can show a value.
enum class RingStyle : std::uint8_t { dot, boost_cut, wrap, spread };

/// A display of fixed letters in two lines of 56, a cell for each strip; a ninth one where it fits is the master's. In HUI: nine displays
/// of one line and four letters.
struct Cells {
    std::uint8_t first = 0;   ///< column of the first strip's cell
    std::uint8_t pitch = 7;   ///< columns from one strip to the next
    std::uint8_t width = 0;   ///< letters of a cell; 0 = there is no display
};

/// A button of this box that means something else than its number says elsewhere: `assign_pan` at 2B.
struct ButtonAt {
    std::string name;
    std::uint8_t number = 0;
};

/// What one model of fader box can do: one MIDI port, at most eight strips and a master. A box of sixteen is two of these.
/// Immutable after loading, shared. Any thread.
struct Surface {
    std::string profile_id;           ///< `surfaces/mcu`
    std::string model;                ///< for people
    std::uint32_t version = 1;
    bool verified = false;            ///< checked on real hardware
    std::string protocol;             ///< `mcu`, `hui` or `xctl`
    std::uint8_t model_byte = 0x14;   ///< of its SysEx, until it says another one itself
    Handshake handshake = Handshake::query;
    std::chrono::milliseconds alive_every{0};   ///< a sign of life it needs from us; 0 = none

    std::uint8_t strips = 8;
    bool master = false;              ///< a ninth fader
    bool motors = true;
    bool touch = true;                ///< it says when a hand is on a fader
    std::chrono::milliseconds hold{500};   ///< without touch: a fader that rests this long was let go
    std::uint8_t fader_bits = 10;     ///< its resolution
    std::uint16_t lowest = 0;         ///< the position that its lower end really says
    std::uint16_t highest = 16'383;   ///< … and its upper end
    /// Its printed scale: position 0 … 1 of the way -> dB, both rising from 0 to 1; the first may be minus infinity, at that very
    /// position only. Empty = the way is the console's own.
    std::vector<std::pair<double, double>> scale;

    bool knobs = true;
    std::vector<RingStyle> rings = {RingStyle::dot, RingStyle::boost_cut, RingStyle::wrap, RingStyle::spread};   ///< empty = none
    bool flash = true;                ///< its lights flash by themselves
    Cells display;
    Cells second_display;
    std::vector<std::uint8_t> second_display_header;   ///< behind F0, before the offset
    ColourKind colours = ColourKind::none;
    std::vector<std::uint8_t> colour_header;           ///< behind F0, before the first colour, where it is not the common one
    MeterKind meters = MeterKind::none;
    /// mcu: what a strip's meter is told to be before its first level. Signal light 1, peak hold 2, on the display 4; 0 = needs no telling.
    std::uint8_t meter_mode = 3;
    bool master_meters = false;
    bool timecode = false;
    bool assignment = false;          ///< the two-digit display
    bool jog = false;

    std::chrono::milliseconds sysex_gap{0};   ///< pause it needs between two SysEx messages
    std::uint32_t bytes_per_second = 0;       ///< what its cable carries; 0 = no limit known. DIN: 3,125
    std::vector<ButtonAt> buttons;            ///< where it differs from the common map
};

}  // namespace recalld::studio
