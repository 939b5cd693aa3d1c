#pragma once

#include "mackie/mcu.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

/// XCtl: the language that some surfaces speak over UDP and MIDI beside Mackie Control. Buttons, faders, touch and jog
/// are those of mcu; displays, rings and digits are finer. Sources: public descriptions and implementations of it.
namespace recalld::mackie::xctl {

inline constexpr int udp_port = 10'111;
inline constexpr int ring_lights_count = 13;
inline constexpr int most_level = 8;

/// Surface, every two seconds: is a host there?
struct Probe {
    bool operator==(const Probe&) const = default;
};

struct ProbeReply {
    bool operator==(const ProbeReply&) const = default;
};

/// The surface tells its number; nobody is known to need it. The text lives as long as the message.
struct Announcement {
    std::string_view text;
    bool operator==(const Announcement&) const = default;
};

/// A line of a scribble strip as codes: ASCII, and 00 for room on both sides that centres the rest.
using Line = std::array<char, 7>;

/// UTF-8 folded to ASCII and cut to seven letters.
Line from_left(std::string_view utf8);
Line centred(std::string_view utf8);
/// The letters without the room around them; what is no ASCII is `_`.
std::string plain(const Line& line);

struct ScribbleStrip {
    int strip = 0;
    Colour colour = Colour::white;
    bool inverted = false;  ///< the lower line, dark on light
    Line top{};
    Line bottom{};
    bool operator==(const ScribbleStrip&) const = default;
};

/// Seven lights of a ring from the left, or the six to the right of them; bit 0 is the leftmost.
struct RingHalf {
    int strip = 0;
    bool right = false;
    int lights = 0;
    bool operator==(const RingHalf&) const = default;
};

/// Value 0 is dark, 1…13 the lights from left to right.
std::array<RingHalf, 2> ring(int strip, RingMode mode, int value);

/// The lights of a digit, bit 0 (a, the top one) to bit 6 (g, the middle one). Digits count as those of mcu do: 0…9
/// timecode from the right, 10 and 11 the assignment.
struct Segments {
    int index = 0;
    int lights = 0;
    bool dot = false;
    bool operator==(const Segments&) const = default;
};

/// The nearest that seven lights can show of an ASCII character; dark when there is nothing like it.
int segments_of(char letter);

/// A peak, 0…8, which falls by itself. Strip 0…7.
struct Meter {
    int strip = 0;
    int level = 0;
    bool operator==(const Meter&) const = default;
};

using Event = std::variant<Probe, ProbeReply, Announcement, ScribbleStrip, RingHalf, Segments, Meter, mcu::Event>;

/// Reads one whole message, of mcu where it is none of its own. Levels above 8 are 8; the bits of a colour that change
/// nothing are dropped. Faults as of mcu::read.
Result<Event> read(View message, From from);

/// One whole message. Numbers out of range are a mistake of the caller and cut to their bits.
Bytes write(const Event& event);

/// All eight meters in nine bytes, by running status.
Bytes meters(const std::array<int, strips>& levels);

/// What a host has to send every six seconds at the latest, or the surface shows that nobody is there.
Bytes idle();

/// Cuts a datagram into messages: running status, SysEx and real-time bytes between messages. Each message lives until
/// the sink returns. Ends at the first fault: ::truncated, ::unterminated, ::malformed, ::unknown; what stood before it
/// was delivered.
Result<void> for_each_message(View datagram, const std::function<void(View)>& sink);

}  // namespace recalld::mackie::xctl
