#include <cstdint>
#include <string_view>

#include "load/config_error.hpp"
#include "load/gear_json.hpp"
#include "load/profile_yaml.hpp"

using namespace recalld::load;

/// Whatever is imported can be read: a complaint about our own YAML ends the run.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string yaml;
    try {
        yaml = profile_of_gear({reinterpret_cast<const char*>(data), size}, "unit.json");
    } catch (const ConfigError&) {
        return 0;
    }
    if (parse_profile(yaml, "unit.yaml", "analog/unit")->parameters.empty()) __builtin_trap();
    return 0;
}
