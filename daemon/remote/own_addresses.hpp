#pragma once

#include <string>
#include <vector>

namespace recalld::remote {

/// The IPv4 addresses at which other machines can reach this one.
std::vector<std::string> own_addresses();

/// What this machine is called; empty when nobody knows.
std::string own_host_name();

}  // namespace recalld::remote
