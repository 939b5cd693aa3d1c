#pragma once

#include <memory>
#include <string>

#include "remote/osc/osc_door.hpp"
#include "rig/remote_config.hpp"

namespace recalld::remote {

/// The OSC door: UDP and TCP on one port. What can be said there stands in README.md beside this file. Core thread only; the room outlives it.
class OscRemote {
public:
    using Other = OscOther;

    /// Port 0: one that is free. Throws std::runtime_error naming the address and port that cannot be had. `other` may be nothing.
    OscRemote(Room& room, const rig::DoorConfig& door, Other other);
    ~OscRemote();
    OscRemote(const OscRemote&) = delete;
    OscRemote& operator=(const OscRemote&) = delete;

    std::uint16_t port() const;
    std::string where() const;   ///< `osc 127.0.0.1:8765`
    void stop();                 ///< nothing is heard or said any more

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::remote
