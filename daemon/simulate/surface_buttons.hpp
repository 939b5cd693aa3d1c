#pragma once

#include <string>
#include <string_view>

#include "studio/surface.hpp"

namespace recalld::simulate {

/// The number of a button of this box by its name, or of `note/5D`. Throws std::invalid_argument.
int button_number(const studio::Surface& surface, std::string_view name);

/// `note/5D` for a button without a name.
std::string button_name(const studio::Surface& surface, int number);

}  // namespace recalld::simulate
