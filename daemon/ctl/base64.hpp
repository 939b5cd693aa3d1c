#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recalld::ctl {

/// The bytes that a base64 text (RFC 4648, with padding) stands for; nothing when it is none.
std::optional<std::string> from_base64(std::string_view text);

/// The other way round.
std::string to_base64(std::string_view bytes);

}  // namespace recalld::ctl
