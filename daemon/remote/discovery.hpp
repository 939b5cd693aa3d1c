#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace recalld::remote {

/// Something that others may find on the network.
struct Service {
    std::string type;        ///< `_osc._udp`
    std::uint16_t port = 0;
    std::vector<std::string> facts = {};   ///< TXT records: `path=/`
};

/// Announces services over mDNS for as long as it lives, through avahi-daemon. Where there is none it says so once, in the log, and waits for one.
/// The only door to Avahi, whose thread calls nothing of ours but the log. Made and destroyed on the core.
class Discovery {
public:
    /// `name`: of this room, for people; another machine of the same name makes it `name #2`.
    Discovery(std::string name, std::vector<Service> services);
    ~Discovery();
    Discovery(const Discovery&) = delete;
    Discovery& operator=(const Discovery&) = delete;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld::remote
