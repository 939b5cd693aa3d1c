#pragma once

#include <string>

namespace recalld::bench {

/// The daemon as a process, measured from outside.
struct DaemonFigures {
    double ready_ms = 0;       ///< from exec to READY=1
    double idle_percent = 0;   ///< of one core, while nobody asks
    double resident_mb = 0;    ///< with the desk read
};

/// Starts `binary` with a rig of one desk at host:port, waits until it is ready and has read the desk, watches it idle for
/// `seconds`, and ends it. Throws std::runtime_error.
DaemonFigures measure_daemon(const std::string& binary, const std::string& profiles, const std::string& profile, const std::string& host,
                             std::uint16_t port, const std::string& folder, double seconds);

}  // namespace recalld::bench
