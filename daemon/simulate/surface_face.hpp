#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "mackie/hui.hpp"
#include "mackie/lcd.hpp"
#include "mackie/mcu.hpp"
#include "mackie/xctl.hpp"
#include "simulate/surface_fader.hpp"
#include "studio/surface.hpp"

namespace recalld::simulate {

/// A level that falls by itself, one at a time; fall 0: it stays.
class FallingLevel {
public:
    void set(int level, std::chrono::milliseconds fall, TimePoint now) { level_ = level, fall_ = fall, since_ = now; }
    int at(TimePoint now) const;

private:
    int level_ = 0;
    std::chrono::milliseconds fall_{0};
    TimePoint since_;
};

/// What a simulated box shows. Each show() takes one thing a host says and returns why it is not shown, or nothing. Only what the
/// profile has is shown. Borrows the profile. Pure.
class SurfaceFace {
public:
    using Why = std::string_view;
    static constexpr std::chrono::milliseconds one_level{150};     ///< twelve levels take 1.8 s
    static constexpr std::chrono::milliseconds half_a_flash{250};

    explicit SurfaceFace(const studio::Surface& surface);

    Why show(const mackie::Led& led, TimePoint now);
    Why show(const mackie::VPotRing& ring, TimePoint now);
    Why show(const mackie::mcu::Text& text, TimePoint now);
    Why show(const mackie::mcu::Colours& colours, TimePoint now);
    Why show(const mackie::mcu::RgbColours& colours, TimePoint now);
    Why show(const mackie::mcu::ChannelMeterMode& mode, TimePoint now);
    Why show(const mackie::mcu::Meter& meter, TimePoint now);
    Why show(const mackie::mcu::Overload& overload, TimePoint now);
    Why show(const mackie::mcu::MasterMeter& meter, TimePoint now);
    Why show(const mackie::mcu::Digit& digit, TimePoint now);
    Why show(const mackie::mcu::Digits& digits, TimePoint now);
    Why show(const mackie::hui::Meter& meter, TimePoint now);
    Why show(const mackie::hui::SmallText& text, TimePoint now);
    Why show(const mackie::hui::MainText& text, TimePoint now);
    Why show(const mackie::hui::TimeText& text, TimePoint now);
    Why show(const mackie::xctl::ScribbleStrip& strip, TimePoint now);
    Why show(const mackie::xctl::RingHalf& half, TimePoint now);
    Why show(const mackie::xctl::Segments& segments, TimePoint now);
    Why show(const mackie::xctl::Meter& meter, TimePoint now);

    /// As after power-on.
    void clear() { *this = SurfaceFace(*surface_); }
    void lights_off() { lights_.clear(); }

    mackie::Light light(int number) const;
    const std::map<int, mackie::Light>& lights() const { return lights_; }   ///< those that are not off
    bool is_lit(int number, TimePoint now) const;                            ///< half of the time when it flashes
    const mackie::VPotRing& ring(int knob) const { return rings_[index(knob)]; }
    /// The lights of a ring, bit 0 the leftmost.
    unsigned ring_lights(int knob) const;
    /// The letters of a strip: of the display, or of the second one. Line 0 or 1.
    std::string cell(int strip, int line) const { return letters_in(display_, surface_->display, strip, line); }
    std::string second_cell(int strip, int line) const { return letters_in(second_display_, surface_->second_display, strip, line); }
    const mackie::Display& display() const { return display_; }
    const mackie::Display& second_display() const { return second_display_; }
    mackie::Colour colour(int strip) const { return colours_[index(strip)]; }
    mackie::mcu::Rgb rgb(int strip) const { return rgb_[index(strip)]; }
    int meter(int strip, TimePoint now, bool right = false) const { return meters_[index(strip)][right].at(now); }
    int master_meter(TimePoint now, bool right) const { return master_meters_[right].at(now); }
    bool overload(int strip) const { return overloads_[index(strip)]; }
    std::string timecode() const;     ///< ten places, dots behind theirs
    std::string assignment() const;

private:
    static constexpr std::size_t digits = mackie::mcu::timecode_digits + mackie::mcu::assignment_digits;

    static std::size_t index(int number) { return static_cast<std::size_t>(number); }
    static std::string letters_in(const mackie::Display& display, const studio::Cells& cells, int strip, int line);
    Why strip_missing(int strip) const;
    Why set_meter(int strip, bool right, int level, std::chrono::milliseconds fall, TimePoint now);
    std::string glyphs(std::size_t from, std::size_t count) const;

    const studio::Surface* surface_;
    std::map<int, mackie::Light> lights_;
    std::array<mackie::VPotRing, mackie::hui::knobs> rings_{};
    std::array<unsigned, mackie::strips> ring_bits_{};   ///< where the host sets single lights
    mackie::Display display_, second_display_;
    std::array<mackie::Colour, mackie::strips> colours_{};
    std::array<mackie::mcu::Rgb, mackie::strips> rgb_{};
    std::array<std::array<FallingLevel, 2>, mackie::strips> meters_{};
    std::array<FallingLevel, 2> master_meters_{};
    std::array<bool, mackie::strips> overloads_{}, metered_{};
    std::array<mackie::mcu::Glyph, digits> digits_{};
};

}  // namespace recalld::simulate
