#pragma once

#include <stdexcept>
#include <string>

namespace recalld::load {

/// Bad configuration, with the place: `rig.yaml:3:9: unknown key "prot"; did you mean "port"?`
struct ConfigError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// No profile of that name in any folder; whoever asked knows the place.
struct UnknownProfile : ConfigError {
    using ConfigError::ConfigError;
};

}  // namespace recalld::load
