#pragma once

#include <string>
#include <string_view>

namespace recalld::remote {

/// Bytes as text that JSON can carry (RFC 4648, with padding).
std::string to_base64(std::string_view bytes);

}  // namespace recalld::remote
