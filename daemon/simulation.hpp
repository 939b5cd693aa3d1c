#pragma once

#include <string>

#include "load/any_profile.hpp"

namespace recalld {

/// What `recalld --simulate` was told besides the profile, as it was typed.
struct SimulationOptions {
    std::string listen = "127.0.0.1", load = {}, faults = {}, signal = {};
};

/// Is the gear of a profile until SIGTERM or SIGINT; the exit code. Throws std::invalid_argument, load::ConfigError, driver::SceneError.
int simulate_gear(const load::AnyProfile& profile, const SimulationOptions& options);

}  // namespace recalld
