#pragma once

#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace recalld::log {

/// Loggers, one a folder, to stderr (journald reads it there). Levels: debug for us, info what an engineer would tell a colleague,
/// warn degraded, error lost. Thread-safe.
spdlog::logger& link();
spdlog::logger& rig();
spdlog::logger& recall();
spdlog::logger& store();
spdlog::logger& remote();
spdlog::logger& daemon();

/// Sets the level of all of them: `debug`, `info`, `warn`, `error`. Under systemd the journal adds the time, elsewhere we do.
void start(const std::string& level);

}  // namespace recalld::log
