#pragma once

#include "mackie/control.hpp"
#include "mackie/frame.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

/// Mackie Control, also as Logic Control: a host and its fader boxes of eight strips. One vocabulary for both roles.
/// Sources: Logic Control manual, appendix B; what hosts and surfaces were seen to send.
namespace recalld::mackie::mcu {

// --- controls, beside those of control.hpp

/// The foot controller, 0…127.
struct Pedal {
    int value = 0;
    bool operator==(const Pedal&) const = default;
};

/// A peak, 0…12; the surface lets it fall by itself. Strip 0…7.
struct Meter {
    int strip = 0;
    int level = 0;
    bool operator==(const Meter&) const = default;
};

inline constexpr int most_level = 12;

/// The overload light of a meter.
struct Overload {
    int strip = 0;
    bool set = false;
    bool operator==(const Overload&) const = default;
};

/// Level 0…12 beside the master fader, on surfaces that have one.
struct MasterMeter {
    bool right = false;
    int level = 0;
    bool operator==(const MasterMeter&) const = default;
};

/// What one seven-segment digit shows: a capital, figure or sign of ASCII (20…5F).
struct Glyph {
    char letter = ' ';
    bool dot = false;
    bool operator==(const Glyph&) const = default;
};

inline constexpr int timecode_digits = 10;
inline constexpr int assignment_digits = 2;
inline constexpr int first_assignment_digit = 10;

/// Digits count from the right: 0…9 timecode, 10 and 11 the assignment display.
/// Small letters are written as capitals, what has no segments as a blank.
struct Digit {
    int index = 0;
    Glyph glyph;
    bool operator==(const Digit&) const = default;
};

// --- displays

/// A whole display at once, from the right: `first` is 0 for timecode, 10 for the assignment.
/// Only some surfaces take it; Digit works everywhere.
struct Digits {
    int first = 0;
    int count = 0;
    std::array<Glyph, timecode_digits> glyphs{};
    bool operator==(const Digits&) const = default;
};

inline constexpr int lcd_cells = 112;

/// ASCII from `offset` (0…111, 56 a line) on. Display 0 is the one all have, 1 the first of Dialect::displays.
/// Read from a message, the text lives as long as it does.
struct Text {
    int display = 0;
    int offset = 0;
    std::string_view text;
    bool operator==(const Text&) const = default;
};

struct Colours {
    std::array<Colour, strips> colours{};
    bool operator==(const Colours&) const = default;
};

/// 0…127 each.
struct Rgb {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Rgb&) const = default;
};

struct RgbColours {
    std::array<Rgb, strips> colours{};
    bool operator==(const RgbColours&) const = default;
};

// --- who is there

using Serial = std::array<char, 7>;
using Challenge = std::array<std::uint8_t, 4>;
using Response = std::array<std::uint8_t, 4>;

/// What the surface wants to hear; Logic Control opens only with it.
Response response_to(const Challenge& challenge);

/// Host: who is there?
struct DeviceQuery {
    bool operator==(const DeviceQuery&) const = default;
};

/// Surface: here I am; at power-on and after a DeviceQuery. Later it means that the surface has restarted.
struct HostConnectionQuery {
    Serial serial{};
    Challenge challenge{};
    bool operator==(const HostConnectionQuery&) const = default;
};

/// Host, within 300 ms of the query.
struct HostConnectionReply {
    Serial serial{};
    Response response{};
    bool operator==(const HostConnectionReply&) const = default;
};

struct HostConnectionConfirmation {
    Serial serial{};
    bool operator==(const HostConnectionConfirmation&) const = default;
};

struct HostConnectionError {
    Serial serial{};
    bool operator==(const HostConnectionError&) const = default;
};

/// Some surfaces send this in place of a HostConnectionQuery.
struct Ready {
    bool operator==(const Ready&) const = default;
};

struct VersionRequest {
    bool operator==(const VersionRequest&) const = default;
};

/// `V1.02`; at most 16 characters, which live as long as the message.
struct VersionReply {
    std::string_view version;
    bool operator==(const VersionReply&) const = default;
};

