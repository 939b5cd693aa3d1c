#include "driver/surface_steps.hpp"

#include <algorithm>
#include <cmath>

namespace recalld::driver {

namespace {

constexpr int wire_bits = 14;

/// Lights of a spread ring count from its centre to both sides.
int steps(mackie::RingMode mode, int lights) { return (mode == mackie::RingMode::spread ? (lights + 1) / 2 : lights) - 1; }

mackie::RingMode mode_of(studio::RingStyle style)
{
    switch (style) {
        case studio::RingStyle::dot: return mackie::RingMode::dot;
        case studio::RingStyle::boost_cut: return mackie::RingMode::boost_cut;
        case studio::RingStyle::wrap: return mackie::RingMode::wrap;
        case studio::RingStyle::spread: return mackie::RingMode::spread;
    }
    return mackie::RingMode::dot;
}

studio::RingStyle style_of(mackie::RingMode mode)
{
    switch (mode) {
        case mackie::RingMode::dot: return studio::RingStyle::dot;
        case mackie::RingMode::boost_cut: return studio::RingStyle::boost_cut;
        case mackie::RingMode::wrap: return studio::RingStyle::wrap;
        case mackie::RingMode::spread: return studio::RingStyle::spread;
    }
    return studio::RingStyle::dot;
}

double place_of(mackie::RingMode mode, int value, int lights)
{
    return value <= 1 ? 0 : std::min(1.0, static_cast<double>(value - 1) / steps(mode, lights));
}

bool has_letters(const std::string& text) { return text.find_first_not_of(' ') != std::string::npos; }

}  // namespace

FaderWay::FaderWay(const studio::Surface& surface)
    : lowest_(std::min<int>(surface.lowest, mackie::most_position)),
      highest_(std::clamp<int>(surface.highest, lowest_, mackie::most_position)),
      shift_(wire_bits - std::clamp<int>(surface.fader_bits, 1, wire_bits)),
      first_(lowest_ >> shift_),
      last_(std::max(highest_ >> shift_, first_ + 1))
{
}

double FaderWay::code_at(int position) const
{
    return first_ + std::clamp(position, 0, mackie::most_position) * static_cast<double>(last_ - first_) / mackie::most_position;
}

int FaderWay::said(int code) const
{
    if (code <= first_) return lowest_;
    return code >= last_ ? highest_ : code << shift_;
}

int FaderWay::code_heard(int said) const { return std::clamp(said >> shift_, first_, last_); }

int FaderWay::position_heard(int said) const
{
    const auto way = static_cast<double>(code_heard(said) - first_) / (last_ - first_);
    return static_cast<int>(std::lround(way * mackie::most_position));
}

int ring_value(mackie::RingMode mode, const Ring& ring, int lights)
{
    if (!ring.lit) return 0;
    const auto place = ring.value > 0 ? std::min(ring.value, 1.0) : 0.0;   // also of what is no number
    return 1 + static_cast<int>(std::lround(place * steps(mode, lights)));
}

mackie::RingMode ring_mode(const studio::Surface& surface, studio::RingStyle style)
{
    return std::ranges::count(surface.rings, style) > 0 ? mode_of(style) : mackie::RingMode::dot;
}

mackie::VPotRing ring_of(const studio::Surface& surface, int strip, const Ring& ring)
{
    if (!ring.lit) return {strip, mackie::RingMode::dot, 0, false};
    const auto mode = ring_mode(surface, ring.style);
    return {strip, mode, ring_value(mode, ring, mackie::most_ring_value), ring.centre};
}

Ring ring_shown(const mackie::VPotRing& ring)
{
    return {style_of(ring.mode), place_of(ring.mode, ring.value, mackie::most_ring_value), ring.value > 0, ring.centre};
}

int level_of(Ladder ladder, float decibels)
{
    return static_cast<int>(std::ranges::count_if(ladder, [decibels](float step) { return decibels >= step; }));
}

float decibels_of(Ladder ladder, int level)
{
    if (level <= 0) return no_signal;
    return ladder[std::min(static_cast<std::size_t>(level), ladder.size()) - 1];
}

float louder(const std::array<float, 2>& meter) { return std::max(meter[0], meter[1]); }

mackie::Colour readable(const Face& face, int strip)
{
    const auto at = static_cast<std::size_t>(strip);
    const auto colour = face.colours[at];
    const auto lettered = std::ranges::any_of(face.cells[at], has_letters);
    return colour == mackie::Colour::off && lettered ? mackie::Colour::white : colour;
}

}  // namespace recalld::driver
