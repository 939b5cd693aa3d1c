#pragma once

#include <string>

#include "ctl/json.hpp"
#include "ctl/paint.hpp"

namespace recalld::ctl {

// The sheets of analog gear and their checklists, for people. Pure.

std::string render_sheets(const Json& result, const Paint& paint);
std::string render_sheet(const Json& result, const Paint& paint);
std::string render_noted(const Json& result, const Paint& paint);      ///< of sheet set, copy and photo
std::string render_checklist(const Json& result, const Paint& paint);
std::string render_tick(const Json& result, const Paint& paint);

}  // namespace recalld::ctl
