#pragma once

#include <memory>

#include "remote/verb.hpp"
#include "rig/rig_config.hpp"

namespace recalld::remote {

/// Everything through which remotes come in besides the Unix socket: HTTP, OSC and announcements. Owned by the daemon, which outlives it;
/// core thread only.
class Doors {
public:
    explicit Doors(Room& room);
    ~Doors();
    Doors(const Doors&) = delete;
    Doors& operator=(const Doors&) = delete;

    /// Opens what the rig says, in place of what is open; doors about which it says the same stay open, and whoever came in stays. A door that cannot be opened stays shut: the log and the room's notes say why.
    void open(const rig::RigConfig& rig);
    void close();

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld::remote
