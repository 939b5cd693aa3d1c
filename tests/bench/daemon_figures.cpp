#include "bench/daemon_figures.hpp"

#include <poll.h>

#include "bench/daemon_process.hpp"

namespace recalld::bench {

DaemonFigures measure_daemon(const std::string& binary, const std::string& profiles, const std::string& profile, const std::string& host,
                             std::uint16_t port, const std::string& folder, double seconds)
{
    const std::string rig = "units: [{name: desk, profile: " + profile + ", link: {kind: udp, host: " + host + ", port: " + std::to_string(port)
                            + "}}]\nremote: {osc: {port: 0}, http: {port: 0}}\n";
    const DaemonProcess daemon({binary, profiles, folder, rig});
    DaemonFigures figures;
    figures.ready_ms = daemon.ready_ms();
    daemon.wait_until_read();
    const double before = daemon.cpu_seconds();
    ::poll(nullptr, 0, static_cast<int>(seconds * 1000));
    figures.idle_percent = (daemon.cpu_seconds() - before) / seconds * 100;
    figures.resident_mb = daemon.resident_mb();
    return figures;
}

}  // namespace recalld::bench
