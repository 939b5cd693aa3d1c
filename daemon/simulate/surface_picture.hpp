#pragma once

#include <string>

#include "simulate/surface_box.hpp"

namespace recalld::simulate {

/// The whole box as text: faders in percent, letters, rings, meters, lights by name, digits, and what its host did wrong.
std::string picture(const SurfaceBox& box, TimePoint now);

}  // namespace recalld::simulate
