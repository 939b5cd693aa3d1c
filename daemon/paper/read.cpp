#include "paper/read.hpp"

#include <fmt/format.h>

#include <cmath>

namespace recalld::paper {

namespace {

const Json* found_in(const Json& json, std::string_view name)
{
    if (!json.is_object()) return nullptr;
    const auto found = json.find(name);
    return found == json.end() ? nullptr : &*found;
}

std::string two_digits(std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string text_in(const Json& json, std::string_view name)
{
    const auto* found = found_in(json, name);
    if (!found) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number() ? found->dump() : std::string();
}

double number_in(const Json& json, std::string_view name)
{
    const auto* found = found_in(json, name);
    return found && found->is_number() ? found->get<double>() : 0;
}

bool flag_in(const Json& json, std::string_view name)
{
    const auto* found = found_in(json, name);
    return found && found->is_boolean() && found->get<bool>();
}

const Json& list_in(const Json& json, std::string_view name)
{
    static const Json none = Json::array();
    const auto* found = found_in(json, name);
    return found && found->is_array() ? *found : none;
}

const Json& object_in(const Json& json, std::string_view name)
{
    static const Json none = Json::object();
    const auto* found = found_in(json, name);
    return found && found->is_object() ? *found : none;
}

std::string grouped_digits(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) digits.insert(static_cast<std::size_t>(place), ",");
    return digits;
}

std::string count_of(std::size_t count, std::string_view noun) { return grouped_digits(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s"); }

std::string time_words(const std::string& iso8601)
{
    const bool is_time = iso8601.size() >= 17 && iso8601[4] == '-' && iso8601[7] == '-' && iso8601[10] == 'T' && iso8601[13] == ':' && iso8601.back() == 'Z';
    return is_time ? iso8601.substr(0, 10) + " " + iso8601.substr(11, 5) + " UTC" : iso8601;
}

std::string length_words(double seconds)
{
    if (!(seconds > 0) || seconds > 1e7) return {};
    if (seconds < 10) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
    const auto hours = whole / 3600, minutes = whole / 60 % 60;
    return (hours > 0 ? std::to_string(hours) + ":" + two_digits(minutes) : std::to_string(minutes)) + ":" + two_digits(whole % 60);
}

}  // namespace recalld::paper
