#pragma once

#include <cstdint>
#include <string>

namespace recalld::rig {

/// Where a unit's bytes go. From `link:` in the rig; which of these a kind takes stands in load/rig_keys.
struct LinkConfig {
    std::string kind = "udp";
    std::string host;                     ///< udp, tcp; xctl: the host, when we are the surface
    std::uint16_t port = 0;               ///< 0 = the profile's default, or the one that the kind is known by; ipmidi: 1 … 64
    std::string port_name = {};           ///< midi: of the port to join, or of our own virtual one
    std::string heard_from = {};          ///< midi: another port, from which the answers come; empty for the same
    std::string api = "auto";             ///< midi: auto, alsa or jack
    bool is_virtual = false;              ///< midi: others join us
    bool only_hears = false;              ///< midi: nothing is sent; of monitors, not of rigs
    std::string interface = "127.0.0.1";  ///< ipmidi: address of the network card
    std::string listen = {};              ///< xctl: our address, when we are the host
    std::string surface = {};             ///< xctl: address of the surface; empty for the first that speaks
};

}  // namespace recalld::rig
