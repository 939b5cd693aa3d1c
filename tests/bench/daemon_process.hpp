#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace recalld::bench {

/// What a daemon of a bench is told.
struct DaemonPlace {
    std::string binary;      ///< the recalld to start
    std::string profiles;    ///< its profiles folder
    std::string folder;      ///< for rig, state and socket
    std::string rig;         ///< the rig's text
};

/// A recalld as a process of its own, ready when the constructor returns, ended with this object. Throws std::runtime_error.
class DaemonProcess {
public:
    explicit DaemonProcess(const DaemonPlace& place);
    ~DaemonProcess();
    DaemonProcess(const DaemonProcess&) = delete;
    DaemonProcess& operator=(const DaemonProcess&) = delete;

    double ready_ms() const { return ready_ms_; }   ///< from exec to READY=1
    void wait_until_read() const;                   ///< … its first unit, within 20 s
    std::uint16_t port_of(const std::string& door) const;   ///< `osc`, `http`
    /// The last line of a verb's answer.
    std::string ask(const std::string& verb, const std::string& arguments) const;
    double cpu_seconds() const;
    double resident_mb() const;

private:
    std::string socket_;
    pid_t process_ = -1;
    double ready_ms_ = 0;
};

}  // namespace recalld::bench
