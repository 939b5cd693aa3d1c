#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net.hpp"

namespace recalld {

/// How the daemon was asked to run.
struct DaemonOptions {
    std::filesystem::path rig;
    std::filesystem::path state;
    std::string socket;
    std::vector<std::filesystem::path> profiles;
    std::optional<std::filesystem::path> record;   ///< folder for tapes, one a unit
};

/// The daemon from start to end. Start-up is a list of named steps; each throws what main() turns into an exit code.
class Daemon {
public:
    explicit Daemon(DaemonOptions options);
    ~Daemon();

    /// Reads rig and profiles without opening a port, the same code as a start. Throws ConfigError.
    static void check(const DaemonOptions& options);

    /// Serves until SIGTERM or SIGINT.
    void run();

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld
