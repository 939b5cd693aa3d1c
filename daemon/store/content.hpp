#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace recalld::store {

/// zstd, with a checksum in the frame: a bit that flipped on disk is noticed. Pure; any thread.
std::string pack(std::string_view bytes);
/// The other way round. Throws StoreError when the bytes are not what pack() made.
std::string unpack(std::string_view packed);

/// FNV-1a, 64 bits: finds candidates for "already stored"; bytes are compared before anything is shared.
std::int64_t content_hash(std::string_view bytes);

}  // namespace recalld::store
