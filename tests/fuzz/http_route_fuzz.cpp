#include "remote/web/target.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace recalld::remote::web;

/// The input is what stands behind GET, as the wire carried it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto target = read_target(input);
    if (!target) return 0;
    for (const auto& segment : target->segments)
        if (segment.empty() || segment == "." || segment == ".." || segment.find_first_of(std::string_view("/\\\0\r\n", 5)) != std::string::npos) std::abort();
    const auto again = read_target(path_to(target->segments));   // a link to it leads there
    if (!again || again->segments != target->segments) std::abort();
    if (percent_decode(percent_encode(input)).value_or(std::string(input)) != input) std::abort();
    return 0;
}
