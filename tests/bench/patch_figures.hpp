#pragma once

#include <functional>
#include <string_view>

namespace recalld::bench {

/// Prints the rows of a patch of 1,000 jacks: a trace, and the way from one patch to another. They need no desk.
void measure_patch(const std::function<bool(std::string_view work)>& wanted);

}  // namespace recalld::bench
