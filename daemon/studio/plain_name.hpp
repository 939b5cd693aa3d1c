#pragma once

#include <string>
#include <string_view>

namespace recalld::studio {

/// How things are called, in words that compare: `Desk CH/07`, `desk ch/7` and `desk  ch 7` are all `desk/ch/7`. The one place where the spelling of
/// parameters and that of points meet. Pure.
std::string plain_name(std::string_view name);

}  // namespace recalld::studio
