#include "osc/address.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace recalld;

/// The input is a pattern and an address with a line end between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(input.find('\n'), input.size());
    const auto pattern = input.substr(0, cut);
    const auto address = input.substr(std::min(cut + 1, input.size()));

    const bool matched = osc::matches(pattern, address);
    if (!osc::is_pattern(pattern) && matched != (pattern == address)) std::abort();
    const auto longer = std::string(pattern) + "*";
    if (matched && osc::is_pattern(pattern) && longer.size() <= osc::max_address && !osc::matches(longer, address))
        std::abort();
    if (osc::join(pattern, address).size() > pattern.size() + address.size() + 1) std::abort();
    return 0;
}
