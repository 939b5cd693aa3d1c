#include "ctl/json.hpp"

#include <cmath>

namespace recalld::ctl {

namespace {

const Json nothing;

const Json& at(const Json& object, std::string_view key)
{
    if (!object.is_object()) return nothing;
    const auto found = object.find(std::string(key));
    return found == object.end() ? nothing : *found;
}

}  // namespace

std::string clean(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool second_set =
            !result.empty() && result.back() == '\xc2' && byte >= 0x80 && byte < 0xa0;  // U+0080 … 9F
        if (second_set)
            result.back() = ' ';
        else
            result += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
    return result;
}

std::string text_in(const Json& object, std::string_view key)
{
    const Json& value = at(object, key);
    if (value.is_string()) return clean(value.get_ref<const std::string&>());
    return value.is_null() || value.is_structured() ? std::string{} : value.dump();
}

double decimal_in(const Json& object, std::string_view key)
{
    const Json& value = at(object, key);
    return value.is_number() ? value.get<double>() : 0;
}

std::int64_t number_in(const Json& object, std::string_view key)
{
    const Json& value = at(object, key);
    if (value.is_number_integer()) return value.get<std::int64_t>();
    const double number = decimal_in(object, key);
    return std::abs(number) < 1e15 ? std::llround(number) : 0;
}

bool flag_in(const Json& object, std::string_view key)
{
    const Json& value = at(object, key);
    return value.is_boolean() && value.get<bool>();
}

bool has(const Json& object, std::string_view key) { return !at(object, key).is_null(); }

const Json& list_in(const Json& object, std::string_view key)
{
    static const Json empty = Json::array();
    const Json& value = at(object, key);
    return value.is_array() ? value : empty;
}

const Json& object_in(const Json& object, std::string_view key)
{
    static const Json empty = Json::object();
    const Json& value = at(object, key);
    return value.is_object() ? value : empty;
}

std::int64_t count_in(const Json& object, std::string_view key)
{
    const Json& value = at(object, key);
    return value.is_array() ? static_cast<std::int64_t>(value.size()) : number_in(object, key);
}

std::string document(const Json& json, bool indented)
{
    return json.dump(indented ? 2 : -1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace recalld::ctl
