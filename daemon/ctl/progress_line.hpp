#pragma once

#include <cstddef>
#include <string>

#include "ctl/json.hpp"

namespace recalld::ctl {

/// `reading desk [=======>      ] 512 of 2725 parameters`, no wider than the terminal. Pure.
std::string progress_line(const Json& progress, std::size_t columns);

}  // namespace recalld::ctl
