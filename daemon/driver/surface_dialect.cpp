#include "driver/surface_dialect.hpp"

#include <algorithm>
#include <span>

#include "mackie/frame.hpp"

namespace recalld::driver {

namespace {

constexpr std::uint8_t full = 0x7F;

mackie::mcu::Rgb light_of(Colour colour)
{
    const auto bits = static_cast<unsigned>(colour);
    const auto part = [bits](unsigned bit) { return (bits & bit) != 0 ? full : std::uint8_t{0}; };
    return {part(1), part(2), part(4)};
}

wire::Bytes header_of(std::span<const std::uint8_t> numbers)
{
    const auto bytes = std::as_bytes(numbers);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

studio::Cells second_display_of(const studio::Surface& surface)
{
    return surface.second_display_header.empty() ? studio::Cells{} : surface.second_display;
}

mackie::mcu::Dialect dialect_of(const studio::Surface& surface)
{
    mackie::mcu::Dialect dialect{surface.model_byte, {}, {}};
    if (second_display_of(surface).width > 0) dialect.displays.push_back(header_of(surface.second_display_header));
    if (surface.colours == studio::ColourKind::rgb) dialect.rgb_colours = header_of(surface.colour_header);
    return dialect;
}

wire::Bytes write_colours(const studio::Surface& surface, const mackie::mcu::Dialect& dialect,
                          const std::array<Colour, surface_strips>& colours)
{
    if (surface.colours == studio::ColourKind::rgb) {
        mackie::mcu::RgbColours lights;
        std::ranges::transform(colours, lights.colours.begin(), light_of);
        return mackie::mcu::write(lights, dialect);
    }
    if (surface.colour_header.empty()) return mackie::mcu::write(mackie::mcu::Colours{colours}, dialect);
    wire::Writer body;
    for (const auto part : surface.colour_header) body.big(part);
    for (const auto colour : colours) body.big(static_cast<std::uint8_t>(colour));
    return mackie::sysex(body.take());
}

}  // namespace recalld::driver
