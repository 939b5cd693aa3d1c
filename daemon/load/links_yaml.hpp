#pragma once

#include <vector>

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// Reads `links:` into the partners of a profile that is indexed.
void read_links(const Cursor& list, studio::Profile& profile);

/// The parameters that a list of globs means, in the profile's order. A glob that means none is an error.
std::vector<studio::ParameterId> read_globs(const Cursor& list, const studio::Profile& profile);

}  // namespace recalld::load
