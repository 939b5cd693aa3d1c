#pragma once

#include <string>
#include <vector>

namespace recalld::remote {

/// The IPv4 addresses at which other machines can reach this one.
std::vector<std::string> own_addresses();

}  // namespace recalld::remote
