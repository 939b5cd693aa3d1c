#pragma once

#include "driver/surface_steps.hpp"

/// SysEx that differs from box to box.
namespace recalld::driver {

/// Nothing where it has none, or none that could be spoken to.
studio::Cells second_display_of(const studio::Surface& surface);
mackie::mcu::Dialect dialect_of(const studio::Surface& surface);
/// The colours of all strips in one message, as this box takes them. Empty when it takes none.
wire::Bytes write_colours(const studio::Surface& surface, const mackie::mcu::Dialect& dialect,
                          const std::array<Colour, surface_strips>& colours);

}  // namespace recalld::driver
