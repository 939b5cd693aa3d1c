#pragma once

#include <string>
#include <string_view>

#include "studio/expectation.hpp"

namespace recalld::load {

/// Reads what a room is expected to be, YAML or JSON; `file` is how messages call it. An unknown key is an error. Throws ConfigError with
/// file:line:column.
studio::Expectation parse_expectation(std::string_view text, const std::string& file);

}  // namespace recalld::load
