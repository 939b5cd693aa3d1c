#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "studio/message.hpp"

namespace recalld::studio {

// A dump is kept as text: two upper-case hexadecimal digits a byte, nothing between. It goes through the history, JSON and a mail unharmed.

/// Is this the text of a dump?
bool is_blob(std::string_view text);
/// The text of a dump from hexadecimal digits in either case, spaces where one likes; empty when it is none.
std::string blob_from(std::string_view words);

/// The same dump but for the bytes that change from one to the next, in each message of it.
bool same_blob(std::string_view a, std::string_view b, const std::vector<Volatile>& fleeting);

/// Eight digits that are the same for the same dump: `9f03c21a`. For people, not for proof.
std::string fingerprint(std::string_view blob, const std::vector<Volatile>& fleeting);

}  // namespace recalld::studio
