#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "driver/surface_driver.hpp"

namespace recalld::driver {

/// One strip as a DAW shows it.
struct DawStrip {
    std::string name;                          ///< the upper line of its cell
    std::string value;                         ///< the lower one
    int fader = not_moved;                     ///< 0 … 16383; not_moved until told
    Ring ring;
    bool rec = false, solo = false, mute = false, select = false;
    std::array<float, 2> level{no_signal, no_signal};   ///< dB below full scale, both alike where the DAW sends one
    bool overload = false;
    Colour colour = Colour::off;
    bool operator==(const DawStrip&) const = default;
};

struct DawTransport {
    bool play = false, stop = false, record = false, rewind = false, fast_forward = false, cycle = false;
    bool operator==(const DawTransport&) const = default;
};

/// What a DAW shows on the surface that we are to it.
struct DawFace {
    std::array<DawStrip, surface_strips> strips;
    int master = not_moved;
    std::array<float, 2> master_level{no_signal, no_signal};
    DawTransport transport;
    std::string timecode;                      ///< `01:00:12:05`, or `12.03.02.045` in bars and beats
    std::string assignment;
    std::array<std::string, 2> lcd;            ///< both lines of the display, whole
    std::map<std::string, Light, std::less<>> lights;   ///< by button name; what is not named is dark
    bool online = false;                       ///< the DAW has spoken, and has not said goodbye
    bool operator==(const DawFace&) const = default;
};

/// A DawFace that says what changes, by name: `transport/play`, `timecode`, `assignment`, `online`, `lcd/1`, `light/flip`, `master/fader`,
/// `master/level`, and of the tracks from 1 on `track/3/name`, `value`, `fader`, `ring`, `rec`, `solo`, `mute`, `select`, `level`,
/// `overload`, `colour`. A value that stays as it was says nothing.
class DawMirror {
public:
    using Sink = std::function<void(std::string_view changed)>;

    const DawFace& face() const { return face_; }

    void fader(int strip, int position, const Sink& sink);
    void ring(int strip, const Ring& ring, const Sink& sink);
    void light(const std::string& button, Light light, const Sink& sink);
    void name(int strip, std::string text, const Sink& sink);
    void value(int strip, std::string text, const Sink& sink);
    void line(int line, std::string text, const Sink& sink);
    void colour(int strip, Colour colour, const Sink& sink);
    void level(int strip, const std::array<float, 2>& level, const Sink& sink);
    void master_level(const std::array<float, 2>& level, const Sink& sink);
    void overload(int strip, bool set, const Sink& sink);
    void timecode(std::string text, const Sink& sink);
    void assignment(std::string text, const Sink& sink);
    /// The DAW has spoken.
    void heard(TimePoint now, const Sink& sink);
    /// Meters that were not told for as long as those of a real box take to fall are empty.
    void let_meters_fall(TimePoint now, const Sink& sink);
    void lights_off(const Sink& sink);
    /// Forgets everything: the DAW has gone, or starts anew.
    void reset(const Sink& sink);

private:
    void show_button(std::string_view button, bool lit, const Sink& sink);
    void reset_strip(int strip, const Sink& sink);
    DawStrip& at(int strip) { return face_.strips[static_cast<std::size_t>(strip)]; }

    DawFace face_;
    TimePoint now_{};
    std::array<TimePoint, surface_strips + 1> levels_told_{};
};

/// Letters of a display as people read them: without the blanks around, and what is no letter as `_`.
std::string trimmed(std::string_view letters);

}  // namespace recalld::driver
