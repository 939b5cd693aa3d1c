#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "studio/profile.hpp"

namespace recalld::bench {

/// Where the remotes of a daemon are measured.
struct RemotePlace {
    std::string daemon;      ///< the recalld to measure as a process
    std::string profiles;
    std::shared_ptr<const studio::Profile> profile;
    std::string host;        ///< of the desk
    std::uint16_t port = 0;
    std::string folder;
    std::size_t runs = 15;
};

/// OSC queries beside a bare liblo echo server, subscribers, triggers, OSCQuery and the page: prints the rows that are wanted. Throws std::runtime_error.
void measure_remotes(const RemotePlace& place, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
