#pragma once

#include "ctl/render.hpp"

// Preflight, line check and tone-out as people read them. Pure.

namespace recalld::ctl {

std::string render_preflight(const Json& result, const Paint& paint);
std::string render_checked_line(const Json& line, const Paint& paint);      ///< one line, as it is decided
std::string render_line_check(const Json& result, const Paint& paint);      ///< all lines and the sum
std::string render_line_check_sum(const Json& result, const Paint& paint);
std::string render_toneout(const Json& result, const Paint& paint);

}  // namespace recalld::ctl
