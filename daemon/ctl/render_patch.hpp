#pragma once

#include "ctl/render.hpp"

namespace recalld::ctl {

std::string render_patch(const Json& result, const Paint& paint);
std::string render_patch_set(const Json& result, const Paint& paint);
std::string render_patch_diff(const Json& result, const Paint& paint);
std::string render_trace(const Json& result, const Paint& paint);

}  // namespace recalld::ctl
