#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::store {

/// People say SESSION/VERSION@take, so a name has no `/` and no `@`; it is text of 1 … 200 bytes without control
/// characters. `what` is `session` or `version`. Throws BadName.
void check_name(std::string_view what, std::string_view name);

/// `Mix 3` or `Mix 3@2`.
struct TakeName {
    std::string name;
    std::int64_t take = 0;  ///< 0: the newest
};
/// Throws BadName when what follows the `@` is no take.
TakeName parse_take(std::string_view words);

/// For "there are: …": the first few, quoted, and how many more.
std::string enumerated(const std::vector<std::string>& names);

}  // namespace recalld::store
