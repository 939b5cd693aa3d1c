#pragma once

#include <functional>
#include <string_view>

#include "bench/remote_figures.hpp"

namespace recalld::bench {

/// Pages of a log of 100,000 entries, as a daemon answers them: the first, the last, and narrowed ones. Prints the rows that are wanted. Throws
/// std::runtime_error.
void measure_logbook(const RemotePlace& place, const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
