#pragma once

#include "mackie/control.hpp"
#include "mackie/frame.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// HUI: a host and its fader boxes of eight strips, both roles. Beside the controls of control.hpp, where
/// - a Button or Led is numbered zone x 8 + port (hui_buttons names them) and a Light can only be off or on;
/// - a VPotTurned or VPotRing has 0…7 for the strips, 8…11 for the edit knobs A to D, 12 for scroll;
/// - fader 8 is the master of surfaces that have one.
/// Source: what other implementations send and take; there is no public document.
namespace recalld::mackie::hui {

inline constexpr int zones = 0x1E;
inline constexpr int ports = 8;
inline constexpr int knobs = 13;

/// Host, once a second: are you there? After two to five seconds without an answer the other is lost.
struct Ping {
    bool operator==(const Ping&) const = default;
};

struct PingReply {
    bool operator==(const PingReply&) const = default;
};

/// The surface was switched on or off.
struct SystemReset {
    bool operator==(const SystemReset&) const = default;
};

/// Level 0…11, 12 is clip. Strip 0…7.
struct Meter {
    int strip = 0;
    bool right = false;
    int level = 0;
    bool operator==(const Meter&) const = default;
};

/// A display of four letters: 0…7 of the strips, 8 of select-assign. The codes are ASCII from 20 to 7D, below that
/// letters with accents; small_text() makes them, plain() reads them.
struct SmallText {
    int display = 0;
    std::array<char, 4> codes{};
    bool operator==(const SmallText&) const = default;
};

/// Ten of the 2 x 40 letters of the main display: zones 0…3 are its upper line, 4…7 the lower one.
struct MainText {
    int zone = 0;
    std::array<char, 10> codes{};
    bool operator==(const MainText&) const = default;
};

/// A hexadecimal figure, or nothing, of the time display.
struct TimeDigit {
    std::optional<int> figure;
    bool dot = false;
    bool operator==(const TimeDigit&) const = default;
};

inline constexpr int time_digits = 8;

/// The last `count` digits (1…8) of the time display, the rightmost first.
struct TimeText {
    int count = 0;
    std::array<TimeDigit, time_digits> digits{};
    bool operator==(const TimeText&) const = default;
};

using Event = std::variant<FaderMoved, FaderTouched, Button, Led, VPotTurned, VPotRing, JogTurned, Ping, PingReply,
                           SystemReset, Meter, SmallText, MainText, TimeText>;

/// UTF-8 folded to ASCII, cut or filled up with blanks.
SmallText small_text(int display, std::string_view utf8);
MainText main_text(int zone, std::string_view utf8);
/// Figures, A…F and blanks with dots behind them, as a person reads them: `01.02.03.04`. What is no figure is blank;
/// only the last eight digits count.
TimeText time_text(std::string_view text);
/// The codes as ASCII; accents and symbols are `_`.
std::string plain(std::string_view codes);

using TimePoint = std::chrono::steady_clock::time_point;

/// A fader travels as two halves. When they lie further apart than this, one between them was lost.
inline constexpr std::chrono::milliseconds most_between_halves{50};

/// Reads what one side says. Keeps the zone last selected and the upper halves of faders, which have no meaning alone.
/// Not thread-safe; throws only what the sink throws.
///
///     B0 0F zz ──▶ zone zz is latched     B0 2F 4p ──▶ Button{zone, port, down}; the zone stays latched
///     B0 0n hi ──▶ hi waits 50 ms         B0 2n lo ──▶ FaderMoved{n, hi lo}; hi is used up
class Decoder {
public:
    /// Sees each event; a display message may hold several.
    using Sink = std::function<void(const Event&)>;

    explicit Decoder(From from) : from_(from) {}

    /// Reads one whole message; nothing comes of one that only prepares the next. Ping is taken as note-on and
    /// note-off. Ports with a high nibble of 2, which one host sends, are ignored. Faults: ::unknown, ::truncated,
    /// ::trailing, ::malformed, ::unterminated, ::out_of_range; ::missing for a port without its zone, or a lower half
    /// of a fader without a fresh upper one. Of a faulty message nothing is seen.
    Result<void> read(View message, TimePoint now, const Sink& sink);

    /// Forgets zone and halves: after silence, or when a port came back.
    void reset() { *this = Decoder(from_); }

private:
    struct Half {
        int high = 0;
        TimePoint since;
    };

    Result<void> on_control(int controller, int value, TimePoint now, const Sink& sink);
    Result<void> on_zone(int zone);
    Result<void> on_port(int value, const Sink& sink);
    Result<void> on_lower_half(int fader, int low, TimePoint now, const Sink& sink);
    Event switched(int number, bool on) const;

    From from_;
    std::optional<int> zone_;
    std::array<std::optional<Half>, strips + 1> halves_;
};

/// The messages of one event, each with its status: a switch or fader is two that have to stay neighbours.
/// Empty for a turn of 0 ticks. Lights that flash are written as on: the host has to toggle them.
/// Numbers out of range are a mistake of the caller and cut to their bits.
Bytes write(const Event& event);

}  // namespace recalld::mackie::hui
