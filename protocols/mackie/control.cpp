#include "mackie/control.hpp"

#include <algorithm>

namespace recalld::mackie {

namespace {

constexpr int dot_bit = 0x40;

/// Lights `first` to `last`, both counted from 1 and lit.
std::uint16_t lights(int first, int last) { return static_cast<std::uint16_t>((1 << last) - (1 << (first - 1))); }

}  // namespace

int ring_byte(const VPotRing& ring)
{
    return (ring.centre ? dot_bit : 0) | static_cast<int>(ring.mode) << 4 | (ring.value & 0x0f);
}

wire::Result<VPotRing> read_ring(int strip, int data)
{
    const auto value = data & 0x0f;
    if (value > most_ring_value) return wire::Fault::out_of_range;
    return VPotRing{strip, static_cast<RingMode>(data >> 4 & 3), value, (data & dot_bit) != 0};
}

std::uint16_t ring_lights(RingMode mode, int value, int count)
{
    const auto centre = (count + 1) / 2;
    const auto at = std::clamp(value, 0, mode == RingMode::spread ? centre : count);
    if (at == 0) return 0;
    switch (mode) {
        case RingMode::dot: return lights(at, at);
        case RingMode::boost_cut: return lights(std::min(at, centre), std::max(at, centre));
        case RingMode::wrap: return lights(1, at);
        case RingMode::spread: return lights(centre - at + 1, centre + at - 1);
    }
    return 0;
}

}  // namespace recalld::mackie
