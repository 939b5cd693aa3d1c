#include "load/profile_yaml.hpp"

#include "load/config_error.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace recalld;

namespace {

/// What loads must hold together: every index points at something.
bool is_whole(const studio::Profile& profile)
{
    for (studio::ParameterId id = 0; id < profile.parameters.size(); ++id) {
        const studio::Parameter& parameter = profile[id];
        if (parameter.node >= profile.nodes.size() || parameter.strip >= profile.strips.size()) return false;
        if (parameter.law >= profile.laws.size() || parameter.words >= profile.words.size()) return false;
        if (profile.find(parameter.name) != id) return false;
        if (parameter.partner != studio::no_parameter && profile[parameter.partner].partner != id) return false;
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const std::string_view yaml(reinterpret_cast<const char*>(data), size);
        if (!is_whole(*load::parse_profile(yaml, "fuzz", "fuzz"))) std::abort();
    } catch (const load::ConfigError&) {
        return 0;
    }
    return 0;
}
