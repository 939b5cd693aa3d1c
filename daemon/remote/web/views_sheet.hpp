#pragma once

#include "remote/web/form.hpp"
#include "remote/web/views.hpp"

namespace recalld::remote::web {

// The pages of analog gear, made ready for their templates. Pure.

/// `drawings`: an SVG by unit; empty ones are not shown.
Json sheets_view(const Json& sheets, const Json& drawings);
/// What was typed and not taken stands in the fields again.
Json sheet_view(const Json& sheet, const Fields& typed);
Json checklist_view(const Json& checklist);

/// Of a posted sheet the lines that differ from what its form was filled with: two people who save different controls keep both.
std::string changed_lines(const Fields& form);

}  // namespace recalld::remote::web
