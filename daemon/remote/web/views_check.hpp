#pragma once

#include "remote/web/views.hpp"

// Checks, made ready for the templates. Pure.

namespace recalld::remote::web {

/// What came of a preflight: counts, findings in words.
Json preflight_view(const Json& result);
/// A line check that is under way, or the last of it; what the verb linecheck answers.
Json line_check_view(const Json& check);
/// A level as a bar sees it: -90 … 0 dBFS.
Json level_view(const Json& level);

}  // namespace recalld::remote::web
