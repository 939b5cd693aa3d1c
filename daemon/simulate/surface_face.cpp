#include "simulate/surface_face.hpp"

#include <algorithm>
#include <optional>

namespace recalld::simulate {

namespace {

namespace hui = mackie::hui;
namespace mcu = mackie::mcu;
namespace xctl = mackie::xctl;
using mackie::Light;
using mackie::RingMode;
using studio::ColourKind;
using studio::MeterKind;
using studio::RingStyle;
using Why = SurfaceFace::Why;
using namespace std::chrono_literals;

constexpr int small_letters = 4;
constexpr int small_displays = 9;
constexpr int main_columns = 40;
constexpr int zone_letters = 10;
constexpr int zones_a_line = 4;
constexpr int left_lights = 7;
constexpr int widest_spread = 6;
constexpr Why shown{};

constexpr Why other_language = "what its other language has";

bool is_xctl(const studio::Surface& surface) { return surface.protocol == "xctl"; }
bool is_hui(const studio::Surface& surface) { return surface.protocol == "hui"; }

RingStyle style_of(RingMode mode)
{
    switch (mode) {
        case RingMode::dot: return RingStyle::dot;
        case RingMode::boost_cut: return RingStyle::boost_cut;
        case RingMode::wrap: return RingStyle::wrap;
        case RingMode::spread: return RingStyle::spread;
    }
    return RingStyle::dot;
}

/// The letter that seven lights show; `?` for none that anybody knows.
char letter_of(int lights)
{
    constexpr std::string_view known = " 0123456789AbCdEFGHiJLnoPqrStUY-_=";
    const auto found = std::find_if(known.begin(), known.end(), [&](char letter) { return xctl::segments_of(letter) == lights; });
    return found == known.end() ? '?' : *found;
}

}  // namespace

int FallingLevel::at(TimePoint now) const
{
    if (fall_.count() == 0 || level_ == 0) return level_;
    return static_cast<int>(std::max<TimePoint::rep>(0, level_ - (now - since_) / fall_));
}

SurfaceFace::SurfaceFace(const studio::Surface& surface)
    : surface_(&surface),
      display_(is_hui(surface) ? mackie::Display(small_letters * small_displays, 1) : mackie::Display()),
      second_display_(is_hui(surface) ? mackie::Display(main_columns, 2) : mackie::Display())
{
}

Why SurfaceFace::strip_missing(int strip) const { return strip < surface_->strips ? shown : "a strip that it does not have"; }

Why SurfaceFace::show(const mackie::Led& led, TimePoint)
{
    const bool is_dark = led.light == Light::off || (led.light == Light::flash && !surface_->flash);
    if (is_dark) lights_.erase(led.number);
    else lights_[led.number] = led.light;
    return led.light == Light::flash && is_dark ? "flash: its lights do not flash by themselves" : shown;
}

Why SurfaceFace::show(const mackie::VPotRing& ring, TimePoint)
{
    const bool is_strips = ring.strip < mackie::strips;
    if (is_strips && !strip_missing(ring.strip).empty()) return strip_missing(ring.strip);
    const auto& styles = surface_->rings;
    if (styles.empty()) return "a ring: it has none";
    if (ring.value > 0 && std::ranges::find(styles, style_of(ring.mode)) == styles.end()) return "a ring in a mode that it does not have";
    if (ring.mode == RingMode::spread && ring.value > widest_spread) return "a ring spread wider than it is";
    rings_[index(ring.strip)] = ring;
    return shown;
}

Why SurfaceFace::show(const mcu::Text& text, TimePoint)
{
    if (is_xctl(*surface_)) return other_language;
    const bool is_second = text.display > 0;
    if ((is_second ? surface_->second_display : surface_->display).width == 0) return "letters: it has no display";
    const auto is_control = [](char letter) { return letter < ' ' || letter == 0x7f; };
    if (std::ranges::any_of(text.text, is_control)) return "letters that are none";
    (is_second ? second_display_ : display_).apply(text.offset, text.text);
    return shown;
}

Why SurfaceFace::show(const mcu::Colours& colours, TimePoint)
{
    if (is_xctl(*surface_)) return other_language;
    if (surface_->colours != ColourKind::palette) return "colours: it has not these";
    colours_ = colours.colours;
    return shown;
}

Why SurfaceFace::show(const mcu::RgbColours& colours, TimePoint)
{
    rgb_ = colours.colours;   // its header is known only where the profile has these colours
    return shown;
}

Why SurfaceFace::show(const mcu::ChannelMeterMode& mode, TimePoint)
{
    if (surface_->meters == MeterKind::none) return "a meter: it has none";
    metered_[index(mode.strip)] = mode.lcd || mode.signal || mode.peak_hold;
    return strip_missing(mode.strip);
}

Why SurfaceFace::set_meter(int strip, bool right, int level, std::chrono::milliseconds fall, TimePoint now)
{
    if (surface_->meters == MeterKind::none) return "a meter: it has none";
    if (right && surface_->meters == MeterKind::mono) return "a right meter: it has one a strip";
    if (!strip_missing(strip).empty()) return strip_missing(strip);
    auto& meter = meters_[index(strip)][right];
    if (level >= meter.at(now) || fall == 0ms) meter.set(level, fall, now);
    return shown;
}

Why SurfaceFace::show(const mcu::Meter& meter, TimePoint now)
{
    if (surface_->meters != MeterKind::none && meter.level > 0 && !metered_[index(meter.strip)]) return "a meter that was not switched on";
    return set_meter(meter.strip, false, meter.level, one_level, now);
}

Why SurfaceFace::show(const xctl::Meter& meter, TimePoint now) { return set_meter(meter.strip, false, meter.level, one_level, now); }
Why SurfaceFace::show(const hui::Meter& meter, TimePoint now) { return set_meter(meter.strip, meter.right, meter.level, 0ms, now); }

Why SurfaceFace::show(const mcu::Overload& overload, TimePoint)
{
    if (surface_->meters == MeterKind::none) return "a meter: it has none";
    overloads_[index(overload.strip)] = overload.set;
    return strip_missing(overload.strip);
}

Why SurfaceFace::show(const mcu::MasterMeter& meter, TimePoint now)
{
    if (!surface_->master_meters) return "a meter of the master: it has none";
    master_meters_[meter.right].set(meter.level, one_level, now);
    return shown;
}

Why SurfaceFace::show(const mcu::Digit& digit, TimePoint)
{
    if (is_xctl(*surface_)) return other_language;
    const bool is_time = digit.index < mcu::first_assignment_digit;
    if (!(is_time ? surface_->timecode : surface_->assignment)) return "a digit that it does not have";
    digits_[index(digit.index)] = digit.glyph;
    return shown;
}

Why SurfaceFace::show(const mcu::Digits& all, TimePoint now)
{
    if (surface_->handshake != studio::Handshake::challenge) return "digits in one message, which only the elder boxes take";
    Why why;
    for (int i = 0; i < all.count; ++i) why = show(mcu::Digit{all.first + i, all.glyphs[index(i)]}, now);
    return why;
}

Why SurfaceFace::show(const hui::SmallText& text, TimePoint)
{
    display_.put(0, text.display * small_letters, small_letters, hui::plain({text.codes.data(), text.codes.size()}));
    return shown;
}

Why SurfaceFace::show(const hui::MainText& text, TimePoint)
{
    const auto plain = hui::plain({text.codes.data(), text.codes.size()});
    second_display_.put(text.zone / zones_a_line, text.zone % zones_a_line * zone_letters, zone_letters, plain);
    return shown;
}

Why SurfaceFace::show(const hui::TimeText& text, TimePoint)
{
    constexpr std::string_view figures = "0123456789ABCDEF";
    if (!surface_->timecode) return "a digit that it does not have";
    for (int i = 0; i < text.count; ++i) {
        const auto& digit = text.digits[index(i)];
        digits_[index(i)] = {digit.figure ? figures[index(*digit.figure)] : ' ', digit.dot};
    }
    return shown;
}

Why SurfaceFace::show(const xctl::ScribbleStrip& strip, TimePoint)
{
    const int column = surface_->display.first + strip.strip * surface_->display.pitch;
    display_.put(0, column, surface_->display.width, xctl::plain(strip.top));
    display_.put(1, column, surface_->display.width, xctl::plain(strip.bottom));
    colours_[index(strip.strip)] = strip.colour;
    return strip_missing(strip.strip);
}

Why SurfaceFace::show(const xctl::RingHalf& half, TimePoint)
{
    auto& bits = ring_bits_[index(half.strip)];
    const unsigned mask = half.right ? 0x7fu << left_lights : 0x7fu;
    bits = (bits & ~mask) | (static_cast<unsigned>(half.lights) << (half.right ? left_lights : 0) & mask);
    return strip_missing(half.strip);
}

Why SurfaceFace::show(const xctl::Segments& segments, TimePoint)
{
    digits_[index(segments.index)] = {letter_of(segments.lights), segments.dot};
    return shown;
}

Light SurfaceFace::light(int number) const
{
    const auto found = lights_.find(number);
    return found == lights_.end() ? Light::off : found->second;
}

bool SurfaceFace::is_lit(int number, TimePoint now) const
{
    const auto light = this->light(number);
    return light == Light::on || (light == Light::flash && now.time_since_epoch() / half_a_flash % 2 == 0);
}

unsigned SurfaceFace::ring_lights(int knob) const
{
    if (is_xctl(*surface_)) return knob < mackie::strips ? ring_bits_[index(knob)] : 0;
    const auto& ring = this->ring(knob);
    return ring.value == 0 ? 0 : mackie::ring_lights(ring.mode, ring.value, mackie::most_ring_value);
}

std::string SurfaceFace::letters_in(const mackie::Display& display, const studio::Cells& cells, int strip, int line)
{
    const auto letters = display.line(line);
    const auto column = static_cast<std::size_t>(cells.first + strip * cells.pitch);
    return column < letters.size() ? std::string(letters.substr(column, cells.width)) : std::string();
}

std::string SurfaceFace::glyphs(std::size_t from, std::size_t count) const
{
    std::string text;
    for (std::size_t i = from + count; i-- > from;) {
        text += digits_[i].letter;
        if (digits_[i].dot) text += '.';
    }
    return text;
}

std::string SurfaceFace::timecode() const { return glyphs(0, mcu::timecode_digits); }
std::string SurfaceFace::assignment() const { return glyphs(mcu::first_assignment_digit, mcu::assignment_digits); }

}  // namespace recalld::simulate
