#pragma once

#include <string_view>

namespace recalld::load {

/// Does a path match a pattern such as `ch/*/mix/on` or `config/routing/*`? A `*` stands for any run of characters
/// within one segment; a last segment that is just `*` matches deeper too.
bool matches_glob(std::string_view pattern, std::string_view path);

}  // namespace recalld::load
