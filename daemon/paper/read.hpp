#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

// Reading facts that may lack anything: what is not there is empty. Pure.

namespace recalld::paper {

using Json = nlohmann::ordered_json;

/// Text as it is, numbers as they print; empty for all else.
std::string text_in(const Json& json, std::string_view name);
double number_in(const Json& json, std::string_view name);                  ///< 0 when it is none
bool flag_in(const Json& json, std::string_view name);
const Json& list_in(const Json& json, std::string_view name);               ///< an empty list when it is none
const Json& object_in(const Json& json, std::string_view name);             ///< an empty object when it is none

/// `1 take`, `3 takes`, `1,200 changes`
std::string count_of(std::size_t count, std::string_view noun);
/// `2026-11-21T09:30:05Z` -> `2026-11-21 09:30 UTC`; other text stays as it is.
std::string time_words(const std::string& iso8601);
/// `9.5 s`, `3:32`, `1:02:07`; empty for nothing.
std::string length_words(double seconds);
/// `12,345,678`
std::string grouped_digits(std::uint64_t number);

}  // namespace recalld::paper
