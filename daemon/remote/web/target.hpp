#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remote/web/form.hpp"

namespace recalld::remote::web {

/// What a request asks for, taken apart: `/sessions/Night%20Train?safety=1`.
struct Target {
    std::vector<std::string> segments;   ///< `sessions`, `Night Train`; none for `/`
    Fields query;
};

/// Nothing for what no link of ours looks like: broken percent signs, bytes that are no text, control characters, empty segments,
/// `.` and `..`, a slash or a backslash within a segment, more than eight segments. One slash at the end is forgiven. Pure.
std::optional<Target> read_target(std::string_view target);

/// `/sessions/Night%20Train`
std::string path_to(const std::vector<std::string>& segments);

/// `?from=live&scope=eq`; values that are empty are left out.
std::string query_of(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace recalld::remote::web
