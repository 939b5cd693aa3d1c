#pragma once

#include <optional>
#include <string>
#include <vector>

namespace recalld::studio {

/// What one parameter is expected to be.
struct ExpectedParameter {
    std::string name;
    std::string words;                        ///< as people write it: `In 3`, `+20.0 dB`
    std::optional<double> tolerance = {};     ///< in dB; a difference beyond it is a drift, which is a warning
    std::string place = {};                   ///< `room.yaml:7:5`, for messages
};

struct ExpectedUnit {
    std::string unit;
    std::optional<bool> online = {};
    std::string identity = {};                ///< `X32 4.06`; empty: any
    std::vector<ExpectedParameter> parameters = {};
    std::string place = {};
};

/// How a room should be before anybody works in it. What it does not name is not checked. A value; any thread.
struct Expectation {
    std::string of;                           ///< the version that it was made from; empty when somebody wrote it
    double gain_tolerance = 1;                ///< dB, of head-amp gains that say none of their own
    std::vector<ExpectedUnit> units;
};

}  // namespace recalld::studio
