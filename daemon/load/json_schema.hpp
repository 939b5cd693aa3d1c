#pragma once

#include <string>

#include "load/shape.hpp"

namespace recalld::load {

/// JSON Schema (draft 2020-12) of a kind of file, pretty printed. Named maps become `$defs`.
std::string json_schema(const Shape& shape, const std::string& title);

}  // namespace recalld::load
