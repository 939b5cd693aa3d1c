#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "studio/profile.hpp"

namespace recalld::bench {

/// Where hands are measured, and how long.
struct HandsPlace {
    std::shared_ptr<const studio::Profile> profile;   ///< of the desk at host:port
    std::string host;
    std::uint16_t port = 0;
    std::string profiles;                             ///< folder of profiles
    std::string folder;                               ///< for histories
    double seconds = 60;                              ///< of eight faders
    std::size_t runs = 15;
};

/// Prints the rows of fader boxes: a move's way through the daemon, eight faders at once, a change of bank, MIDI decoding. The desk's
/// faders move and are put back. `wanted` says which rows. Throws std::exception.
void measure_hands(const HandsPlace& place, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
