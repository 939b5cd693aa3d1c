#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "studio/profile.hpp"
#include "studio/surface.hpp"

namespace recalld::driver {

/// Keys of a transport by the names that boxes and DAWs share; `transport/play` is what comes of one.
inline constexpr std::array<std::string_view, 6> transport_keys{"play", "stop", "record", "rewind", "fast_forward", "cycle"};

/// What can be known of a DAW, and done to it, through the surface that we are to it: `transport/play`, `timecode`,
/// `track/3/name`, `key/flip` …, and the hands on it, `track/3/touch` and `hold/rewind`. All of it is of the moment and
/// nothing can be asked. Levels of faders are in dB where the surface has a scale, else in per cent of the way. Nothing
/// for a protocol that has no such role.
std::shared_ptr<const studio::Profile> daw_profile(std::shared_ptr<const studio::Surface> surface);

}  // namespace recalld::driver
