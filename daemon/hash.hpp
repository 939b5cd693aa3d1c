#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace recalld {

/// SHA-256, piece by piece. Any thread, one at a time. Throws std::runtime_error when libsodium cannot be used.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    std::string hex();   ///< 64 small hexadecimal digits; afterwards it is used up

private:
    alignas(16) std::array<std::byte, 128> state_;
};

std::string sha256_of(std::string_view bytes);

}  // namespace recalld
