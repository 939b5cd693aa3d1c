#pragma once

#include <array>
#include <span>
#include <string_view>

#include "driver/surface_driver.hpp"
#include "mackie/mcu.hpp"
#include "studio/surface.hpp"

/// Between what all boxes have in common and the steps that one of them can take.
namespace recalld::driver {

/// The way of one box's faders: positions 0 … 16383 <-> the codes that it tells apart, between its real ends. Immutable.
class FaderWay {
public:
    explicit FaderWay(const studio::Surface& surface);
    /// The code of a position; between two codes where the box cannot stand.
    double code_at(int position) const;
    /// A code as the wire carries it, 0 … 16383.
    int said(int code) const;
    int code_heard(int said) const;
    int position_heard(int said) const;

private:
    int lowest_, highest_;
    int shift_;
    int first_, last_;   ///< codes of both ends
};

/// The light of a ring of `lights` that its value reaches, counted from 1; 0 is dark.
int ring_value(mackie::RingMode mode, const Ring& ring, int lights);
/// The style itself, or a dot where this box has it not.
mackie::RingMode ring_mode(const studio::Surface& surface, studio::RingStyle style);
/// As bytes of both mcu and hui carry it.
mackie::VPotRing ring_of(const studio::Surface& surface, int strip, const Ring& ring);
Ring ring_shown(const mackie::VPotRing& ring);

/// dB below full scale at which a meter shows its levels 1, 2 …; level 0 is below the first.
using Ladder = std::span<const float>;
inline constexpr std::array<float, 12> twelve_steps{-60, -50, -40, -30, -20, -14, -10, -8, -6, -4, -2, 0};
inline constexpr std::array<float, 8> eight_steps{-60, -40, -30, -20, -10, -6, -2, 0};
int level_of(Ladder ladder, float decibels);
/// no_signal for level 0.
float decibels_of(Ladder ladder, int level);
float louder(const std::array<float, 2>& meter);

/// Text on seven-segment digits, counted from the right. Dots and colons light the dot of the digit before them.
template <std::size_t Count>
std::array<mackie::mcu::Glyph, Count> glyphs_of(std::string_view text)
{
    std::array<mackie::mcu::Glyph, Count> glyphs{};
    std::size_t at = 0;
    for (bool dot = false; !text.empty() && at < Count; text.remove_suffix(1)) {
        const auto is_dot = text.back() == '.' || text.back() == ':';
        if (!is_dot) glyphs[at++] = {text.back(), dot};
        dot = is_dot;
    }
    return glyphs;
}

/// White where a strip has letters that would be dark.
mackie::Colour readable(const Face& face, int strip);

}  // namespace recalld::driver
