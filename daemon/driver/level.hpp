#pragma once

#include <limits>

namespace recalld::driver {

/// A level in dB below full scale where nothing is heard.
inline constexpr float no_signal = -std::numeric_limits<float>::infinity();

}  // namespace recalld::driver
