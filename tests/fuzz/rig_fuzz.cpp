#include "load/rig_yaml.hpp"

#include "load/config_error.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const std::string_view yaml(reinterpret_cast<const char*>(data), size);
        const auto rig = recalld::load::parse_rig(yaml, "fuzz");
        if (rig.units.empty() || rig.units.front().name.empty()) std::abort();
    } catch (const recalld::load::ConfigError&) {
        return 0;
    }
    return 0;
}
