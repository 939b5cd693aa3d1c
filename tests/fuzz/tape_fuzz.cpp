#include "link/tape_link.hpp"

#include <cstdint>
#include <stdexcept>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        recalld::link::parse_tape({reinterpret_cast<const char*>(data), size}, "fuzz");
    } catch (const std::runtime_error&) {   // said with file and line
    }
    return 0;
}
