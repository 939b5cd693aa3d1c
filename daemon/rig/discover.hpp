#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "net.hpp"
#include "studio/profile.hpp"

namespace recalld::rig {

/// A device that said who it is.
struct Neighbour {
    std::string address;
    std::uint16_t port = 0;
    std::string identity;                            ///< `X32 4.06`
    std::shared_ptr<const studio::Profile> profile;  ///< the one that takes its model
};

/// Asks at an IPv4 address, 255.255.255.255 being everybody, on each profile's own port, who is there: the question of identity and
/// nothing else. Each device once, in the order of its first answer. Throws boost::system::system_error when nothing can be sent.
task<std::vector<Neighbour>> discover(std::vector<std::shared_ptr<const studio::Profile>> profiles, net::ip::address_v4 at,
                                      std::chrono::milliseconds patience);

}  // namespace recalld::rig
