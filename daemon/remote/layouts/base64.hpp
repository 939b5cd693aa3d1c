#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recalld::remote {

/// Bytes as text that JSON can carry (RFC 4648, with padding).
std::string to_base64(std::string_view bytes);
/// The other way round; nothing when it is no base64. Blanks and line ends are forgiven, and so is a data: URL in front.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace recalld::remote
