#pragma once

#include <chrono>

namespace recalld::driver {

/// Drivers have no clock: whoever calls them says what time it is.
using TimePoint = std::chrono::steady_clock::time_point;

}  // namespace recalld::driver
