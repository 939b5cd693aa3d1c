#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "studio/spelling.hpp"
#include "load/yaml_cursor.hpp"

namespace recalld::load {

/// May this be a path or a part of one? Not empty, no slash at an end or doubled, and none of the characters that
/// mean something to OSC patterns or to scopes.
inline bool is_path(std::string_view path)
{
    const auto is_plain = [](char c) {
        return c > ' ' && c < 0x7f && std::string_view("#*,?[]{}\"").find(c) == std::string_view::npos;
    };
    return !path.empty() && path.front() != '/' && path.back() != '/' && path.find("//") == std::string_view::npos
           && std::all_of(path.begin(), path.end(), is_plain);
}

inline void check_path(const Cursor& at, std::string_view path)
{
    if (!is_path(path)) at.fail("a path looks like ch/01/mix, not " + studio::in_quotes(path));
}

}  // namespace recalld::load