struct SerialRequest {
    bool operator==(const SerialRequest&) const = default;
};

struct SerialReply {
    Serial serial{};
    bool operator==(const SerialReply&) const = default;
};

// --- settings and orders, from the host

struct Reset {
    bool operator==(const Reset&) const = default;
};

struct Recalibrate {
    bool operator==(const Recalibrate&) const = default;
};

struct GoOffline {
    bool operator==(const GoOffline&) const = default;
};

struct FadersToMinimum {
    bool operator==(const FadersToMinimum&) const = default;
};

struct LedsOff {
    bool operator==(const LedsOff&) const = default;
};

struct Reboot {
    bool operator==(const Reboot&) const = default;
};

/// Transport buttons click.
struct Click {
    bool on = true;
    bool operator==(const Click&) const = default;
};

/// Minutes until the display darkens, 1…127; 0: never lit.
struct Backlight {
    int minutes = 15;
    bool operator==(const Backlight&) const = default;
};

/// Faders tell of moves also when no hand is on them.
struct Touchless {
    bool on = false;
    bool operator==(const Touchless&) const = default;
};

/// How lightly a fader (0…8) feels a touch, 0…5.
struct Sensitivity {
    int fader = 0;
    int level = 3;
    bool operator==(const Sensitivity&) const = default;
};

/// What a strip (0…7) shows of its meter.
struct ChannelMeterMode {
    int strip = 0;
    bool lcd = false;        ///< a level on the display
    bool peak_hold = false;  ///< horizontal meters only
    bool signal = false;     ///< the signal light
    bool operator==(const ChannelMeterMode&) const = default;
};

struct GlobalMeterMode {
    bool vertical = false;
    bool operator==(const GlobalMeterMode&) const = default;
};

using Event =
    std::variant<FaderMoved, FaderTouched, Button, Led, VPotTurned, VPotRing, JogTurned, Pedal, Meter, Overload,
                 MasterMeter, Digit, Digits, Text, Colours, RgbColours, DeviceQuery, HostConnectionQuery,
                 HostConnectionReply, HostConnectionConfirmation, HostConnectionError, Ready, VersionRequest,
                 VersionReply, SerialRequest, SerialReply, Reset, Recalibrate, GoOffline, FadersToMinimum, LedsOff,
                 Reboot, Click, Backlight, Touchless, Sensitivity, ChannelMeterMode, GlobalMeterMode>;

// --- bytes

inline constexpr int logic_control = 0x10;
inline constexpr int logic_control_extender = 0x11;
inline constexpr int main_unit = 0x14;
inline constexpr int extender = 0x15;

/// How one surface speaks SysEx, from its profile: the model byte, and headers beyond the common set. A header is what
/// stands between F0 and the offset of a text, or the first colour: `00 00 67 15 13`.
struct Dialect {
    int model = main_unit;
    std::vector<Bytes> displays{};  ///< of displays behind the first
    Bytes rgb_colours{};            ///< of RgbColours
};

/// The model byte of a surface's SysEx, which a host uses in its own. Fault::out_of_range for 7F, which means any and
/// must never be sent; ::unknown for other makers.
Result<int> model_of(View message);

/// Reads one whole message. Any model byte is accepted, except those of the two other protocols under this maker
/// number. Taken as they come: note-on of velocity 0 and note-off both release; 0 ticks are 1; digits on channels 1 and
/// 16; meter level 13 is 12. Firmware updates (command 18) are no event, so that nothing can pass them on. Faults:
/// ::unknown, ::truncated, ::trailing, ::malformed, ::unterminated, ::out_of_range, ::missing.
Result<Event> read(View message, From from, const Dialect& dialect = {});

/// One whole message. Empty for what cannot be said: 0 ticks, a display or colours that the dialect has not.
/// Numbers out of range are a mistake of the caller and cut to their bits.
Bytes write(const Event& event, const Dialect& dialect = {});

}  // namespace recalld::mackie::mcu
