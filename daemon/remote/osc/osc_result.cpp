#include "remote/osc/osc_result.hpp"

#include <algorithm>
#include <limits>

#include "remote/osc/osc_words.hpp"

namespace recalld::remote::osc_result {

const Json& part(const Json& json, const char* name)
{
    static const Json nothing = nullptr;
    if (!json.is_object()) return nothing;
    const auto found = json.find(name);
    return found == json.end() ? nothing : *found;
}

const Json& list(const Json& json, const char* name)
{
    static const Json nothing = Json::array();
    const auto& found = part(json, name);
    return found.is_array() ? found : nothing;
}

std::string text(const Json& json, const char* name)
{
    const auto& found = part(json, name);
    if (found.is_string()) return std::string(cut_utf8(found.get_ref<const std::string&>(), longest_text));
    return found.is_number() ? found.dump() : std::string();
}

std::int32_t whole(const Json& found)
{
    if (found.is_boolean()) return found.get<bool>() ? 1 : 0;
    if (found.is_number_unsigned()) return static_cast<std::int32_t>(std::min<std::uint64_t>(found.get<std::uint64_t>(), INT32_MAX));
    if (found.is_number_integer()) return static_cast<std::int32_t>(std::clamp<std::int64_t>(found.get<std::int64_t>(), INT32_MIN, INT32_MAX));
    return found.is_number() ? static_cast<std::int32_t>(std::clamp(found.get<double>(), -2e9, 2e9)) : 0;
}

std::int32_t count(const Json& json, const char* name) { return whole(part(json, name)); }

std::int32_t sum(const Json& items, const char* name)
{
    std::int32_t total = 0;
    for (const auto& item : items) {
        const auto& found = part(item, name);
        total += found.is_array() ? static_cast<std::int32_t>(found.size()) : whole(found);
    }
    return total;
}

}  // namespace recalld::remote::osc_result
