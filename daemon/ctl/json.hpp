#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace recalld::ctl {

/// Keeps the order in which the daemon wrote the keys.
using Json = nlohmann::ordered_json;

// What an answer holds, read without trusting it: a key that is absent or of another kind reads as nothing.

/// Fit for a terminal: control characters, which a console's names may hold, become spaces.
std::string text_in(const Json& object, std::string_view key);
std::int64_t number_in(const Json& object, std::string_view key);
double decimal_in(const Json& object, std::string_view key);
bool flag_in(const Json& object, std::string_view key);
bool has(const Json& object, std::string_view key);  ///< there, and not null
const Json& list_in(const Json& object, std::string_view key);
const Json& object_in(const Json& object, std::string_view key);
/// How many: a number, or the length of a list.
std::int64_t count_in(const Json& object, std::string_view key);

std::string clean(std::string_view text);

/// One document for a machine to read; bytes that are not UTF-8 are replaced.
std::string document(const Json& json, bool indented);

}  // namespace recalld::ctl
